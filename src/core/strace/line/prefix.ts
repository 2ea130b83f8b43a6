import { DOT, isDigit, LESS, SPACE } from "./line-bytes.js";

/** What stands in front of a traced line: pid, time, and where the line proper starts. */
export interface Prefix {
  pid: number | null;
  /** Seconds: of the day for `-t`/`-tt`, since the epoch for `-ttt`, since the line before for `-r`. */
  time: number;
  /** Which of these; null where no time was printed. */
  clock: "day" | "epoch" | "relative" | null;
  offset: number;
  /** Which columns were there: a sum of `PrefixForm`. */
  forms: number;
}

/** The columns of a prefix, as bits. */
export const PrefixForm = {
  bracketedPid: 1,
  barePid: 2,
  comm: 4,
  timeOfDay: 8,
  epoch: 16,
  relative: 32,
  /** A time with digits behind its point: `-tt` rather than `-t`. */
  fraction: 64,
  syscallNumber: 128,
  instructionPointer: 256,
  securityContext: 512,
} as const;

const COLON = 0x3a;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;
const PID_MAX = 4_194_304; // the kernel's PID_MAX_LIMIT: a larger bare number is a time

/**
 * Reads the columns that strace prints before a line (strace.c, printleader): pid, SELinux context, time, `-r`,
 * then `-n` and `-i` in brackets. Works on bytes: most lines are dropped after this and the name.
 *
 * @param prefix where to write it: one object serves for all lines
 */
export function scanPrefix(bytes: Uint8Array, start: number, end: number, prefix: Prefix = emptyPrefix()): Prefix {
  prefix.pid = null;
  prefix.time = 0;
  prefix.clock = null;
  prefix.offset = start;
  prefix.forms = 0;
  scanPid(bytes, end, prefix);
  skipSecurityContext(bytes, end, prefix);
  scanTime(bytes, end, prefix);
  scanTime(bytes, end, prefix); // -r behind -t
  while (skipBracketed(bytes, end, prefix));
  return prefix;
}

export function emptyPrefix(): Prefix {
  return { pid: null, time: 0, clock: null, offset: 0, forms: 0 };
}

function scanPid(bytes: Uint8Array, end: number, prefix: Prefix): void {
  let i = prefix.offset;
  const bracketed = bytes[i] === BRACKET_OPEN && bytes[i + 1] === 0x70 && bytes[i + 2] === 0x69; // "[pi"
  if (bracketed) i += 4;
  while (bracketed && bytes[i] === SPACE) i++;
  const digits = i;
  let pid = 0;
  while (i < end && isDigit(bytes[i])) pid = pid * 10 + (bytes[i++] as number) - 0x30;
  if (i === digits) return;
  const hasComm = bytes[i] === LESS;
  if (hasComm) i = endOfComm(bytes, i, end);
  if (bracketed) {
    if (bytes[i] !== BRACKET_CLOSE) return;
    i++;
  } else if (pid > PID_MAX) return;
  if (bytes[i] !== SPACE) return;
  if (bracketed || hasComm) i++;
  else i = endOfPadding(bytes, digits, i);
  prefix.pid = pid;
  prefix.offset = i;
  prefix.forms |= (bracketed ? PrefixForm.bracketedPid : PrefixForm.barePid) | (hasComm ? PrefixForm.comm : 0);
}

/** `%-5u `: five columns and a space. Further spaces belong to the time column behind it, which `-r` pads. */
function endOfPadding(bytes: Uint8Array, digits: number, start: number): number {
  let i = start;
  while (bytes[i] === SPACE && i - digits < 5) i++;
  return bytes[i] === SPACE ? i + 1 : i;
}

/** `-Y` prints `123<comm> `; a `<` or `>` in the comm is an octal escape, so the first `>` ends it. */
function endOfComm(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) if (bytes[i] === 0x3e) return i + 1;
  return start;
}

/** `[unconfined_u:unconfined_r:unconfined_t:s0] ` of `--secontext`; with its default only the type is there. */
function skipSecurityContext(bytes: Uint8Array, end: number, prefix: Prefix): void {
  if (bytes[prefix.offset] !== BRACKET_OPEN || prefix.pid === null) return;
  let hasWord = false;
  for (let i = prefix.offset + 1; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === BRACKET_CLOSE) {
      if (!hasWord || bytes[i + 1] !== SPACE) return;
      prefix.offset = i + 2;
      prefix.forms |= PrefixForm.securityContext;
      return;
    }
    if (byte === SPACE) return;
    hasWord ||= (byte > 0x66 && byte <= 0x7a) || byte === COLON || byte === 0x5f; // no hex number
  }
}

function scanTime(bytes: Uint8Array, end: number, prefix: Prefix): void {
  let i = prefix.offset;
  const parenthesised = bytes[i] === 0x28 && bytes[i + 1] === 0x2b; // "(+" of -r behind -t
  if (parenthesised) i += 2;
  const padded = bytes[i] === SPACE;
  while (i < end && bytes[i] === SPACE) i++;
  const first = i;
  let seconds = 0;
  let field = 0;
  let colons = 0;
  for (; i < end && (isDigit(bytes[i]) || bytes[i] === COLON); i++) {
    if (bytes[i] === COLON) {
      seconds = (seconds + field) * 60;
      field = 0;
      colons++;
    } else field = field * 10 + (bytes[i] as number) - 0x30;
  }
  if (i === first || (colons !== 0 && colons !== 2)) return;
  seconds += field;
  const isFraction = bytes[i] === DOT && isDigit(bytes[i + 1]);
  if (isFraction) {
    i++;
    let fraction = 0;
    let scale = 1;
    for (; i < end && isDigit(bytes[i]); i++, scale *= 10) fraction = fraction * 10 + (bytes[i] as number) - 0x30;
    seconds += fraction / scale;
  }
  if (parenthesised && bytes[i] === 0x29) i++;
  if (bytes[i] !== SPACE) return;
  const isEpoch = colons === 0 && seconds > PID_MAX;
  if (colons === 0 && !isFraction && !padded && !parenthesised && !isEpoch) return;
  prefix.offset = i + 1;
  if (isFraction) prefix.forms |= PrefixForm.fraction;
  prefix.forms |= colons === 2 ? PrefixForm.timeOfDay : isEpoch ? PrefixForm.epoch : PrefixForm.relative;
  if (prefix.clock !== null) return;
  prefix.time = seconds;
  prefix.clock = colons === 2 ? "day" : isEpoch ? "epoch" : "relative";
}

/** Skips `[  59] ` of `-n` and `[00007f8ac363f000] ` of `-i`; `???` stands for unknown ones. */
function skipBracketed(bytes: Uint8Array, end: number, prefix: Prefix): boolean {
  if (bytes[prefix.offset] !== BRACKET_OPEN) return false;
  const first = prefix.offset + 1;
  for (let i = first; i < end && i < first + 18; i++) {
    const byte = bytes[i] as number;
    if (byte === BRACKET_CLOSE && bytes[i + 1] === SPACE) {
      if (i === first) return false;
      prefix.offset = i + 2;
      prefix.forms |= i - first >= 8 ? PrefixForm.instructionPointer : PrefixForm.syscallNumber;
      return true;
    }
    const isHex = isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || byte === 0x3f || byte === SPACE;
    if (!isHex) return false;
  }
  return false;
}

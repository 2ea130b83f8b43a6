import { bytesOf, latin1 } from "../../bytes.js";
import { endOfArguments } from "../arguments/balance.js";
import { endOfSureArguments, OPEN } from "../arguments/sure-arguments.js";
import { lateCloseOf, openEndOf, unfinishedAt } from "./ending.js";
import { holds, LESS, PAREN_OPEN, SPACE, SQUARE_OPEN } from "./line-bytes.js";
import { emptyPrefix, type Prefix } from "./prefix/prefix.js";
import { scanPrefix } from "./prefix/scan.js";
import { parseResult } from "./result/parse-result.js";
import { plainResult } from "./result/plain-result.js";
import type { Result } from "./result/result.js";

/** How a line proper begins: `name(`, `<... name resumed>`, an event's `+++`, `---` or `[`, or in another way. */
export type LineStart = "call" | "resumed" | "event" | "other";

/**
 * How the line of a call ends.
 *
 * - `result`: the arguments close, and a result follows.
 * - `late-result`: a result ends the line, but the arguments do not close right before it: other output is in the line.
 * - `unfinished`: ` <unfinished ...>`, or the like; the rest comes on a later line.
 * - `detached`: ` <detached ...>`; no rest comes.
 * - `open`: the arguments do not close, and nothing says why: the line was cut.
 * - `no-result`: the arguments close, and what follows is not a result.
 */
export type LineEnd = "result" | "late-result" | "unfinished" | "detached" | "open" | "no-result";

/**
 * The parts of one line: `prefix`, name, arguments, result, suffix. Every index counts from the start of the bytes
 * that were split. The name and all after it are valid only for a `call` or `resumed` line.
 */
export interface LineParts {
  readonly prefix: Prefix;
  start: LineStart;
  /** The name is `bytes[nameStart..nameEnd)`. */
  nameStart: number;
  nameEnd: number;
  /** A hash of the name, for `NameTable`. */
  nameHash: number;
  /** The arguments are `bytes[argsStart..argsEnd)`. In a `resumed` line they are the rest of the call's. */
  argsStart: number;
  argsEnd: number;
  end: LineEnd;
  /** True if the arguments are surely in strace's language, without a look into the grammar (`endOfSureArguments`). */
  isSure: boolean;
  /** What follows the arguments begins here: the result's text (after the `)`), or ` <unfinished ...>`. */
  suffix: number;
}

/** A line that was split in one step. */
export interface SplitLine extends LineParts {
  /** The result of the call; null unless `end` is `result` or `late-result`. */
  readonly result: Result | null;
}

/** Parts to split into; one object serves for all lines. */
export function emptyParts(): LineParts {
  return {
    prefix: emptyPrefix(),
    start: "other",
    nameStart: 0,
    nameEnd: 0,
    nameHash: 0,
    argsStart: 0,
    argsEnd: 0,
    end: "open",
    isSure: false,
    suffix: 0,
  };
}

/** Takes a whole line apart (one char a byte, without its line end). */
export function splitLine(text: string): SplitLine {
  const bytes = bytesOf(text);
  const parts = emptyParts();
  const start = splitStart(bytes, 0, bytes.length, parts);
  const result = start === "call" || start === "resumed" ? splitEnd(bytes, bytes.length, parts) : null;
  return { ...parts, result };
}

const RESUMED_START = bytesOf("<... ");
const RESUMED = bytesOf(" resumed>");
const PLUS = 0x2b;
const MINUS = 0x2d;

/**
 * First step: the prefix and the name of the line `bytes[start..end)`, into `parts`. The reader drops most lines after
 * it.
 */
export function splitStart(bytes: Uint8Array, start: number, end: number, parts: LineParts): LineStart {
  const { offset } = scanPrefix(bytes, start, end, parts.prefix);
  if (scanName(bytes, offset, end, PAREN_OPEN, parts)) {
    parts.argsStart = parts.nameEnd + 1;
    parts.start = "call";
    return "call";
  }
  const first = bytes[offset];
  if (first === LESS && scanResumed(bytes, offset, end, parts)) parts.start = "resumed";
  else parts.start = first === PLUS || first === MINUS || first === SQUARE_OPEN ? "event" : "other";
  return parts.start;
}

/** `<... name resumed>` */
function scanResumed(bytes: Uint8Array, offset: number, end: number, parts: LineParts): boolean {
  if (!holds(bytes, RESUMED_START, offset, end)) return false;
  if (!scanName(bytes, offset + RESUMED_START.length, end, SPACE, parts)) return false;
  if (!holds(bytes, RESUMED, parts.nameEnd, end)) return false;
  parts.argsStart = parts.nameEnd + RESUMED.length;
  return true;
}

/** A call's name that starts at `start` and ends before `terminator`. False when no name stands there. */
function scanName(bytes: Uint8Array, start: number, end: number, terminator: number, parts: LineParts): boolean {
  let hash = 0;
  let i = start;
  for (; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === terminator) break;
    const isName = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x3f;
    if (!isName) return false;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (i === start || i === end) return false;
  parts.nameStart = start;
  parts.nameEnd = i;
  parts.nameHash = hash;
  return true;
}

/**
 * Second step, for a `call` or `resumed` line: its arguments and how it ends, into `parts`.
 *
 * @returns the result; null unless the line ends with one
 */
export function splitEnd(bytes: Uint8Array, end: number, parts: LineParts): Result | null {
  const { argsStart } = parts;
  const open = unfinishedAt(bytes, argsStart, end);
  const sure = endOfSureArguments(bytes, argsStart, open < 0 ? end : open);
  parts.isSure = open < 0 ? sure >= 0 : sure === OPEN;
  if (open >= 0) {
    setEnd(parts, "unfinished", open, open);
    return null;
  }
  const close = sure < 0 ? endOfArguments(bytes, argsStart, end) : sure;
  if (close >= 0) {
    const result = plainResult(bytes, close + 1, end) ?? parseResult(latin1(bytes, close + 1, end));
    if (result) {
      setEnd(parts, "result", close, close + 1);
      return result;
    }
  }
  return splitOddEnd(latin1(bytes, argsStart, end), close >= 0, parts);
}

/** The endings that few lines have; `text` is the line from its arguments on. */
function splitOddEnd(text: string, isClosed: boolean, parts: LineParts): Result | null {
  parts.isSure = false;
  const from = parts.argsStart;
  const open = openEndOf(text);
  const late = open ? -1 : lateCloseOf(text);
  const result = late < 0 ? null : parseResult(text.slice(late + 1));
  if (open) setEnd(parts, open.isDetached ? "detached" : "unfinished", from + open.at, from + open.at);
  else if (result) setEnd(parts, "late-result", from + late, from + late + 1);
  else setEnd(parts, isClosed ? "no-result" : "open", from + text.length, from + text.length);
  return result;
}

function setEnd(parts: LineParts, end: LineEnd, argsEnd: number, suffix: number): void {
  parts.end = end;
  parts.argsEnd = argsEnd;
  parts.suffix = suffix;
}

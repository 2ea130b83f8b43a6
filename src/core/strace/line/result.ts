import { bytesOf } from "../../bytes.js";
import { endOfArguments } from "../arguments/balance.js";
import { endOfDecorationIn } from "../arguments/decoration.js";

/** What stands behind the arguments: `= 219264`, `= -1 EAGAIN (...)`, `= 7<TCP:[...]> <0.000012>`, `= ?`. */
export interface Result {
  /** The return value; -1 for an error, null where strace prints `?` or nothing. */
  readonly value: number | null;
  /** The value as printed, where a number cannot hold it to the last digit; otherwise null. */
  readonly digits: string | null;
  /** The errno's name, such as `EAGAIN`, or null. */
  readonly error: string | null;
  /** The decoration of a returned fd (`-y`, `-yy`), without its angle brackets. */
  readonly decoration: string | null;
  /** Remarks in parentheses, such as `Timeout`, `INJECTED`, `flags O_RDWR`; comments, `deleted`, `unavailable`. */
  readonly remarks: readonly string[];
  /** Seconds spent in the call (`-T`), or null. */
  readonly duration: number | null;
}

export const NO_RESULT: Result = {
  value: null,
  digits: null,
  error: null,
  decoration: null,
  remarks: [],
  duration: null,
};

const VALUE = /^ *= (\?|-?(?:0x[0-9a-f]+|\d+))(?![\w.])/;
const ERROR = / ((?:E[A-Z0-9_]+)|ERRNO_\d+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?(?= |$)/y;
const DURATION = / <(\d+(?:\.\d+)?)>$/y;
/** A remark of another shape: `= 8 /* 2 in strace's PID NS *\/`, `= 3 [secontext]`, `= 3</srv/x>(deleted)`. */
const ASIDE = /(?: \/\*.*?\*\/| \[[^[\] ]+\]|\(deleted\))/y;

interface MutableResult {
  value: number | null;
  digits: string | null;
  error: string | null;
  decoration: string | null;
  remarks: string[];
  duration: number | null;
}

/**
 * Reads the text behind the closing parenthesis; null where it is no result (syscall.c, syscall_exiting_trace),
 * also where something follows that strace does not print there.
 */
export function parseResult(text: string): Result | null {
  const shape = VALUE.exec(text);
  if (!shape) return null;
  const word = shape[1] as string;
  const value = numberOf(word);
  const digits = value === null || Number.isSafeInteger(value) ? null : word;
  const result: MutableResult = { value, digits, error: null, decoration: null, remarks: [], duration: null };
  let at = shape[0].length;
  if (text.charCodeAt(at) === LESS) {
    const end = endOfDecorationIn(text, at);
    if (end < 0) return null;
    result.decoration = text.slice(at + 1, end - 1);
    at = end;
  }
  while (at < text.length) {
    const next = readTail(text, at, result);
    if (next < 0) return null;
    at = next;
  }
  return result;
}

const LESS = 0x3c;
const PAREN_OPEN = 0x28;
const UNAVAILABLE = " <unavailable>";

/** Reads one thing behind the value; returns where it ends, or -1 where strace prints no such thing. */
function readTail(text: string, at: number, result: MutableResult): number {
  if (text.charCodeAt(at + 1) === LESS) {
    const seconds = matchAt(DURATION, text, at);
    if (seconds) result.duration = Number(seconds[1]);
    else if (text.startsWith(UNAVAILABLE, at)) result.remarks.push("unavailable");
    return seconds ? text.length : text.startsWith(UNAVAILABLE, at) ? at + UNAVAILABLE.length : -1;
  }
  const failure = result.error === null && result.remarks.length === 0 ? matchAt(ERROR, text, at) : null;
  if (failure) {
    result.error = failure[1] as string;
    return at + failure[0].length;
  }
  const close = text.charCodeAt(at) === 0x20 && text.charCodeAt(at + 1) === PAREN_OPEN ? closing(text, at + 2) : -1;
  if (close > 0) {
    const said = text.slice(at + 2, close);
    if (said.startsWith("errno ")) result.error = said;
    else result.remarks.push(said);
    return close + 1;
  }
  const aside = matchAt(ASIDE, text, at)?.[0];
  if (aside === undefined) return -1;
  result.remarks.push(aside.replace(/^ ?(?:\/\* ?|\()?|(?: ?\*\/|\))$/g, ""));
  return at + aside.length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function numberOf(word: string): number | null {
  if (word === "?") return null;
  return /^-?0\d/.test(word) ? Number.parseInt(word, 8) : Number(word); // umask returns 022
}

/** The index of the `)` of a remark whose text starts at `start`; decorations inside may hold parentheses. */
function closing(text: string, start: number): number {
  const bytes = bytesOf(text);
  return endOfArguments(bytes, start, bytes.length);
}

/** True where `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(result: Result): boolean {
  return (
    result.remarks.length > 0 &&
    result.remarks.some((remark) => remark.startsWith("INJECTED") && remark !== "INJECTED: args")
  );
}

const MAX_ERRNO = 4095; // the kernel's: no larger number is an error

/** True where strace printed what it found in a thread that was being killed: `-1 (errno 18446744073709551596)`. */
export function isGarbled({ error }: Result): boolean {
  return error?.startsWith("errno ") === true && Number(error.slice("errno ".length)) > MAX_ERRNO;
}

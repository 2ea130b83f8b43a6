import { endOfArguments } from "./balance.js";
import { endOfDecoration } from "./decoration.js";

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
const ERROR = /^ ((?:E[A-Z0-9_]+)|ERRNO_\d+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?(?= |$)/;
const DURATION = /^ <(\d+(?:\.\d+)?)>$/;
/** A remark of another shape: `= 8 /* 2 in strace's PID NS *\/`, `= 3 [secontext]`, `= 3</srv/x>(deleted)`. */
const ASIDE = /^(?: \/\*.*?\*\/| \[[^[\] ]+\]|\(deleted\))/;

/**
 * Reads the text behind the closing parenthesis; null where it is no result (syscall.c, syscall_exiting_trace),
 * also where something follows that strace does not print there.
 */
export function parseResult(text: string): Result | null {
  const shape = VALUE.exec(text);
  if (!shape) return null;
  const word = shape[1] as string;
  const value = numberOf(word);
  const result = { value, digits: value === null || Number.isSafeInteger(value) ? null : word };
  const at = shape[0].length;
  return at === text.length ? { ...NO_RESULT, ...result } : parseTail(text, at, result);
}

function parseTail(text: string, start: number, result: Pick<Result, "value" | "digits">): Result | null {
  let at = start;
  let error: string | null = null;
  let decoration: string | null = null;
  let duration: number | null = null;
  const remarks: string[] = [];
  if (text[at] === "<") {
    const end = endOfDecoration((i) => text.charCodeAt(i), at, text.length);
    if (end < 0) return null;
    decoration = text.slice(at + 1, end - 1);
    at = end;
  }
  while (at < text.length) {
    const rest = text.slice(at);
    const remark = rest.startsWith(" (") ? closing(rest) : -1;
    const failure = error === null && remarks.length === 0 ? ERROR.exec(rest) : null;
    const aside = ASIDE.exec(rest)?.[0];
    const seconds = DURATION.exec(rest);
    if (failure) {
      error = failure[1] as string;
      at += failure[0].length;
    } else if (remark > 0) {
      const said = rest.slice(2, remark);
      if (said.startsWith("errno ")) error = said;
      else remarks.push(said);
      at += remark + 1;
    } else if (rest.startsWith(" <unavailable>")) {
      remarks.push("unavailable");
      at += " <unavailable>".length;
    } else if (aside !== undefined) {
      remarks.push(aside.replace(/^ ?(?:\/\* ?|\()?|(?: ?\*\/|\))$/g, ""));
      at += aside.length;
    } else if (seconds) {
      duration = Number(seconds[1]);
      at = text.length;
    } else return null;
  }
  return { ...result, error, decoration, remarks, duration };
}

function numberOf(word: string): number | null {
  if (word === "?") return null;
  return /^-?0\d/.test(word) ? Number.parseInt(word, 8) : Number(word); // umask returns 022
}

/** The index of the `)` of a remark that opens at index 1; decorations inside may hold parentheses. */
function closing(rest: string): number {
  const bytes = Buffer.from(rest, "latin1");
  return endOfArguments(bytes, 2, bytes.length);
}

/** True where `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(result: Result): boolean {
  return result.remarks.some((remark) => remark.startsWith("INJECTED") && remark !== "INJECTED: args");
}

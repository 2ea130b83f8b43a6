import { bytesOf } from "../../../bytes.js";
import { endOfArguments } from "../../arguments/balance.js";
import { endOfDecorationIn } from "../../arguments/decoration.js";
import { LESS, PAREN_OPEN, SPACE } from "../line-bytes.js";
import { isNoteAt } from "../pasted/note.js";
import type { Result } from "./result.js";

const VALUE = /^ *= (\?|-?(?:0x[0-9a-f]+|\d+))(?![\w.])/;
const ERROR = / ((?:E[A-Z0-9_]+)|ERRNO_\d+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?(?= |$)/y;
const DURATION = / <(\d+(?:\.\d+)?)>$/y;
const NOTHING = new Uint8Array(0);
const UNAVAILABLE = " <unavailable>";
/** A remark of another shape: `= 8 /* 2 in strace's PID NS *\/`, `= 3 [secontext]`, `= 3</srv/x>(deleted)`. */
const ASIDE = /(?: \/\*.*?\*\/| \[[^[\] ]+\]|\(deleted\))/y;

/** The text after a call's `)` in parts, as far as their order is fixed. */
export interface ResultParts {
  /** `219264`, `-1`, `0x7f00` or `?`. */
  readonly value: string;
  /** Index at which the value ends. */
  readonly valueEnd: number;
  /** The decoration of a returned fd, without its angle brackets, or null. */
  readonly decoration: string | null;
  /** The errno's name, or null. */
  readonly error: string | null;
  /** The errno's explanation, without its parentheses, or null. */
  readonly explanation: string | null;
  /** Index at which the rest begins: remarks, and the duration of `-T`. */
  readonly rest: number;
}

/** Takes a result apart (syscall.c, syscall_exiting_trace). Null when the text does not begin with one. */
export function splitResult(text: string): ResultParts | null {
  const shape = VALUE.exec(text);
  if (!shape) return null;
  const valueEnd = shape[0].length;
  const isDecorated = text.charCodeAt(valueEnd) === LESS;
  const end = isDecorated ? endOfDecorationIn(text, valueEnd) : valueEnd;
  if (end < 0) return null;
  const failure = matchAt(ERROR, text, end);
  return {
    value: shape[1] as string,
    valueEnd,
    decoration: isDecorated ? text.slice(valueEnd + 1, end - 1) : null,
    error: failure?.[1] ?? null,
    explanation: failure?.[2] ?? null,
    rest: end + (failure?.[0].length ?? 0),
  };
}

interface Remarks {
  error: string | null;
  readonly remarks: string[];
  duration: number | null;
  hasNote: boolean;
}

/** Reads the text after a call's `)`. Null if it is not a result, or if strace prints no such thing after one. */
export function parseResult(text: string): Result | null {
  const parts = splitResult(text);
  if (!parts) return null;
  const found: Remarks = { error: parts.error, remarks: [], duration: null, hasNote: false };
  const bytes = parts.rest < text.length ? bytesOf(text) : NOTHING;
  for (let at = parts.rest; at < text.length; ) {
    const end = readRemark(text, bytes, at, found);
    if (end < 0 && !isNoteAt(text, at)) return null;
    if (end < 0) found.hasNote = true;
    at = end < 0 ? text.length : end;
  }
  const value = numberOf(parts.value);
  const digits = value === null || Number.isSafeInteger(value) ? null : parts.value;
  return {
    value,
    digits,
    error: found.error,
    decoration: parts.decoration,
    remarks: found.remarks,
    duration: found.duration,
    ...(found.hasNote ? { hasNote: true } : {}),
  };
}

/** Reads one remark or the duration; returns where it ends, or -1 for something that strace does not print. */
function readRemark(text: string, bytes: Uint8Array, at: number, found: Remarks): number {
  if (text.charCodeAt(at + 1) === LESS) {
    const seconds = matchAt(DURATION, text, at);
    if (seconds) found.duration = Number(seconds[1]);
    else if (text.startsWith(UNAVAILABLE, at)) found.remarks.push("unavailable");
    return seconds ? text.length : text.startsWith(UNAVAILABLE, at) ? at + UNAVAILABLE.length : -1;
  }
  const isParenthesised = text.charCodeAt(at) === SPACE && text.charCodeAt(at + 1) === PAREN_OPEN;
  const close = isParenthesised ? closeOf(bytes, at + 2) : -1;
  if (close > 0) {
    const said = text.slice(at + 2, close);
    if (said.startsWith("errno ")) found.error = said;
    else found.remarks.push(said);
    return close + 1;
  }
  const aside = matchAt(ASIDE, text, at)?.[0];
  if (aside === undefined) return -1;
  found.remarks.push(aside.replace(/^ ?(?:\/\* ?|\()?|(?: ?\*\/|\))$/g, ""));
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
function closeOf(bytes: Uint8Array, start: number): number {
  return endOfArguments(bytes, start, bytes.length);
}

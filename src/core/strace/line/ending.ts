import { bytesOf } from "../../bytes.js";
import { DOT, GREATER, holds } from "./line-bytes.js";
import { isNoteAt } from "./pasted/note.js";

/** How strace nearly always ends the first half of a call. */
const UNFINISHED = " <unfinished ...>";
const UNFINISHED_BYTES = bytesOf(UNFINISHED);

/** True for a line that ends like ` <unfinished ...>` or ` <detached ...>`, by its last two bytes. */
export function endsOpen(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === GREATER && bytes[end - 2] === DOT;
}

/** The index of the ` <unfinished ...>` that ends `bytes[start..end)`, or -1. */
export function unfinishedAt(bytes: Uint8Array, start: number, end: number): number {
  if (!endsOpen(bytes, end)) return -1;
  const at = end - UNFINISHED_BYTES.length;
  return at >= start && holds(bytes, UNFINISHED_BYTES, at, end) ? at : -1;
}

const OPEN_END = / ?<(?:unfinished|detached|pid changed to \d+) ?\.\.\.>$/;
const DETACHED = /<detached \.\.\.>$/;
/** strace adds this to a line when it could not restart the thread after it had printed the call's first half. */
const CANNOT_RESTART = / <Cannot restart pid \d+ with ptrace\([A-Z_]+\): [^<>]*>$/;

/** How a first half of a call ends. */
export interface OpenEnd {
  /** Index at which ` <unfinished ...>` or the like begins. */
  readonly at: number;
  /** True if strace detached from the thread within the call: no second half will come. */
  readonly isDetached: boolean;
}

/** The ending of a first half: ` <unfinished ...>`, ` <detached ...>`, ` <pid changed to 7 ...>`. Null for other text. */
export function openEndOf(text: string): OpenEnd | null {
  const mark = text.endsWith(">") ? text.length : text.lastIndexOf("...>") + 4;
  if (mark < text.length) return mark > 4 && isNoteAt(text, mark) ? openEndOf(text.slice(0, mark)) : null;
  if (text.endsWith(UNFINISHED)) return { at: text.length - UNFINISHED.length, isDetached: false };
  const half = text.replace(CANNOT_RESTART, "");
  const end = OPEN_END.exec(half);
  return end && { at: end.index, isDetached: DETACHED.test(half) };
}

const LATE_RESULT = /\) += (?:\?|-?(?:0x[0-9a-f]+|\d+))(?: [A-Z]\w* \([^()]*\))?(?: <[\d.]+>)?$/;

/**
 * The index of the `)` of a `) = 7` that ends the text, or -1. It is looked for only when the arguments do not close:
 * the program's own output, brackets and all, may have fallen into the line.
 */
export function lateCloseOf(text: string): number {
  return text.search(LATE_RESULT);
}

import { SPACE } from "../line/line-bytes.js";
import type { FoundColumn } from "./column.js";
import { lookAt } from "./look.js";

const TAB = 0x09;

/**
 * Blanks in front of a line, as a block of code has them in a text. The first line says how many; a line that still
 * begins with blanks after them is a dump or a stack frame, unless a call follows.
 */
export function indentationIn(bytes: Uint8Array, start: number, end: number): FoundColumn | null {
  const at = afterBlanks(bytes, start, end);
  if (at === start) return null;
  const width = at - start;
  return { column: { name: "indentation", after: (...line) => afterIndentation(...line, width) }, at };
}

function afterIndentation(bytes: Uint8Array, start: number, end: number, width: number): number {
  const edge = Math.min(end, start + width);
  const at = afterBlanks(bytes, start, edge);
  if (at < edge && bytes[edge - 1] === SPACE && isMarked(bytes, start, edge, end)) return edge;
  const all = afterBlanks(bytes, at, end);
  return all > at && lookAt(bytes, all, end) !== "none" ? all : at;
}

/** True if a person wrote a mark into the margin, `[1]  ` or `->   `: a line of strace's begins right after the margin. */
function isMarked(bytes: Uint8Array, start: number, edge: number, end: number): boolean {
  return lookAt(bytes, start, end) === "none" && lookAt(bytes, edge, end) !== "none";
}

function afterBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

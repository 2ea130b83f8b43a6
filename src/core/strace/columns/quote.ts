import { GREATER, SPACE } from "../line/line-bytes.js";
import type { FoundColumn } from "./column.js";

/** The marks of a quotation in front of a line: `> `, `>`, and for a quotation of a quotation `> > ` or `>> `. */
export function quoteIn(bytes: Uint8Array, start: number, end: number): FoundColumn | null {
  const { at, marks } = afterMarks(bytes, start, end, Number.POSITIVE_INFINITY);
  if (marks === 0) return null;
  return { column: { name: "quote marks", after: (...line) => afterMarks(...line, marks).at }, at };
}

/** Each mark may have one blank; a further one belongs to the line, as in the stack frames ` > lib.so(...)` of `-k`. */
function afterMarks(bytes: Uint8Array, start: number, end: number, most: number): { at: number; marks: number } {
  let at = start;
  let marks = 0;
  for (; marks < most && at < end && bytes[at] === GREATER; marks++) {
    at++;
    if (at < end && bytes[at] === SPACE) at++;
  }
  return { at, marks };
}

import { clippedResult } from "./clipped-result.js";

/** The start of a result, which the width of a terminal or a mail cut: ` = -1 EAGAIN (Resource`, ` =`, or nothing yet. */
const BEGUN = /^ *(?:=(?: -?(?:(?:\?|0x[0-9a-f]*|\d+)(?: E[A-Z0-9_]*)?(?: ?[(<][^()]*)?)?)?)?$/;

/** True if the text after a call's `)` may be the start of a result that the next line goes on with. */
export function isBegunResult(text: string): boolean {
  return BEGUN.test(text) || clippedResult(text) !== null;
}

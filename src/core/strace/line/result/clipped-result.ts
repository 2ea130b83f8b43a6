import { bytesOf } from "../../../bytes.js";
import { endOfArguments } from "../../arguments/balance.js";
import { endOfDecorationIn } from "../../arguments/decoration.js";
import { LESS } from "../line-bytes.js";
import { parseResult } from "./parse-result.js";
import type { Result } from "./result.js";

/** What strace prints after a number or an error ends it: a decoration, a remark, a duration. */
const CERTAIN = /^ *= (?:-1 E[A-Z0-9_]+|\?(?: E[A-Z0-9_]+)?|0x[0-9a-f]+|\d+)(?= [(<]|<)/;
/** ` <0.0000`, ` <unavail`: what stands last in a line, without its `>`. */
const CUT_LAST = / <(?:\d[\d.]*|u[a-z]*)?$/;

/**
 * The result of a line that the width of a terminal cut after the result proper: ` = 541 <0.0000`,
 * ` = -1 EAGAIN (Resource tempor`, ` = 7<TCP:[127.0.`. What begins after a number shows that the number is whole; only what
 * was cut is missing in the result. Null for all other text, also for a number with nothing after it.
 */
export function clippedResult(text: string): Result | null {
  const certain = CERTAIN.exec(text)?.[0];
  if (certain === undefined) return null;
  const last = CUT_LAST.exec(text);
  if (last) return parseResult(text.slice(0, last.index));
  return isOpenAt(text, certain.length) ? parseResult(certain) : null;
}

/** True if the bracket that opens at `at`, or after a blank there, does not close in the text. */
function isOpenAt(text: string, at: number): boolean {
  if (text.charCodeAt(at) === LESS) return endOfDecorationIn(text, at) < 0;
  const bytes = bytesOf(text);
  return endOfArguments(bytes, at + 2, bytes.length) < 0;
}

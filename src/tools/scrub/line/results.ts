import { splitResult } from "../../../core/strace/line/result/parse-result.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { isErrno, isErrorText } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { maskDecoration } from "./decorations.js";
import { shapeOf } from "./mask.js";
import { isShortResult, otherNumber, SMALL } from "./numbers.js";
import { REST } from "./places.js";

/** A dump of bytes after its call on one line with it: lines that a terminal had folded were put together. */
const DUMP = / \| [0-9a-f]{5,} {2}/;
/** What strace prints after a value; before anything else it may be a part of another word. */
const AFTER_VALUE = /^(?:$| |<)/;
/** The `-T` of a call. */
const DURATION = / <\d{1,7}(?:\.(?:\d{3}|\d{6}|\d{9}))?>$/;

/**
 * What follows the arguments of a call: the value, the errno and the duration stay.
 *
 * @param name of the call, which shows how large a value may be; null if it is not known
 */
export function maskResult(text: string, name: string | null, names: Pseudonyms, args: ArgumentsMask): string {
  const dump = text.search(DUMP);
  if (dump >= 0) return maskResult(text.slice(0, dump), name, names, args) + shapeOf(text.slice(dump));
  const parts = splitResult(text);
  if (!parts) return shapeOf(text);
  const { valueEnd, decoration, error, explanation, rest } = parts;
  const start = text.slice(0, valueEnd - parts.value.length);
  const end = valueEnd + (decoration === null ? 0 : decoration.length + 2);
  const number =
    isShortResult(parts.value, name) && AFTER_VALUE.test(text.slice(valueEnd)) ? parts.value : otherNumber(parts.value);
  const value = start + number + (decoration === null ? "" : `<${maskDecoration(decoration, names)}>`);
  if (error === null || !isErrno(error)) return value + maskRemarks(text.slice(end), args);
  const said = explanation === null ? "" : ` (${isErrorText(explanation) ? explanation : shapeOf(explanation)})`;
  return `${value} ${error}${said}${maskRemarks(text.slice(rest), args)}`;
}

/** What follows a value or an error: remarks, and the duration of `-T`, which stays if it is one. */
function maskRemarks(text: string, args: ArgumentsMask): string {
  const duration = DURATION.exec(text)?.[0] ?? "";
  return args.mask(text.slice(0, text.length - duration.length), null, SMALL, REST) + duration;
}

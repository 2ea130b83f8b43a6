import { splitResult } from "../../../core/strace/line/result/parse-result.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { isErrno, isErrorText } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { maskDecoration } from "./decorations.js";
import { shapeOf } from "./mask.js";
import { bareDigits, mostOfResult, otherNumber } from "./numbers.js";

/** A dump of bytes after its call on one line with it: lines that a terminal had folded were put together. */
const DUMP = / \| [0-9a-f]{5,} {2}/;

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
  const digits = bareDigits(parts.value);
  const isKept = digits.length <= mostOfResult(name) && (parts.value === "-1" || !parts.value.startsWith("-"));
  const number = isKept ? parts.value : otherNumber(parts.value);
  const value = start + number + (decoration === null ? "" : `<${maskDecoration(decoration, names)}>`);
  const isKnown = error !== null && isErrno(error);
  if (!isKnown) return value + args.mask(text.slice(valueEnd + (decoration === null ? 0 : decoration.length + 2)));
  const said = explanation === null ? "" : ` (${isErrorText(explanation) ? explanation : shapeOf(explanation)})`;
  return `${value} ${error}${said}${args.mask(text.slice(rest))}`;
}

import { endOfDecorationIn } from "../../../core/strace/arguments/decoration.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { isErrno, isErrorText } from "../vocabulary.js";
import type { ArgumentsMask } from "./arguments.js";
import { maskDecoration } from "./decorations.js";
import { shapeOf } from "./mask.js";

const VALUE = /^ *= (?:\?|-?(?:0x[0-9a-f]+|\d+))/;
const ERROR = /^ (E[A-Z0-9_]+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?(?= |$)/;

/** What stands behind the arguments of a call: the value, the error and the duration stay. */
export function maskResult(text: string, names: Pseudonyms, args: ArgumentsMask): string {
  const value = VALUE.exec(text)?.[0];
  if (value === undefined) return shapeOf(text);
  let masked = value;
  let rest = text.slice(value.length);
  const end = rest.startsWith("<") ? endOfDecorationIn(rest, 0) : -1;
  if (end > 0) {
    masked += `<${maskDecoration(rest.slice(1, end - 1), names)}>`;
    rest = rest.slice(end);
  }
  const error = ERROR.exec(rest);
  if (error && isErrno(error[1] as string)) {
    const said = error[2];
    masked += ` ${error[1]}`;
    if (said !== undefined) masked += ` (${isErrorText(said) ? said : shapeOf(said)})`;
    rest = rest.slice(error[0].length);
  }
  return masked + args.mask(rest);
}

import { stringsIn } from "../../arguments/strings.js";
import { unquote } from "../../arguments/unquote.js";

const ENTITY = /&(?:(lt)|(gt)|(quot|#34|#x22)|(apos|#39|#x27)|(nbsp|#160)|amp|#38);/g;
const PLAIN = ["<", ">", '"', "'", " "];
/** Half a call, or an entity in front of the first quote: in an argument, strace prints `&` before a name alone. */
const SIGN =
  /&lt;(?:unfinished \.\.\.|detached \.\.\.)&gt;|&lt;\.\.\. \w+ resumed|(?:^|\n)[^"\n]{0,400}?(?:&(?:lt|gt|quot|amp|nbsp|#\d{2,3}|#x2[27]);)/;
/** The length after a string that strace did not cut. */
const COUNT = /, (\d+)/y;

/** The text of a line in which HTML escaped `<`, `>`, `"`, `'` and `&`, as it was. */
export function withoutEntities(text: string): string {
  return text.replace(
    ENTITY,
    (_, ...groups: (string | undefined)[]) => PLAIN[groups.slice(0, 5).findIndex(Boolean)] ?? "&",
  );
}

/**
 * True if lines show that HTML escaped them, and not a page that the traced program sent: an entity stands outside of the
 * strings, or only without its entities is a string as long as the call says.
 */
export function areEscaped(text: string): boolean {
  if (text.search(ENTITY) < 0) return false;
  if (SIGN.test(text)) return true;
  return text.split("\n").some(hasEscapedString);
}

function hasEscapedString(line: string): boolean {
  for (const { quoted, end } of stringsIn(line)) {
    COUNT.lastIndex = end;
    const count = quoted.includes("&") ? COUNT.exec(line)?.[1] : undefined;
    if (count === undefined || unquote(quoted).length === Number(count)) continue;
    if (unquote(withoutEntities(quoted)).length === Number(count)) return true;
  }
  return false;
}

/** Part of a target that is one of many: a number, a UUID, or another name in hexadecimal digits. */
const NUMBERED = /^(?=.*\d)[\da-f-]{8,}$|^\d+$/i;
/** A number within a name: `page12.html`. */
const DIGITS = /\d+/g;

/**
 * What alike targets have in common: `/images/*` of `/images/17?size=2`. Numbers and long hexadecimal names become `*`, and so does the
 * query.
 */
export function targetPattern(target: string): string {
  const [path = "", query] = target.split("?", 2);
  const parts = path.split("/").map((part) => (NUMBERED.test(part) ? "*" : part.replace(DIGITS, "*")));
  return parts.join("/") + (query === undefined ? "" : "?*");
}

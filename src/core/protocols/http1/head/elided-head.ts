import { partsBetweenMarks } from "../../../strace/line/pasted/elided-text.js";
import { isElision } from "../../../strace/line/pasted/elision.js";
import { endOfHead } from "./end-of-head.js";

/** A text without these has no mark of an elision. Most heads are done with here. */
const PERHAPS = /\.\.\.|\xe2\x80\xa6|\b(?:snip|cut|elided|omitted|removed|truncated|skipped|stripped)/i;
/** A field, or the start of a request or of a response. */
const LINE = /^(?:[!#$%&'*+^_`|~0-9A-Za-z-]+:|HTTP\/1\.[01] \d{3}\b|[A-Z-]+ \S+ HTTP\/1\.[01]$)/;
/** A field of which the rest was left out, and with it perhaps other fields: no number ends so. */
const LENGTH = /^content-length:[ \t]*\d+(?:\.{3,}|\xe2\x80\xa6)/i;

/**
 * The lines that a person left of a head, without the marks of what was left out; null if nothing was. These lines hold as
 * they stand, but how many bytes the head has is not known.
 *
 * @param text what is shown from the start of the head on
 * @param isShort the text is shorter than what strace shows of as many bytes, so that a person surely cut it
 */
export function shownOfElided(text: string, isShort: boolean): string | null {
  const end = endOfHead(text);
  const head = end < 0 ? text : text.slice(0, end);
  if (!PERHAPS.test(head)) return null;
  const lines = head.split(/\r?\n/);
  if (!lines.some((line, index) => isMarked(line, isShort, end < 0 && index === lines.length - 1))) return null;
  const parts = lines.flatMap((line) => partsBetweenMarks(line)).map((part) => part.trim());
  return parts
    .filter((part) => LINE.test(part))
    .map((part) => `${part}\r\n`)
    .join("");
}

/** True for a line in which a person left something out. A field's value may end in dots; a field's name has none in front. */
function isMarked(line: string, isShort: boolean, isUnended: boolean): boolean {
  const isEdited = isShort && partsBetweenMarks(line).length > 1;
  const isInFront = /^[ \t]*(?:\.{3,}|\xe2\x80\xa6)/.test(line);
  const isBehind = isUnended && (line.endsWith("...") || line.endsWith("\xe2\x80\xa6"));
  return isEdited || isInFront || isBehind || LENGTH.test(line) || isElision(line);
}

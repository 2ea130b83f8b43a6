import { visible, visibleBytes } from "../../../core/text/escape.js";
import { grouped } from "../../../core/text/quantities.js";

/** Of a text that is shortened, so much of its end is shown. */
const TAIL = 40;

/**
 * A text for people: what would hide or turn other text stands as `\xNN`, and of a text that is longer than `most` its begin and its end
 * stand with its whole length.
 */
export function shortened(text: string, most: number): string {
  return excerpt(text, most, visible);
}

/** The same for bytes of a capture, one character each, which may be UTF-8. */
export function shortenedBytes(bytes: string, most: number): string {
  return excerpt(bytes, most, visibleBytes);
}

function excerpt(text: string, most: number, show: (text: string) => string): string {
  if (text.length <= most) return show(text);
  const head = text.slice(0, most - TAIL).replace(/[\xc0-\xff][\x80-\xbf]{0,2}$/, ""); // it may end within a character of UTF-8
  const tail = text.slice(-TAIL).replace(/^[\x80-\xbf]{1,3}/, "");
  return `${show(head)} … ${show(tail)} (${grouped(text.length)} characters)`;
}

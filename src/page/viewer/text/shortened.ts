import { visible } from "../../../core/text/escape.js";
import { grouped } from "../../../core/text/quantities.js";

/** Of a text that is shortened, so much of its end is shown. */
const TAIL = 40;

/**
 * A text of a capture for people: what would hide or turn other text stands as `\xNN`, and of a text that is longer than `most` its begin and its end
 * stand with its whole length.
 */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return visible(text);
  const head = text.slice(0, most - TAIL);
  return `${visible(head)} … ${visible(text.slice(-TAIL))} (${grouped(text.length)} characters)`;
}

import { UnflushedError } from "../../errors.js";

/**
 * The value of an option that counts something.
 *
 * @throws UnflushedError (`usage`) if the text is not a number, or has a sign or a point
 */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UnflushedError("usage", `${text} is not a whole number: give one such as 7`);
  return Number(text);
}

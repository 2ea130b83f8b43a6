/** What replaces a byte of a body. */
export const BODY = ".";

/** The shape of a text: letters become x, digits become 0; spaces, brackets and punctuation stay. */
export function shapeOf(text: string): string {
  return text
    .replace(/[a-z_\x80-\xff]/g, "x")
    .replace(/[A-Z]/g, "X")
    .replace(/[0-9]/g, "0");
}

/** As many x as there were characters. */
export function blank(text: string): string {
  return "x".repeat(text.length);
}

/** The text with an x for every character except line ends and spaces. */
export function blankWords(text: string): string {
  return text.replace(/[^\r\n ]/g, "x");
}

/** How the lines of a capture were folded. */
export interface Fold {
  /** The most characters of a line. */
  readonly width: number;
  /**
   * Where a line was broken: at the width; between two words, and the blank between them was dropped; or with a backslash
   * before each break.
   */
  readonly at: "width" | "words" | "backslash";
  /** The characters after which strace cut long strings, as far as two of them agree; otherwise 0. */
  readonly stringLimit: number;
}

/** Blanks that may have stood at the end of a piece and were dropped. More of them stand in no line of strace's. */
const DROPPED = 8;

/**
 * True if a line that ends so far with the piece `last` may go on with the piece `next`.
 *
 * @param isWhole true if the line needs no more: no more than one blank stands within a result
 */
export function mayGoOn({ width, at }: Fold, last: string, next: string, isWhole: boolean): boolean {
  if (at === "backslash") return last.endsWith("\\");
  if (at === "width") return last.length + (isWhole ? 1 : DROPPED) >= width;
  const [word = ""] = next.trimStart().split(" ", 1);
  return last.length + 1 + word.length > width; // else the word would stand on the line before
}

/**
 * `text`, which ends with the piece `last`, without what the break added, and with what it dropped. A break at a width
 * leaves exactly that many characters, so those which are missing were blanks. A break between words drops one blank,
 * unless it had to break a word: then the piece is as wide as the page and holds no blank.
 */
export function mendedAt({ width, at }: Fold, text: string, last: string): string {
  if (at === "backslash") return text.slice(0, -1);
  if (at === "width") return text + " ".repeat(Math.max(0, width - last.length));
  return last.length !== width || last.includes(" ") ? `${text} ` : text;
}

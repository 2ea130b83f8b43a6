/** What is wrong with an expectation. The message is the end of a sentence, such as `outstanding has no number`. */
export class ExpectationProblem extends Error {}

/** One letter of `expect:` may be wrong: one of its halves is right then. */
const ONE_HALF = /^\s*#\s*\S*(?:exp|ect:)/i;

/** False for a line that surely is no expectation, as nearly all are: no word of it has to be read. */
export function maybeExpects(line: string): boolean {
  return ONE_HALF.test(line);
}

import type { Verdict } from "../protocols/exchange.js";
import { rules } from "../rules/all.js";
import { edits, suggestion } from "../text/nearest.js";
import { ExpectationProblem } from "./expectation-problem.js";
import { COUNTER } from "./model.js";

/**
 * The words besides verdicts and rules. `outstanding` is in bytes: what the truncated responses of the capture lack.
 */
const OTHERS = ["responses", "connections", "findings", "outstanding"] as const;
const VERDICTS = Object.keys(COUNTER) as Verdict[];
const RULES = rules.map(({ id }) => id);

const COMMENT = /^\s*#\s*(\S+)(.*)$/s;
const KEY = "expect:";
const HALF = 3;
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/; // the reports print 1,234

/**
 * Reads `# expect: truncated 1 outstanding 14680844` into its words and numbers, in their order. Null for any other
 * comment.
 *
 * @param ruleIds the rules that the comment may name
 * @throws ExpectationProblem if the comment names an unknown word, a number is missing, or a word is repeated
 */
export function expectedWords(comment: string, ruleIds: readonly string[] = RULES): ReadonlyMap<string, number> | null {
  const [, key = "", text = ""] = COMMENT.exec(comment) ?? [];
  if (key.toLowerCase() !== KEY) {
    if (!isTypo(key.toLowerCase())) return null;
    throw new ExpectationProblem(`it begins with ${key} instead of ${KEY}`);
  }
  const parts = text.split(/\s+/).filter((part) => part !== "");
  if (parts.length === 0) throw new ExpectationProblem("it expects nothing: add a verdict and a number");
  const known = new Set<string>([...VERDICTS, ...OTHERS, ...ruleIds]);
  const words = new Map<string, number>();
  for (let at = 0; at < parts.length; at += 2) {
    const [word = "", number = ""] = parts.slice(at, at + 2);
    if (!known.has(word))
      throw new ExpectationProblem(`there is nothing called ${word}${suggestion(word, [...known])}`);
    if (!NUMBER.test(number)) {
      throw new ExpectationProblem(
        number === "" ? `${word} has no number` : `${word} has ${number}, which is not a number`,
      );
    }
    if (words.has(word)) throw new ExpectationProblem(`${word} is in it twice`);
    words.set(word, Number(number.replaceAll(",", "")));
  }
  return words;
}

/** `truncated 1 outstanding 14680844`, the text that `expectedWords` reads after `# expect:`. */
export function expectationText(words: ReadonlyMap<string, number>): string {
  return [...words].map(([word, number]) => `${word} ${number}`).join(" ");
}

/** True if one character makes it the word that begins an expectation. Then one half of the word is right. */
function isTypo(key: string): boolean {
  return (key.startsWith(KEY.slice(0, HALF)) || key.endsWith(KEY.slice(HALF))) && edits(key, KEY) === 1;
}

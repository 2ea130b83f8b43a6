import type { Verdict } from "../protocols/exchange.js";
import { plural } from "../text/quantities.js";

/** What a person calls the responses of a verdict: the words before and after the noun. */
const VERDICTS: Readonly<Record<Verdict, readonly [before: string, after: string]>> = {
  complete: ["complete ", ""],
  truncated: ["truncated ", ""],
  overrun: ["", " with too many bytes"],
  undetermined: ["undetermined ", ""],
  "aborted-by-peer": ["", " aborted by the peer"],
  "in-flight": ["", " still in flight"],
};

/**
 * What an expectation counts, in plain words: `1 truncated response and 14,680,844 outstanding bytes`.
 *
 * @param counts the words of an expectation, each with a number
 */
export function countsInWords(counts: Iterable<readonly [word: string, number: number]>): string {
  const parts = [...counts].map(([word, number]) => counted(word, number));
  const last = parts.pop() ?? "nothing";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function counted(word: string, number: number): string {
  if (word === "outstanding") return numbered(number, "outstanding byte");
  if (word === "responses" || word === "connections" || word === "findings") return numbered(number, word.slice(0, -1));
  if (!Object.hasOwn(VERDICTS, word)) return `${numbered(number, "finding")} of ${word}`;
  const [before, after] = VERDICTS[word as Verdict];
  return numbered(number, `${before}response`) + after;
}

/** `no response`, `1 response`, `1,200 responses`. */
function numbered(number: number, noun: string): string {
  return number === 0 ? `no ${noun}` : plural(number, noun);
}

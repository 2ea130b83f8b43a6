import type { Digest } from "./digest.js";
import { type Knowledge, Learner } from "./learner.js";
import { LineMask } from "./line-mask.js";
import { Pseudonyms } from "./pseudonyms.js";

/** Scrubs strace output that is already a string: for tests and small captures. */
export function scrubText(text: string): {
  readonly text: string;
  readonly before: Digest;
  readonly secrets: string[];
} {
  const names = new Pseudonyms();
  const learner = new Learner(names);
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const isEnded = lines.at(-1) === "";
  if (isEnded) lines.pop();
  feed(text, learner);
  const knowledge: Knowledge = learner.finish();
  const mask = new LineMask(knowledge, names);
  const scrubbed = lines.map((line) => mask.mask(line)).join("\n") + (isEnded ? "\n" : "");
  return { text: scrubbed, before: knowledge.digest, secrets: names.removed.secrets };
}

function feed(text: string, learner: Learner): void {
  const bytes = Buffer.from(text, "latin1");
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const hasReturn = end > start && bytes[end - 1] === 0x0d;
    learner.line(bytes, start, hasReturn ? end - 1 : end, null, newline < 0);
    start = end + 1;
  }
}

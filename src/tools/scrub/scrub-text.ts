import { linesOfText } from "../../core/analysis/lines-of-text.js";
import type { Digest } from "./digest.js";
import { type Knowledge, Learner } from "./learner.js";
import { LineMask } from "./line/line-mask.js";
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
  linesOfText(text, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  const knowledge: Knowledge = learner.finish();
  const mask = new LineMask(knowledge, names);
  const scrubbed = lines.map((line) => mask.mask(line)).join("\n") + (isEnded ? "\n" : "");
  return { text: scrubbed, before: knowledge.digest, secrets: names.removed.secrets };
}

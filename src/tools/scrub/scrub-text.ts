import { linesOfText } from "../../core/analysis/lines-of-text.js";
import { latin1 } from "../../core/bytes.js";
import { linesAsPrinted } from "../../core/strace/as-printed.js";
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
  linesOfText(text, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  const knowledge: Knowledge = learner.finish();
  const mask = new LineMask(knowledge, names);
  const lines: string[] = [];
  const proper = linesAsPrinted(
    (bytes, start, end) => lines.push(mask.mask(latin1(bytes, start, end))),
    () => lines.push(mask.lost()),
  );
  linesOfText(text, proper.line);
  proper.finish();
  const scrubbed = lines.join("\n") + (text.endsWith("\n") ? "\n" : "");
  return { text: scrubbed, before: knowledge.digest, secrets: names.removed.secrets };
}

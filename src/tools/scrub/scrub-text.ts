import { linesOfText } from "../../core/analysis/lines-of-text.js";
import { latin1 } from "../../core/bytes.js";
import { PrintedLines } from "../../core/strace/printed-lines.js";
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
  const learner = new Learner(names, "text");
  linesOfText(text, (bytes, start, end, pid, isCut) => learner.line(bytes, start, end, pid, isCut));
  const knowledge: Knowledge = learner.finish();
  const mask = new LineMask(knowledge, names);
  const lines: string[] = [];
  const proper = new PrintedLines({
    line: (bytes, start, end, pid, _isCut, count) => lines.push(mask.mask(latin1(bytes, start, end), pid, count)),
    lost: (_text, _pid, count) => lines.push(mask.lost(count)),
    gap: () => {},
    note: () => {},
  });
  linesOfText(text, proper.push.bind(proper));
  proper.finish();
  const scrubbed = lines.join("\n") + (text.endsWith("\n") ? "\n" : "");
  return { text: scrubbed, before: knowledge.digest, secrets: names.removed.secrets };
}

import { latin1 } from "../../core/bytes.js";
import { readLines } from "../../run/check/analyze-capture.js";
import { Essence } from "./essence.js";
import { Involved } from "./involved.js";
import { EXTENTS, Selection } from "./selection.js";
import type { WorkFolder } from "./work-folder.js";

/** The name of a smaller sample and its lines; or the name of the whole sample, and why there is no smaller one. */
export type Minimized =
  | { readonly name: string; readonly kept: number; readonly why: null }
  | { readonly name: string; readonly kept: null; readonly why: string };

/** Leaves out the lines that the findings do not need. The smaller sample must give the same findings. */
export async function minimize(workFolder: WorkFolder, whole: string): Promise<Minimized> {
  const path = workFolder.path(whole);
  const involved = new Involved();
  const essence = new Essence();
  for (const { analyzer, reader } of [involved, essence]) {
    await readLines(path, reader);
    analyzer.finish(path);
  }
  if (involved.count === 0) return { name: whole, kept: null, why: "there is no finding to keep lines for" };
  for (const extent of EXTENTS) {
    const selection = new Selection(involved, extent);
    const file = workFolder.create(extent);
    await readLines(path, (bytes, start, end) => {
      const text = latin1(bytes, start, end);
      const kept = selection.take(text);
      if (kept !== null) file.line(kept);
    });
    file.end(false);
    const part = new Essence((line) => selection.lines[line - 1] ?? 0);
    await readLines(workFolder.path(extent), part.reader);
    part.analyzer.finish(path);
    if (part.text === essence.text) return { name: extent, kept: selection.lines.length, why: null };
  }
  return {
    name: whole,
    kept: null,
    why: "with fewer of them the findings, or what it expects of itself, would not be the same",
  };
}

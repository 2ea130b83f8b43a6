import { forTerminal } from "../../core/text/escape.js";
import type { Page } from "../../core/text/page.js";
import { wrap } from "../../core/text/wrap.js";

/** How a recording went, besides what was found. */
export interface Recording {
  /** How the program ended, such as `exited with 7`; null if it was only watched. */
  readonly ended: string | null;
  /** The file that the capture was kept in. */
  readonly keptIn: string | null;
  /** Lines of the capture; null if they were not all read. */
  readonly lines: number | null;
  readonly isJudged: boolean;
}

/** The lines below the summary: what an exit code alone does not say. */
export function recordingText({ ended, keptIn, lines, isJudged }: Recording, { width, paint }: Page): string {
  const notes: string[] = [];
  if (!isJudged) {
    const code = ended === null ? "" : "; the exit code is the program's own";
    notes.push(paint.warning("note ") + wrap(`nothing could be judged${code}`, width - 5, "  "));
  }
  if (ended !== null) notes.push(wrap(`the program ${ended}`, width, "  "));
  const size = lines === null ? "" : `, ${lines} lines,`;
  const kept = forTerminal(keptIn ?? "");
  if (keptIn !== null) notes.push(wrap(`the capture${size} is in ${kept}`, width, "  ", [kept]));
  return notes.map((note) => `${note}\n`).join("");
}

import type { CaptureFacts, Summary } from "../analysis/model.js";
import type { Page } from "../report/finding-text.js";
import { summaryText } from "../report/summary-text.js";
import { Notes } from "./notes.js";
import type { Told, WholeOutput } from "./output.js";
import type { Progress } from "./progress.js";

/** `--format text`: findings as they happen, then the summary. */
export class TextOutput implements WholeOutput {
  readonly #notes: Notes;

  constructor(
    private readonly page: Page,
    showsAllNotes: boolean,
    private readonly progress: Progress | null,
  ) {
    this.#notes = new Notes(showsAllNotes);
  }

  finding(told: Told): void {
    if (!this.#notes.isShown(told)) return;
    this.progress?.clear();
    process.stdout.write(told.text);
  }

  connection(): void {}

  warning(text: string): void {
    this.progress?.clear();
    process.stderr.write(text);
  }

  end(captures: readonly CaptureFacts[], summary: Summary): void {
    if (captures.length === 0) return;
    process.stdout.write(this.#notes.text(this.page) + summaryText(summary, captures, this.page));
  }
}

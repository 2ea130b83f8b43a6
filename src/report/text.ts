import { findingText, type Page } from "./finding-text.js";
import type { Format } from "./format.js";
import { groupedText } from "./grouped-text.js";
import { Notes } from "./notes.js";
import type { CaptureRecord } from "./record.js";
import { summaryText } from "./summary-text.js";

export interface TextOptions {
  readonly showsAllNotes: boolean;
  /** True where there is more than one capture to tell apart. */
  readonly isSeveral: boolean;
  /** Has the last word on what is written. */
  readonly edit?: ((text: string) => string) | undefined;
}

/** For people: findings as they happen, then the summary. */
export function textFormat(page: Page, { showsAllNotes, isSeveral, edit = (text) => text }: TextOptions): Format {
  if (isSeveral) return groupedText(page, showsAllNotes, edit);
  const notes = new Notes(showsAllNotes);
  const captures: CaptureRecord[] = [];
  return {
    finding: ({ value }, write) => {
      if (notes.isShown(value)) write(edit(`${findingText(value, page)}\n`));
    },
    capture: ({ value }) => void captures.push(value),
    summary: ({ value }, write) => {
      if (captures.length > 0) write(edit(notes.text(page) + summaryText(value, captures, page)));
    },
  };
}

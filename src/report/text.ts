import { Deviations } from "./deviations.js";
import { findingText, type Page } from "./finding-text.js";
import type { Format } from "./format.js";
import { Notes } from "./notes.js";
import type { CaptureRecord, RuleRecord } from "./record.js";
import { summaryText } from "./summary-text.js";
import { Suppressed } from "./suppressed.js";

/** For people: findings as they happen, then the summary. `edit` has the last word on what is written. */
export function textFormat(
  page: Page,
  showsAllNotes: boolean,
  edit: (text: string) => string = (text) => text,
): Format {
  const notes = new Notes(showsAllNotes);
  const suppressed = new Suppressed();
  const deviations = new Deviations();
  const captures: CaptureRecord[] = [];
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }, write) => {
      if (suppressed.takes(value)) return;
      if (notes.isShown(value)) write(edit(`${findingText(value, rules, page)}\n`));
    },
    deviation: ({ value }) => deviations.add(value),
    capture: ({ value }) => void captures.push(value),
    summary: ({ value }, write) => {
      const ending = captures.length > 0 ? summaryText(value, captures, page) : "";
      write(edit(notes.text(page) + suppressed.text(page) + deviations.text(page) + ending));
    },
  };
}

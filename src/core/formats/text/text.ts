import type { CaptureRecord, RuleRecord, RunRecord } from "../../records/record.js";
import type { Page } from "../../text/page.js";
import type { FormatContext } from "../context.js";
import type { Format } from "../format.js";
import { withoutCommand } from "../github-escape.js";
import { Deviations } from "./deviations.js";
import { findingText } from "./finding.js";
import { groupedText } from "./grouped.js";
import { ShownNotes } from "./notes.js";
import { summaryText } from "./summary.js";
import { SuppressedFindings } from "./suppressed.js";

type TextContext = Pick<FormatContext, "page" | "showsAllNotes" | "isGithubJob">;

/** For people: findings as they happen, then the summary. */
export function textFormat({ page, showsAllNotes, isGithubJob }: TextContext): Format {
  const edit = isGithubJob ? withoutCommand : (text: string): string => text; // the traced program may have written it
  return chosenByRun(({ captures }) =>
    captures > 1 ? groupedText(page, showsAllNotes, edit) : singleText(page, showsAllNotes, edit),
  );
}

/** Text about one capture. */
function singleText(page: Page, showsAllNotes: boolean, edit: (text: string) => string): Format {
  const notes = new ShownNotes(showsAllNotes);
  const suppressed = new SuppressedFindings();
  const deviations = new Deviations();
  const captures: CaptureRecord[] = [];
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }, write) => {
      if (suppressed.take(value)) return;
      if (notes.take(value)) write(edit(`${findingText(value, rules, page)}\n`));
    },
    deviation: ({ value }) => deviations.add(value),
    capture: ({ value }) => void captures.push(value),
    summary: ({ value }, write) => {
      const ending = captures.length > 0 ? summaryText(value, captures, page) : "";
      write(edit(notes.text(page) + suppressed.text(page) + deviations.text(page) + ending));
    },
  };
}

/** A text whose shape depends on the first record. */
function chosenByRun(choose: (run: RunRecord) => Format): Format {
  let format: Format = {};
  return {
    run: (line, write) => {
      format = choose(line.value);
      format.run?.(line, write);
    },
    begin: (line, write) => format.begin?.(line, write),
    finding: (line, write) => format.finding?.(line, write),
    deviation: (line, write) => format.deviation?.(line, write),
    capture: (line, write) => format.capture?.(line, write),
    skipped: (line, write) => format.skipped?.(line, write),
    failure: (line, write) => format.failure?.(line, write),
    summary: (line, write) => format.summary?.(line, write),
  };
}

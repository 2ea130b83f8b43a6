import type { CaptureRecord, RuleRecord, RunRecord } from "../../records/record.js";
import { withoutCommands } from "../../text/escape.js";
import type { Format } from "../format.js";
import { PathTally } from "../paths/path-tally.js";
import { tallyLines } from "../paths/tally-lines.js";
import { Silences } from "../silent-captures.js";
import { AgainstBaseline } from "./against-baseline.js";
import { Deviations } from "./deviations.js";

import { groupedText } from "./grouped.js";
import { Happened } from "./happened.js";
import { kindsText } from "./kinds.js";
import { ShownNotes } from "./notes.js";
import { ShownFindings } from "./shown-findings.js";
import { explainedCodes, silenceLine, silenceLines } from "./silences.js";
import { summaryText } from "./summary.js";
import { SuppressedFindings } from "./suppressed.js";
import type { TextContext } from "./text-context.js";

/** For people: findings as they happen, then the summary. */
export function textFormat(context: TextContext): Format {
  return chosenByRun(({ captures }) =>
    captures > 1 ? groupedText(context, withoutCommands) : singleText(context, withoutCommands),
  );
}

/** Text about one capture. */
function singleText(context: TextContext, edit: (text: string) => string): Format {
  const { page, showsAllNotes, date } = context;
  const silences = new Silences(context);
  const notes = new ShownNotes(showsAllNotes || context.shows === "summary");
  const suppressed = new SuppressedFindings();
  const deviations = new Deviations();
  const baseline = new AgainstBaseline(context);
  const captures: CaptureRecord[] = [];
  const paths = new PathTally();
  const findings = new ShownFindings(context);
  const happened = new Happened();
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }, write) => {
      silences.finding(value);
      happened.finding(value);
      baseline.finding(value);
      if (suppressed.take(value) || !notes.take(value)) return;
      const text = findings.take(value, rules);
      if (text !== "") write(edit(text));
    },
    silence: ({ value }, write) => {
      silences.say(value);
      write(edit(`${silenceLine(value.connection, value.code, value.message, page)}\n\n`));
    },
    deviation: ({ value }) => {
      deviations.add(value);
      baseline.deviation(value);
    },
    failure: () => baseline.failure(),
    path: ({ value }) => paths.take(value),
    capture: ({ value }) => {
      captures.push(value);
      silences.capture(value);
    },
    summary: ({ value }, write) => {
      const ending = captures.length > 0 ? summaryText(value, captures, page) : "";
      const kinds = kindsText(findings.kinds.counts, context);
      const sentence = happened.lines(value, date, page).map((text) => `${text}\n`);
      const why = silenceLines(silences.reasons, explainedCodes(captures), page);
      const last = [...tallyLines(paths, page), ...why, ...baseline.lines(value, page)].map((text) => `${text}\n`);
      const before = [findings.rest(), notes.text(page), suppressed.text(page), deviations.text(page), kinds];
      write(edit([...before, ...sentence, ending, ...last].join("")));
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
    silence: (line, write) => format.silence?.(line, write),
    deviation: (line, write) => format.deviation?.(line, write),
    path: (line, write) => format.path?.(line, write),
    clock: (line, write) => format.clock?.(line, write),
    capture: (line, write) => format.capture?.(line, write),
    skipped: (line, write) => format.skipped?.(line, write),
    failure: (line, write) => format.failure?.(line, write),
    summary: (line, write) => format.summary?.(line, write),
  };
}

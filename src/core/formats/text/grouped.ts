import type { Summary } from "../../analysis/model.js";
import type { CaptureRecord, RuleRecord } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import { NameList } from "../../text/name-list.js";
import { plural } from "../../text/quantities.js";
import type { Format } from "../format.js";
import { ClockLines } from "../paths/clock-lines.js";
import { PathTally } from "../paths/path-tally.js";
import { tallyLines } from "../paths/tally-lines.js";
import { Silences } from "../silent-captures.js";
import { AgainstBaseline } from "./against-baseline.js";
import { ExplainedBlindSpots } from "./blind-spots.js";
import { Deviations } from "./deviations.js";
import { Happened } from "./happened.js";
import { kindsText } from "./kinds.js";
import { lossText } from "./loss.js";
import { ShownNotes } from "./notes.js";
import { captureLine, QuietCaptures } from "./quiet-captures.js";
import { ShownFindings } from "./shown-findings.js";
import { captureNames, silenceLines } from "./silences.js";
import { unreadableLines, verdictLine } from "./summary.js";
import { SuppressedFindings } from "./suppressed.js";
import type { TextContext } from "./text-context.js";

/**
 * Text about several captures: findings stand below the path of their capture, at once, and its counts below them; a
 * capture without any is a line, many in a row are one. Then what all of them come to.
 */
export function groupedText(context: TextContext, edit: (text: string) => string): Format {
  const { page, showsAllNotes, date } = context;
  const { width, paint } = page;
  const notes = new ShownNotes(showsAllNotes || context.shows === "summary");
  const quiet = new QuietCaptures();
  const blindSpots = new ExplainedBlindSpots();
  const silences = new Silences(context);
  const failed = new NameList();
  const skipped = new NameList();
  const suppressed = new SuppressedFindings();
  const deviations = new Deviations();
  const baseline = new AgainstBaseline(context);
  const paths = new PathTally();
  const clocks = new ClockLines();
  const blocks = new Blocks();
  const findings = new ShownFindings(context);
  const happened = new Happened();
  let rules: readonly RuleRecord[] = [];
  let hasHeading = false;
  /** Suppressed findings of the capture. */
  let known = 0;

  /** What is known of a capture in the end, below its counts or the line that holds them. */
  const ending = (capture: CaptureRecord, counts: string): string => {
    const hidden = [...unreadableLines(capture, page), ...blindSpots.lines(capture.blindSpots, page)];
    return [counts, ...hidden].join("\n");
  };
  const lastWords = (summary: Summary): string => {
    const failures = failed.line(`${plural(failed.count, "capture")} not read, or not to the end`, width);
    const others = skipped.line(`${plural(skipped.count, "file")} passed over, no strace output`, width);
    return [
      ...(summary.captures > 0 ? [...happened.lines(summary, date, page), verdictLine(summary, page)] : []),
      ...tallyLines(paths, page),
      ...clocks.lines(page),
      ...silenceLines(silences.reasons, blindSpots.codes, page, captureNames),
      ...(failed.count > 0 ? [paint.error(failures)] : []),
      ...(skipped.count > 0 ? [paint.faint(others)] : []),
      ...baseline.lines(summary, page),
    ].join("\n");
  };

  /** Stands above what is first printed of a capture. */
  const heading = (path: string): string => {
    if (hasHeading) return "";
    hasHeading = true;
    return blocks.line(quiet.take(page)) + blocks.apart(paint.strong(forTerminal(path)));
  };

  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    begin: ({ value }) => {
      clocks.begin(value);
      hasHeading = false;
      known = 0;
    },
    finding: ({ value }, write) => {
      silences.finding(value);
      happened.finding(value);
      baseline.finding(value);
      if (suppressed.take(value)) {
        known++;
        return;
      }
      if (!notes.take(value)) return;
      const text = findings.take(value, rules);
      if (text !== "") write(edit(heading(value.path) + text));
    },
    capture: ({ value }, write) => {
      silences.capture(value);
      const rest = findings.rest();
      if (rest !== "") write(edit(heading(value.path) + rest));
      const isQuiet =
        value.summary.findings === known && value.unrecognizedLines === 0 && blindSpots.has(value.blindSpots);
      if (hasHeading) write(edit(`${ending(value, verdictLine(value.summary, page))}\n`));
      else if (isQuiet) quiet.add(value, ending(value, captureLine(value, page)), known);
      else write(edit(blocks.line(quiet.take(page)) + blocks.line(ending(value, captureLine(value, page)))));
    },
    deviation: ({ value }) => {
      deviations.add(value);
      baseline.deviation(value);
    },
    path: ({ value }) => paths.take(value),
    clock: ({ value }) => clocks.take(value),
    failure: ({ value }) => {
      failed.add(value.path);
      baseline.failure();
    },
    skipped: ({ value }) => skipped.add(value.path),
    summary: ({ value }, write) => {
      const paragraphs = [notes, suppressed, deviations].map((each) => each.text(page).trimEnd());
      const kinds = kindsText(findings.kinds.counts, context).trimEnd();
      const last = [findings.rest().trimEnd(), ...paragraphs, kinds, lossText(value, page), lastWords(value)];
      write(edit(blocks.line(quiet.take(page)) + last.map((text) => blocks.apart(text)).join("")));
    },
  };
}

/** Lines follow each other; what is more than a line stands apart. */
class Blocks {
  #last: "nothing" | "line" | "block" = "nothing";

  line(text: string): string {
    return this.#add(text, "line", this.#last === "block");
  }

  apart(text: string): string {
    return this.#add(text, "block", this.#last !== "nothing");
  }

  #add(text: string, kind: "line" | "block", hasGap: boolean): string {
    if (text === "") return "";
    this.#last = kind;
    return `${hasGap ? "\n" : ""}${text}\n`;
  }
}

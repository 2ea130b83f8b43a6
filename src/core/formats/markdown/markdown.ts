import type { Summary } from "../../analysis/model.js";
import { placeOf } from "../../records/deviation.js";
import type { CallRecord, CaptureRecord, DeviationRecord, FindingRecord, RuleRecord } from "../../records/record.js";
import { markdownCode, markdownEscaped } from "../../text/markdown-escape.js";
import { grouped } from "../../text/quantities.js";
import { wallClock } from "../../text/wall-clock.js";
import { placeText, timeOfCall } from "../about.js";
import type { FormatContext } from "../context.js";
import type { Format } from "../format.js";
import { Silences, type SilentCaptures } from "../silent-captures.js";
import { shortSubjectOf } from "../subject.js";
import { callCellRow, remarksOn, requestLine } from "../text/finding.js";
import { ShownNotes } from "../text/notes.js";
import { verdictCounts } from "../text/summary.js";
import { SuppressedFindings } from "../text/suppressed.js";
import { lossMarkdown } from "./loss.js";
import { Parts } from "./parts.js";

/** Findings in full: a job summary of GitHub holds a megabyte. */
const MOST = 100;
const MOST_CAPTURES = 500;
const MOST_NAMES = 20;

/** A job summary: what became of the responses, a table of the captures, the findings, and what could not be seen. */
export function markdownFormat(context: Pick<FormatContext, "showsAllNotes" | "fails" | "date">): Format {
  const { showsAllNotes, date } = context;
  const silences = new Silences(context);
  const notes = new ShownNotes(showsAllNotes);
  const captures = new Parts(MOST_CAPTURES);
  const blindSpots = new Parts(MOST_CAPTURES);
  const failures = new Parts(MOST);
  const skipped = new Parts(MOST_NAMES);
  const findings: string[] = [];
  const deviations: string[] = [];
  let moreDeviations = 0;
  const suppressed = new SuppressedFindings();
  const leftOut = new Map<string, number>();
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }) => {
      silences.finding(value);
      if (suppressed.take(value)) return;
      if (findings.length < MOST && notes.take(value)) findings.push(findingSection(value, rules, date));
      else leftOut.set(value.rule, (leftOut.get(value.rule) ?? 0) + 1);
    },
    deviation: ({ value }) => {
      if (deviations.length < MOST || value.fails) deviations.push(deviationLine(value));
      else moreDeviations++;
    },
    capture: ({ value }) => {
      captures.add(captureRow(value));
      silences.capture(value);
      for (const spot of value.blindSpots) blindSpots.add(blindSpotItem(value.path, spot));
    },
    failure: ({ value: { path, message } }) =>
      failures.add(`**${markdownCode(path)} could not be read**: ${markdownEscaped(message)}\n\n`),
    skipped: ({ value }) => skipped.add(markdownCode(value.path)),
    summary: ({ value }, write) => {
      write(`## ${headline(value)}\n\n`);
      if (captures.count > 0) write(`${CAPTURE_HEAD}${captures.text()}\n${captures.more("captures")}`);
      write(failures.text() + failures.more("captures that could not be read"));
      write(lossMarkdown(value));
      if (findings.length > 0) write(`### Findings\n\n${findings.join("")}`);
      if (leftOut.size > 0)
        write(`${[...leftOut].map(([rule, count]) => `- ${count} more \`${rule}\``).join("\n")}\n\n`);
      write(suppressedList(suppressed));
      if (moreDeviations > 0) deviations.push(`- ${moreDeviations} more that make nothing fail\n`);
      if (deviations.length > 0) write(`### Deviations\n\n${deviations.join("")}\n`);
      write(silenceList(silences.reasons));
      if (blindSpots.count > 0) write(`### Blind spots\n\n${blindSpots.text()}\n${blindSpots.more("blind spots")}`);
      if (skipped.count > 0)
        write(`Passed over, no strace output: ${skipped.text(", ")}${skipped.isWhole ? "" : ", ..."}\n\n`);
    },
  };
}

function headline(summary: Summary): string {
  const { total, counts } = verdictCounts(summary);
  return `unflushed: ${total}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
}

const CAPTURE_HEAD =
  "| capture | responses | truncated | short from another hop | overrun | undetermined | aborted by peer | in flight | complete | findings |\n" +
  `| --- |${" ---: |".repeat(9)}\n`;

function captureRow({ path, summary }: CaptureRecord): string {
  const { responses, echoes, overrun, undetermined, abortedByPeer, inFlight, complete, findings } = summary;
  const truncated = summary.truncated - echoes;
  const counts = [responses, truncated, echoes, overrun, undetermined, abortedByPeer, inFlight, complete, findings];
  return `| ${markdownCode(path)} | ${counts.map(grouped).join(" | ")} |\n`;
}

function blindSpotItem(path: string, spot: CaptureRecord["blindSpots"][number]): string {
  return `- ${markdownCode(path)}: \`${spot.code}\`: ${markdownEscaped(spot.message)}; ${markdownEscaped(spot.advice)}\n`;
}

function findingSection(found: FindingRecord, rules: readonly RuleRecord[], date: string | null): string {
  const { rule, level, message, path, connection, fd, local, peer, time, clock, calls } = found;
  const when = wallClock(time, clock, date);
  const place = [
    ...[markdownCode(placeText(path, found)), connection, `fd ${fd}`],
    ...(local === null ? [] : [markdownCode(local)]),
    ...(peer === null ? [] : [`peer ${markdownCode(peer)}`]),
    ...(when === null ? [] : [`at ${when}`]),
  ];
  const hasTimes = when !== null;
  const rows = calls.map((call) => callRow(found, call, hasTimes ? { date } : null));
  return [
    `**${level}** \`${rule}\`: ${markdownEscaped(message)}\n\n`,
    `${[...requestLine(found, shortSubjectOf).map(markdownCode), place.join(", ")].join("<br>")}\n\n`,
    `| line |${hasTimes ? " time |" : ""} since open | thread | call | asked | took | |\n`,
    `| ---: |${hasTimes ? " ---: |" : ""} ---: | ---: | --- | ---: | ---: | --- |\n`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |\n`),
    "\n",
    ...remarksOn(found, rules).map((text) => `- ${markdownEscaped(text)}\n`),
    "\n",
  ].join("");
}

/** @param times how times are shown; null if the capture has none */
function callRow(found: FindingRecord, call: CallRecord, times: { date: string | null } | null): string[] {
  const [line = "", since = "", , name = "", asked = "", , took = "", remark = ""] = callCellRow(call, found);
  const shown = /^[A-Z_?]+$/.test(asked) ? markdownCode(asked) : markdownEscaped(asked);
  return [
    line,
    ...(times ? [wallClock(timeOfCall(found, call), found.clock, times.date) ?? ""] : []),
    since,
    String(call.pid ?? ""),
    markdownEscaped(name),
    shown,
    markdownEscaped(took),
    markdownEscaped(remark),
  ];
}

function deviationLine(deviation: DeviationRecord): string {
  const { by, fails, message } = deviation;
  return `- ${fails ? "**fails** " : ""}${by}: ${markdownCode(placeOf(deviation))}: ${markdownEscaped(message)}\n`;
}

function silenceList(reasons: readonly SilentCaptures[]): string {
  const lines = reasons.map(({ code, message, paths, captures }) => {
    const more = captures > paths.length ? ", ..." : "";
    return `- ${paths.map(markdownCode).join(", ")}${more}: \`${code}\`: ${markdownEscaped(message)}\n`;
  });
  return lines.length > 0 ? `### Nothing judged\n\n${lines.join("")}\n` : "";
}

function suppressedList(suppressed: SuppressedFindings): string {
  const lines = suppressed.counts.map(({ count, by, rule, reason }) => {
    return `- ${grouped(count)} \`${rule}\`: ${by}${reason === null ? "" : `: ${markdownEscaped(reason)}`}\n`;
  });
  return lines.length > 0 ? `### Suppressed\n\n${lines.join("")}\n` : "";
}

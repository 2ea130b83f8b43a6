import type { Summary } from "../analysis/model.js";
import { bytes } from "../rules/words.js";
import { placeOf } from "./deviation.js";
import { visible } from "./escape.js";
import { remarksOn, requestLine, rowOf } from "./finding-text.js";
import type { Format } from "./format.js";
import { Notes } from "./notes.js";
import type { CallRecord, CaptureRecord, DeviationRecord, FailureRecord, FindingRecord, RuleRecord } from "./record.js";
import { verdictCounts } from "./summary-text.js";
import { Suppressed } from "./suppressed.js";

/** Findings in full: a job summary of GitHub holds a megabyte. */
const MOST = 100;
const LONGEST = 300;

/** A job summary: what became of the responses, a table of the captures, the findings, and what could not be seen. */
export function markdownFormat(showsAllNotes: boolean): Format {
  const notes = new Notes(showsAllNotes);
  const captures: CaptureRecord[] = [];
  const failures: FailureRecord[] = [];
  const findings: string[] = [];
  const deviations: string[] = [];
  let moreDeviations = 0;
  const suppressed = new Suppressed();
  const leftOut = new Map<string, number>();
  let rules: readonly RuleRecord[] = [];
  return {
    run: ({ value }) => {
      rules = value.rules;
    },
    finding: ({ value }) => {
      if (suppressed.takes(value)) return;
      if (findings.length < MOST && notes.isShown(value)) findings.push(findingSection(value, rules));
      else leftOut.set(value.rule, (leftOut.get(value.rule) ?? 0) + 1);
    },
    deviation: ({ value }) => {
      if (deviations.length < MOST || value.fails) deviations.push(deviationLine(value));
      else moreDeviations++;
    },
    capture: ({ value }) => void captures.push(value),
    failure: ({ value }) => void failures.push(value),
    summary: ({ value }, write) => {
      write(`## ${headline(value)}\n\n`);
      write(captureTable(captures));
      for (const { path, message } of failures) write(`**${code(path)} could not be read**: ${escaped(message)}\n\n`);
      if (findings.length > 0) write(`### Findings\n\n${findings.join("")}`);
      if (leftOut.size > 0)
        write(`${[...leftOut].map(([rule, count]) => `- ${count} more \`${rule}\``).join("\n")}\n\n`);
      write(suppressedList(suppressed));
      if (moreDeviations > 0) deviations.push(`- ${moreDeviations} more that make nothing fail\n`);
      if (deviations.length > 0) write(`### Deviations\n\n${deviations.join("")}\n`);
      write(blindSpots(captures));
    },
  };
}

function headline(summary: Summary): string {
  const { total, counts } = verdictCounts(summary);
  return `unflushed: ${total}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
}

function captureTable(captures: readonly CaptureRecord[]): string {
  if (captures.length === 0) return "";
  const rows = captures.map(({ path, summary }) => {
    const { responses, truncated, overrun, undetermined, abortedByPeer, inFlight, complete, findings } = summary;
    const counts = [responses, truncated, overrun, undetermined, abortedByPeer, inFlight, complete, findings];
    return `| ${code(path)} | ${counts.map(bytes).join(" | ")} |\n`;
  });
  return [
    "| capture | responses | truncated | overrun | undetermined | aborted by peer | in flight | complete | findings |\n",
    `| --- |${" ---: |".repeat(8)}\n`,
    ...rows,
    "\n",
  ].join("");
}

function findingSection(found: FindingRecord, rules: readonly RuleRecord[]): string {
  const { rule, level, message, path, line, connection, fd, local, calls, outstandingBytes } = found;
  const where = [`${code(`${path}:${line}`)}`, connection, `fd ${fd}`, ...(local ? [code(local)] : [])];
  const rows = calls.map((call) => callRow(call, outstandingBytes ?? 0));
  return [
    `**${level}** \`${rule}\`: ${escaped(message)}\n\n`,
    `${[...requestLine(found).map(code), where.join(", ")].join("<br>")}\n\n`,
    "| line | since open | thread | call | asked | took | |\n",
    "| ---: | ---: | ---: | --- | ---: | ---: | --- |\n",
    ...rows.map((cells) => `| ${cells.join(" | ")} |\n`),
    "\n",
    ...remarksOn(found, rules).map((text) => `- ${escaped(text)}\n`),
    "\n",
  ].join("");
}

function callRow(call: CallRecord, lost: number): string[] {
  const [line = "", since = "", , name = "", asked = "", , took = "", remark = ""] = rowOf(call, lost);
  const shown = /^[A-Z_?]+$/.test(asked) ? code(asked) : escaped(asked);
  return [line, since, String(call.pid ?? ""), escaped(name), shown, escaped(took), escaped(remark)];
}

function deviationLine(deviation: DeviationRecord): string {
  const { by, fails, message } = deviation;
  return `- ${fails ? "**fails** " : ""}${by}: ${code(placeOf(deviation))}: ${escaped(message)}\n`;
}

function suppressedList(suppressed: Suppressed): string {
  const lines = suppressed.counts.map(({ count, by, rule, reason }) => {
    return `- ${bytes(count)} \`${rule}\`: ${by}${reason === null ? "" : `: ${escaped(reason)}`}\n`;
  });
  return lines.length > 0 ? `### Suppressed\n\n${lines.join("")}\n` : "";
}

function blindSpots(captures: readonly CaptureRecord[]): string {
  const lines = captures.flatMap(({ path, blindSpots }) =>
    blindSpots.map((spot) => `- ${code(path)}: \`${spot.code}\`: ${escaped(spot.message)}; ${escaped(spot.advice)}\n`),
  );
  return lines.length > 0 ? `### Blind spots\n\n${lines.join("")}\n` : "";
}

/** Text as code: nothing in it means anything, in or out of a table. */
export function code(text: string): string {
  const safe = visible(text);
  const short = safe.length > LONGEST ? `${safe.slice(0, LONGEST)}...` : safe;
  if (/^[\w .,:;/=?@%+>()-]+$/.test(short) && !/^ | $/.test(short)) return `\`${short}\``;
  return `<code>${escaped(short)}</code>`;
}

/** Text as text: every character that Markdown or HTML could take for its own becomes a reference. */
function escaped(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N} ,.:;/()+="'-]|https?:|www\./gu, (part) =>
    [...part].map((char) => `&#${char.codePointAt(0)};`).join(""),
  );
}

import { placeIn } from "../../records/placed.js";
import type { CallRecord, FindingRecord, RuleRecord } from "../../records/record.js";
import { cell } from "../../records/step.js";
import { boundOf } from "../../rules/phrases.js";
import { duration } from "../../text/duration.js";
import { forTerminal, visible } from "../../text/escape.js";
import { foldedTable } from "../../text/folded-table.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wallClock } from "../../text/wall-clock.js";
import { wrap } from "../../text/wrap.js";
import { hopTable } from "../paths/hop-table.js";
import { captureOfHop, originText, undecidedOf } from "../paths/origin-words.js";
import { UNDECIDED } from "../paths/undecided-words.js";
import { hasRequest, shortSubjectOf, subjectOf } from "../subject.js";

/**
 * One finding in the shape of a compiler's message: what is wrong, where, the lines that prove it, why, what next.
 *
 * @param rules those of the run; none for a finding whose rule was explained before
 * @param date the day on which the capture began, if it has a time of day and no date
 */
export function findingText(
  finding: FindingRecord,
  rules: readonly RuleRecord[],
  page: Page,
  date: string | null = null,
): string {
  const { width, paint } = page;
  const { rule: id, level, path, connection, fd, local } = finding;
  const head = `${level}[${id}]: `;
  const title = wrap(head + visible(finding.message), width, "  ").slice(head.length);
  const { file, line } = placeIn(path, finding);
  const place = [`${file}:${line}`, connection, `fd ${fd}`, local ?? ""].filter(Boolean).map(forTerminal);
  const calls = finding.calls.map((call) => callCellRow(call, finding));
  const gutter = Math.max(...calls.map(([line]) => line?.length ?? 0));
  const bar = paint.faint("|");
  const margin = " ".repeat(gutter);
  const rows = foldedTable(
    calls.map(([, ...cells]) => cells),
    { right: new Set([0, 3, 5]), width: width - gutter - 3, indent: 2, isProse: true },
  );
  const excerpt = rows.flatMap((lines, index) =>
    lines.map(
      (text, at) => `${paint.faint(at === 0 ? (calls[index]?.[0] ?? "").padStart(gutter) : margin)} ${bar} ${text}`,
    ),
  );
  const names = namesIn(finding);
  const remark = (text: string): string =>
    `${margin} ${paint.faint("=")} ${wrap(visible(text), width - gutter - 3, `${margin}   `, names)}`;
  const origins = originsOf(finding);
  return [
    paint[level](`${level}[${id}]`) + paint.strong(`: ${title}`),
    `${margin}${paint.faint("-->")} ${placeText(place, width - gutter - 4, `${margin}    `)}`,
    ...requestLine(finding, shortSubjectOf).map((text) => `${margin} ${bar} ${forTerminal(text)}`),
    ...momentLine(finding, date).map(
      (text) => `${margin} ${bar} ${wrap(forTerminal(text), width - gutter - 3, `${margin} ${bar} `)}`,
    ),
    ...excerpt,
    ...origins.map(remark),
    ...hopLines(finding, { ...page, width: width - gutter - 3 }).map((text) => `${margin}   ${text}`),
    ...[...doubtsOf(finding), ...reasonsOf(finding, rules)].map(remark),
    "",
  ].join("\n");
}

/** `GET /x -> 200`, as far as it was seen; empty if the finding is about no exchange. */
export function requestLine(finding: FindingRecord, nameOf = subjectOf): string[] {
  const { exchange, request, status, evidence, protocol } = finding;
  const subject = nameOf(finding);
  if (exchange === null) return request === null ? [] : [subject];
  if (!hasRequest(finding) || protocol === "websocket") return [subject];
  const unknown = evidence.confidence === "head-framing" ? "an unfinished head" : "head cut off";
  return [`${subject} -> ${status ?? unknown}`];
}

/** `at 14:02:10.123, peer 127.0.0.1:43050`: when the call was made that decided it, and who was at the other end. */
export function momentLine({ time, clock, peer }: FindingRecord, date: string | null): string[] {
  const at = wallClock(time, clock, date);
  const parts = [...(at === null ? [] : [`at ${at}`]), ...(peer === null ? [] : [`peer ${peer}`])];
  return parts.length === 0 ? [] : [parts.join(", ")];
}

/** Its origin, why it matters and what to do next, one sentence each. `rules` are those of the run. */
export function remarksOn(finding: FindingRecord, rules: readonly RuleRecord[]): string[] {
  return [...originsOf(finding), ...doubtsOf(finding), ...reasonsOf(finding, rules)];
}

/** On one line; if that is too wide, the `file:line` has one for itself, so that it can be copied. */
function placeText([where = "", ...others]: readonly string[], width: number, indent: string): string {
  const line = [where, ...others].join("  ");
  return line.length <= width ? line : `${where}\n${indent}${others.join("  ")}`;
}

/** The paths of captures that its sentences name. */
function namesIn({ origin }: FindingRecord): string[] {
  return origin ? [visible(origin.path)] : [];
}

function originsOf(finding: FindingRecord): string[] {
  return finding.origin && finding.origin.line !== null ? [originText(finding, finding.origin)] : [];
}

/** Why bytes may have been lost before the origin. */
function doubtsOf(finding: FindingRecord): string[] {
  const undecided = undecidedOf(finding);
  if (!undecided) return [];
  const { why, cure } = UNDECIDED[undecided];
  return [`origin unknown: ${undecided}: ${why}; ${cure}`];
}

function reasonsOf({ rule: id, next }: FindingRecord, rules: readonly RuleRecord[]): string[] {
  const rule = rules.find((each) => each.id === id);
  return rule ? [`why: ${rule.why}`, `next: ${next ?? rule.next}`] : [];
}

/** The way of the loss, from this exchange inwards; none if bytes were lost here. */
function hopLines(finding: FindingRecord, page: Page): string[] {
  const { hops = [] } = finding;
  if (hops.length < 2) return [];
  const origin = undecidedOf(finding) ? null : hops.length - 1;
  return hopTable({ exchanges: hops, origin, captureOf: captureOfHop(finding) }, page);
}

/** The cells of a call: line, time, thread, name, what was asked, an arrow, what the kernel took, a remark. */
export function callCellRow(
  { line, at, since, pid, call, asked, took, remark, ends }: CallRecord,
  { outstandingBytes, evidence }: Pick<FindingRecord, "outstandingBytes" | "evidence">,
): string[] {
  const known = [
    String(at?.line ?? line),
    since === null ? "" : `+${duration(since)}`,
    pid === null ? "" : `[${pid}]`,
    call,
    cell(asked),
  ];
  if (!ends) return [...known, "->", cell(took), remark];
  if (!outstandingBytes) return [...known, "", "", remark];
  return [...known, "", boundOf(evidence) + grouped(outstandingBytes), "outstanding"];
}

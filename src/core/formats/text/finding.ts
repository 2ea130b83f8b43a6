import type { CallRecord, FindingRecord, RuleRecord } from "../../records/record.js";
import { cell } from "../../records/step.js";
import { duration } from "../../text/duration.js";
import { clip, cutOff, visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { table } from "../../text/table.js";
import { wrap } from "../../text/wrap.js";
import { hasRequest, subjectOf } from "../subject.js";

/**
 * One finding in the shape of a compiler's message: what is wrong, where, the lines that prove it, why, what next.
 *
 * @param rules those of the run
 */
export function findingText(finding: FindingRecord, rules: readonly RuleRecord[], { width, paint }: Page): string {
  const { rule: id, level, path, line, connection, fd, local } = finding;
  const head = `${level}[${id}]: `;
  const title = wrap(head + visible(finding.message), width, "  ").slice(head.length);
  const place = [`${path}:${line}`, connection, `fd ${fd}`, local ?? ""];
  const calls = finding.calls.map((call) => callCellRow(call, finding.outstandingBytes ?? 0));
  const gutter = Math.max(...calls.map(([line]) => line?.length ?? 0));
  const bar = paint.faint("|");
  const excerpt = table(
    calls.map(([, ...cells]) => cells),
    new Set([0, 3, 5]),
  ).map(
    (text, index) =>
      `${paint.faint((calls[index]?.[0] ?? "").padStart(gutter))} ${bar} ${cutOff(text, width - gutter - 3)}`,
  );
  const margin = " ".repeat(gutter);
  return [
    paint[level](`${level}[${id}]`) + paint.strong(`: ${title}`),
    `${margin}${paint.faint("-->")} ${clip(place.filter(Boolean).join("  "), width - gutter - 4)}`,
    ...requestLine(finding).map((text) => `${margin} ${bar} ${clip(text, width - gutter - 3)}`),
    ...excerpt,
    ...remarksOn(finding, rules).map(
      (text) => `${margin} ${paint.faint("=")} ${wrap(visible(text), width - gutter - 3, `${margin}   `)}`,
    ),
    "",
  ].join("\n");
}

/** `GET /x -> 200`, as far as it was seen; empty if the finding is about no exchange. */
export function requestLine(finding: FindingRecord): string[] {
  const { exchange, status, evidence, protocol } = finding;
  if (exchange === null) return [];
  if (!hasRequest(finding) || protocol === "websocket") return [subjectOf(finding)];
  const unknown = evidence.confidence === "head-framing" ? "an unfinished head" : "head cut off";
  return [`${subjectOf(finding)} -> ${status ?? unknown}`];
}

/** Its origin, why it matters and what to do next, one sentence each. `rules` are those of the run. */
export function remarksOn({ rule: id, origin }: FindingRecord, rules: readonly RuleRecord[]): string[] {
  const rule = rules.find((each) => each.id === id);
  return [
    ...(origin && origin.line !== null ? [originText(origin.connection, origin.line, origin)] : []),
    ...(rule ? [`why: ${rule.why}`, `next: ${rule.next}`] : []),
  ];
}

/** For a proxy that passed on a response which was short already. */
function originText(
  connection: string,
  line: number,
  { acceptedBytes, declaredBytes }: { acceptedBytes: number | null; declaredBytes: number | null },
): string {
  const got = `${grouped(acceptedBytes)} of ${grouped(declaredBytes)} bytes`;
  return `origin: the upstream response on ${connection}, line ${line}, was short already: ${got}`;
}

/** The cells of a call: line, time, thread, name, what was asked, an arrow, what the kernel took, a remark. */
export function callCellRow({ line, since, pid, call, asked, took, remark, ends }: CallRecord, lost: number): string[] {
  const known = [
    String(line),
    since === null ? "" : `+${duration(since)}`,
    pid === null ? "" : `[${pid}]`,
    call,
    cell(asked),
  ];
  if (!ends) return [...known, "->", cell(took), remark];
  return lost > 0 ? [...known, "", grouped(lost), "outstanding"] : [...known, "", "", remark];
}

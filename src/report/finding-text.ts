import type { ConnectionFinding } from "../analysis/model.js";
import type { Judgement } from "../http/judgement.js";
import { bytes } from "../rules/words.js";
import type { SocketEvent } from "../sockets/event.js";
import { clip, cutOff } from "./escape.js";
import type { Palette } from "./palette.js";
import { stepOf } from "./step.js";
import { table } from "./table.js";
import { wrap } from "./wrap.js";

export interface Page {
  /** Columns of the terminal; nothing is printed wider. */
  readonly width: number;
  readonly paint: Palette;
}

/** One finding in the shape of a compiler's message: what is wrong, where, the lines that prove it, why, what next. */
export function findingText(
  { connection, finding, origin }: ConnectionFinding,
  path: string,
  { width, paint }: Page,
): string {
  const { rule, judgement } = finding;
  const head = `${rule.level}[${rule.id}]: `;
  const title = wrap(head + rule.what(judgement), width, "  ").slice(head.length);
  const where = [`${path}:${finding.line}`, connection.id, `fd ${connection.fd}`, connection.local ?? ""];
  const calls = callsOf(judgement).map((event) => rowOf(event, connection.opened.time, judgement));
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
    paint[rule.level](`${rule.level}[${rule.id}]`) + paint.strong(`: ${title}`),
    `${margin}${paint.faint("-->")} ${clip(where.filter(Boolean).join("  "), width - gutter - 4)}`,
    ...requestLine(judgement, width - gutter - 3).map((text) => `${margin} ${bar} ${text}`),
    ...excerpt,
    ...originLine(origin).map(
      (text) => `${margin} ${paint.faint("=")} ${wrap(text, width - gutter - 3, `${margin}   `)}`,
    ),
    `${margin} ${paint.faint("=")} ${wrap(`why: ${rule.why}`, width - gutter - 3, `${margin}   `)}`,
    `${margin} ${paint.faint("=")} ${wrap(`next: ${rule.next}`, width - gutter - 3, `${margin}   `)}`,
    "",
  ].join("\n");
}

function requestLine({ exchange }: Judgement, width: number): string[] {
  if (!exchange) return [];
  const { request, response } = exchange;
  const asked = request ? `${request.method} ${request.target}` : "a request that was not captured";
  return [
    clip(
      `${asked} -> ${response?.status ?? (exchange.evidence === "head-framing" ? "an unfinished head" : "head cut off")}`,
      width,
    ),
  ];
}

/** Where a proxy passed on what was short already. */
function originLine(origin: ConnectionFinding["origin"]): string[] {
  const response = origin?.exchange.response;
  if (!origin || !response) return [];
  const got = `${bytes(response.acceptedBytes)} of ${bytes(response.declaredBytes)} bytes`;
  return [`origin: the upstream response on ${origin.connection.id}, line ${response.line}, was short already: ${got}`];
}

function callsOf({ exchange, refused, by }: Judgement): SocketEvent[] {
  const calls = exchange
    ? [exchange.calls.head, exchange.calls.lastAccepted, exchange.calls.refused, by]
    : [refused, by];
  const unique = new Set(calls.filter((call) => call !== null));
  return [...unique].sort((one, other) => one.line - other.line);
}

function rowOf(event: SocketEvent, openedAt: number | null, { exchange, owedBytes, by }: Judgement): string[] {
  const step = stepOf(event, openedAt, null);
  const call = [step.line, step.since, step.pid && `[${step.pid}]`, step.call, step.asked];
  const isEnd = event.kind !== "write" && event === by;
  if (!isEnd) return [...call, "->", step.took, step.remark];
  const lost = exchange ? (exchange.outstandingBytes ?? 0) : owedBytes;
  return lost > 0 ? [...call, "", bytes(lost), "outstanding"] : [...call, "", "", step.remark];
}

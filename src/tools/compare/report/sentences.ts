import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { grouped, plural } from "../../../core/text/quantities.js";
import type { Caution } from "../caution.js";
import type { SideComparison } from "../comparison.js";
import type { ComparisonReason } from "../reasons.js";
import { rateOf, type Share } from "../share.js";
import type { ComparedSide } from "../side.js";
import type { SideTally } from "../tally.js";
import type { TargetKey, TargetRow } from "../targets.js";

/** So many targets are named in a sentence. */
export const MOST_NAMED = 3;

/** What is judged as a stream. */
const STREAMS: Partial<Record<StreamProtocol, string>> = {
  tls: "TLS streams",
  resp: "Redis replies",
  memcached: "memcached replies",
};

/** `GET /x`, from the request; `TLS streams of example.org`. It is not escaped yet. */
export function targetName({ target }: TargetRow): string {
  if (!target) return "all other targets";
  const name = streamName(target) ?? requestName(target);
  return target.role === "client" ? `${name} (as client)` : name;
}

function streamName({ protocol, serverName }: TargetKey): string | undefined {
  const name = protocol === null ? undefined : STREAMS[protocol];
  return name !== undefined && serverName !== null ? `${name} of ${serverName}` : name;
}

function requestName({ method, target, protocol }: TargetKey): string {
  const asked = method === null ? "(not captured)" : `${method} ${target}`;
  return protocol === "websocket" ? `${asked} (WebSocket)` : asked;
}

/** `19 of 25`: failed of judged responses. */
export function failedOf(tally: SideTally | null): string {
  return tally ? `${grouped(tally.failed)} of ${grouped(tally.judged)}` : "-";
}

/**
 * Lost bytes of the judged responses. `<=`: some are in writes that never returned; `>=`: some losses are unknown;
 * `~`: both.
 */
export function lostOf(tally: SideTally | null): string {
  if (!tally || tally.judged === 0) return "-";
  const { lostBytes, lostBytesInDoubt, unknownLosses } = tally;
  if (unknownLosses > 0 && lostBytes === 0) return "unknown";
  const sign = unknownLosses === 0 ? "<=" : lostBytesInDoubt > 0 ? "~" : ">=";
  return (unknownLosses + lostBytesInDoubt > 0 ? sign : "") + grouped(lostBytes);
}

/** `71.0%`. A small share is `<0.1%`, and only nothing is `0%`. */
export function percent(share: Share | null): string {
  const rate = share && rateOf(share);
  if (rate === null) return "-";
  if (rate === 0) return "0%";
  return rate < 0.001 ? "<0.1%" : `${(rate * 100).toFixed(1)}%`;
}

/** How responses failed on either side: `truncated`, or `truncated, reset or stalled`. */
export function failedWords(before: SideTally, after: SideTally): string {
  const kinds: readonly (readonly [string, (tally: SideTally) => number])[] = [
    ["truncated", ({ verdicts }) => verdicts.truncated],
    ["overrun", ({ verdicts }) => verdicts.overrun],
    ["reset", ({ resets }) => resets],
    ["stalled", ({ stalled }) => stalled],
  ];
  const words = kinds.filter(([, count]) => count(before) + count(after) > 0).map(([word]) => word);
  const last = words.pop() ?? "truncated";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

/** Why nothing of a side could be judged, and what to do: each reason once, but for those that a blind spot explains. */
function silenceTexts({ captures }: ComparedSide): Iterable<string> {
  const explained = new Set<string>(captures.flatMap(({ blindSpots }) => blindSpots.map(({ code }) => code)));
  const silences = captures.flatMap(({ silence }) => silence ?? []).filter(({ code }) => !explained.has(code));
  return new Map(silences.map(({ code, message }) => [code, `${code}: ${message}`])).values();
}

/** Why a comparison has its outcome, in one sentence. `named` gives the name of a target in it. */
export function reasonText(reason: ComparisonReason, { before, after }: SideComparison, named = targetName): string {
  switch (reason.code) {
    case "nothing-judged": {
      const side = reason.side === "before" ? before : after;
      return [`${reason.side}: no response was judged`, ...silenceTexts(side)].join("; ");
    }
    case "mostly-unjudged": {
      const { judged, unjudged } = (reason.side === "before" ? before : after).total;
      return `${reason.side}: ${grouped(unjudged)} responses were not judged, and only ${grouped(judged)} were`;
    }
    case "no-target-in-common":
      return "no target was judged on both sides, so that this was not the same work";
    case "abandoned-share-up":
      return `connections that ended with refused bytes of no readable response: ${abandonedOf(before)} before, ${abandonedOf(after)} after`;
    case "failure-not-repeated":
      return `${named(reason.row)}: ${failedOf(reason.row.before)} failed before, and none was judged after`;
  }
  const name = reason.row ? named(reason.row) : "all responses";
  const [was, is] = reason.row ? [reason.row.before, reason.row.after] : [before.total, after.total];
  switch (reason.code) {
    case "failed-share-up":
      return `${name}: ${failedOf(was)} failed before, ${failedOf(is)} after`;
    case "lost-share-up":
      return `${name}: ${lossOf(was)} were lost before, ${lossOf(is)} after`;
    case "undetermined-decides":
      return `${name}: what is undetermined, ${grouped(was?.undetermined ?? 0)} before and ${grouped(is?.undetermined ?? 0)} after, decides which side is worse`;
  }
}

/** A limit of what the comparison shows, in one sentence. `named` gives the name of a target in it. */
export function cautionText(caution: Caution, named = targetName): string {
  switch (caution.code) {
    case "targets-on-one-side":
      return onOneSide(caution, named);
    case "may-be-chance":
      return "the shares differ by less than two standard deviations, which chance alone may do with so few responses";
    case "never-refused":
      return "no write was refused after: where the client read fast, what failed before was not put to the test";
    case "recorded-differently":
      return `recorded with ${caution.before} before and ${caution.after} after: what strace costs the server is not the same, and it may hide what it looks for`;
    case "rule-of-three":
      return ruleOfThree(caution);
  }
}

function onOneSide(
  { onlyBefore, onlyAfter, onBoth }: Caution & { code: "targets-on-one-side" },
  named: (row: TargetRow) => string,
): string {
  const sides = [
    ...(onlyBefore.length > 0 ? [`${namesOf(onlyBefore, named)} only before`] : []),
    ...(onlyAfter.length > 0 ? [`${namesOf(onlyAfter, named)} only after`] : []),
  ];
  return `not the same work: there was ${sides.join(", and ")}; ${plural(onBoth, "target")} on both sides`;
}

/** `GET /a, GET /b, GET /c and 4 more`. */
function namesOf(rows: readonly TargetRow[], named: (row: TargetRow) => string): string {
  const names = rows.slice(0, MOST_NAMED).map(named);
  const more = rows.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${grouped(more)} more` : "");
}

function ruleOfThree({ clean, upTo, before, showsNoFix }: Caution & { code: "rule-of-three" }): string {
  const upper = percent({ part: upTo, whole: 1 });
  const end = showsNoFix ? `, and before it was ${percent(before)}: this is no proof of a fix` : "";
  return `none of ${grouped(clean)} failed after, so that at 95% confidence up to ${upper} still may (3/n, the rule of three)${end}`;
}

function lossOf(tally: SideTally | null): string {
  return `${grouped(tally?.lostBytes ?? 0)} body bytes (${percent(tally?.lostShare ?? null)})`;
}

function abandonedOf({ abandoned, connections }: SideComparison["before"]): string {
  return `${grouped(abandoned.connections)} of ${grouped(connections)}`;
}

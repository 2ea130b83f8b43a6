import type { Received } from "./client.js";

/** The part of `unflushed check --format json` that is compared. */
export interface Report {
  readonly connections: readonly {
    readonly id: string;
    readonly role: string;
    readonly exchanges: readonly Judged[];
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly connection: string;
    readonly exchange: number | null;
  }[];
}

export interface Judged {
  readonly request: { readonly target: string } | null;
  readonly response: {
    readonly declaredBytes: number | null;
    readonly acceptedBytes: number | null;
    /** Null where the size of a write that never returned is unknown. */
    readonly inDoubtBytes: number | null;
  } | null;
  readonly verdict: string;
  readonly blindSpots: readonly string[];
}

/** One response: what the client got, what the verdict is, and why they cannot both be right. */
export interface Comparison {
  readonly server: string;
  readonly scenario: string;
  readonly received: Received;
  readonly verdict: string;
  /** Why the verdict is undetermined. */
  readonly blindSpots: readonly string[];
  /** Null where they agree. */
  readonly disagreement: string | null;
}

/** The verdicts that a client's experience allows. */
const ALLOWED: Readonly<Record<Received["ended"], readonly string[]>> = {
  complete: ["complete"],
  eof: ["truncated"],
  reset: ["truncated"],
  aborted: ["aborted-by-peer"],
  // the client gave up on a response that stood still: whoever then ends the connection, it was not whole
  timeout: ["in-flight", "truncated", "aborted-by-peer"],
  nothing: ["none"],
};

/** What a client saw in a scenario. */
export interface Outcome {
  readonly scenario: string;
  readonly received: Received;
}

/**
 * Pairs what the clients received with the exchanges of the same targets on the server's side. A capture that `hides`
 * requests leaves some without a partner: of those no more may be judged short than were.
 */
export function compareAll(server: string, outcomes: readonly Outcome[], report: Report, hides: boolean): Comparison[] {
  const of = (isUpstream: boolean): Judged[] =>
    report.connections.flatMap(({ role, exchanges }) => ((role === "client") === isUpstream ? exchanges : []));
  const exchanges = of(false);
  const byTarget = new Map(exchanges.map((exchange) => [exchange.request?.target, exchange]));
  const cutUpstream = new Set(
    of(true).flatMap(({ request, verdict }) => (verdict === "truncated" && request ? request.target : [])),
  );
  const compared = outcomes.map(({ scenario, received }) => {
    const judged = byTarget.get(received.target) ?? null;
    const comparison = compare(server, scenario, received, judged, hides);
    const isLaundered = received.ended === "complete" && cutUpstream.has(received.target);
    const disagreement = isLaundered ? "what the proxy passed on whole is said to be cut" : comparison.disagreement;
    return { ...comparison, disagreement, judged };
  });
  const paired = new Set(compared.map(({ judged }) => judged));
  const short = exchanges.filter((exchange) => !paired.has(exchange) && /truncated|overrun/.test(exchange.verdict));
  const open = compared.filter(({ judged, received }) => !judged && received.ended !== "complete");
  const [first] = compared;
  if (short.length <= open.length || !first) return compared;
  const disagreement = `${short.length} unpaired verdicts say so, ${open.length} of their clients do`;
  return [...compared, { ...first, scenario: "of all", verdict: "truncated", disagreement }];
}

function compare(
  server: string,
  scenario: string,
  received: Received,
  judged: Judged | null,
  hides: boolean,
): Comparison {
  const isTold = judged?.response || judged?.verdict === "undetermined";
  const verdict = isTold ? judged.verdict : "none";
  const reason = judged
    ? disagreementOf(received, judged, verdict)
    : received.status === null || hides
      ? null
      : "no exchange with this target";
  return { server, scenario, received, verdict, blindSpots: judged?.blindSpots ?? [], disagreement: reason };
}

function disagreementOf(received: Received, { response }: Judged, verdict: string): string | null {
  const { ended, surplus, declared, body } = received;
  const accepted = response?.acceptedBytes ?? null;
  const atMost =
    accepted === null || response === null ? null : accepted + (response.inDoubtBytes ?? Number.POSITIVE_INFINITY);
  // nothing is claimed; and whether a reset destroyed what was accepted only the client can tell
  if (verdict === "undetermined") return null;
  if (surplus > 0) return verdict === "overrun" ? null : `${surplus} bytes too many came`;
  // what the client never asked the kernel for may have been accepted all the same
  const wasWhole = ended === "aborted" && verdict === "complete" && accepted === declared;
  if (!ALLOWED[ended].includes(verdict) && !wasWhole)
    return `the client's end was ${ended}, ${body} of ${declared ?? "?"}`;
  if (response && response.declaredBytes !== declared && declared !== null && response.declaredBytes !== null) {
    return `declared ${response.declaredBytes}, the client saw ${declared}`;
  }
  const isExact = ended === "complete" || ended === "eof";
  if (accepted !== null && isExact && accepted > body) return `accepted ${accepted}, the client got ${body}`;
  if (atMost !== null && atMost < body) return `accepted ${atMost} at most, the client got ${body}`;
  return null;
}

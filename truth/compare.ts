import type { Received } from "./client.js";

/** The part of the output of `unflushed check --format json` that is compared. */
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
    /** Null if the size of a write that never returned is unknown. */
    readonly inDoubtBytes: number | null;
  } | null;
  readonly verdict: string;
  readonly blindSpots: readonly string[];
}

/** One response: what the client received, the verdict, and why one of the two must be wrong. */
export interface Comparison {
  readonly server: string;
  readonly scenario: string;
  readonly received: Received;
  readonly verdict: string;
  /** Why the verdict is undetermined. */
  readonly blindSpots: readonly string[];
  /** Null if they agree. */
  readonly disagreement: string | null;
}

/** The verdicts that are right for each way in which a response ended for the client. */
const ALLOWED: Readonly<Record<Received["ended"], readonly string[]>> = {
  complete: ["complete"],
  eof: ["truncated"],
  reset: ["truncated"],
  aborted: ["aborted-by-peer"],
  // the client gave up waiting, so the response was not complete, whichever side then ended the connection
  timeout: ["in-flight", "truncated", "aborted-by-peer"],
  nothing: ["none"],
};

/** What a client saw in a scenario. */
export interface Outcome {
  readonly scenario: string;
  readonly received: Received;
}

/**
 * Pairs what the clients received with the exchanges of the same targets in the capture.
 *
 * @param hides true if the capture may lack requests. Some exchanges then have no partner, and no more of them may be
 * judged truncated or overrun than unpaired clients saw.
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
    const disagreement = isLaundered
      ? "the verdict says truncated, and the proxy passed the response on complete"
      : comparison.disagreement;
    return { ...comparison, disagreement, judged };
  });
  const paired = new Set(compared.map(({ judged }) => judged));
  const short = exchanges.filter((exchange) => !paired.has(exchange) && /truncated|overrun/.test(exchange.verdict));
  const open = compared.filter(({ judged, received }) => !judged && received.ended !== "complete");
  const [first] = compared;
  if (short.length <= open.length || !first) return compared;
  const disagreement = `${short.length} unpaired verdicts say truncated or overrun, and ${open.length} unpaired clients saw that`;
  return [...compared, { ...first, scenario: "of all", verdict: "truncated", disagreement }];
}

function compare(
  server: string,
  scenario: string,
  received: Received,
  judged: Judged | null,
  hides: boolean,
): Comparison {
  const isJudged = judged?.response || judged?.verdict === "undetermined";
  const verdict = isJudged ? judged.verdict : "none";
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
  // undetermined claims nothing
  if (verdict === "undetermined") return null;
  if (surplus > 0) return verdict === "overrun" ? null : `the client got ${surplus} bytes too many`;
  // the kernel may have accepted bytes that the client never read
  const wasWhole = ended === "aborted" && verdict === "complete" && accepted === declared;
  if (!ALLOWED[ended].includes(verdict) && !wasWhole)
    return `for the client the response ended with ${ended} after ${body} of ${declared ?? "?"} bytes`;
  if (response && response.declaredBytes !== declared && declared !== null && response.declaredBytes !== null) {
    return `declared ${response.declaredBytes} bytes, and the client saw ${declared} declared`;
  }
  const isExact = ended === "complete" || ended === "eof";
  if (accepted !== null && isExact && accepted > body) return `accepted ${accepted} bytes, and the client got ${body}`;
  if (atMost !== null && atMost < body) return `accepted at most ${atMost} bytes, and the client got ${body}`;
  return null;
}

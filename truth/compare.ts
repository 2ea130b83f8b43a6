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

/** Pairs what a client received with the exchange of the same target on the server's side. */
export function compare(server: string, scenario: string, received: Received, report: Report): Comparison {
  const judged = find(report, received.target);
  const isTold = judged?.exchange.response || judged?.exchange.verdict === "undetermined";
  const verdict = isTold ? judged.exchange.verdict : "none";
  const reason = judged
    ? disagreementOf(received, judged.exchange, verdict)
    : received.status === null
      ? null
      : "no exchange with this target";
  return { server, scenario, received, verdict, blindSpots: judged?.exchange.blindSpots ?? [], disagreement: reason };
}

function find(report: Report, target: string): { exchange: Judged } | null {
  for (const { role, exchanges } of report.connections) {
    const exchange = role === "client" ? undefined : exchanges.find(({ request }) => request?.target === target);
    if (exchange) return { exchange };
  }
  return null;
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

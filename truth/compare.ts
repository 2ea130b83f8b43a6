import type { Received } from "./client.js";
import type { Flags } from "./flags.js";
import { type Circumstances, dishonesty } from "./honest.js";
import { exchangesOf, type Judged, type Report } from "./report.js";
import { scenarios } from "./scenarios.js";

/** One response: what the client received, the verdict, and why one of the two must be wrong. */
export interface Comparison {
  readonly server: string;
  /** The name of the set of flags. */
  readonly flags: string;
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

/** The scenarios in which the backend of a proxy breaks its response off. Caddy 2.6 ends such a chunked response properly. */
const CUT = new Set(
  scenarios.flatMap(({ name, needs }) => (["broken", "short", "dying-events"].includes(needs) ? name : [])),
);

/** What a client saw in a scenario. */
export interface Outcome extends Circumstances {
  readonly scenario: string;
  readonly received: Received;
}

/**
 * Pairs what the clients received with the exchanges of a capture: by their targets, or else by the client's port. Where the
 * flags hide requests, some exchanges have no partner, and no more of them may be judged truncated or overrun than unpaired
 * clients saw.
 */
export function compareAll(server: string, outcomes: readonly Outcome[], report: Report): Comparison[] {
  const all = exchangesOf(report);
  const exchanges = all.filter(({ isUpstream }) => !isUpstream);
  const cutUpstream = new Set(
    all.flatMap(({ isUpstream, verdict, request }) =>
      isUpstream && verdict === "truncated" && request ? request.target : [],
    ),
  );
  const partnerOf = partners(exchanges);
  const compared = outcomes.map((outcome) => {
    const { scenario, received } = outcome;
    const judged = partnerOf(received);
    const isJudged = judged?.response || judged?.verdict === "undetermined";
    const disagreement = cutUpstream.has(received.target) && !CUT.has(scenario) ? innocence(received) : null;
    return {
      ...{ server, flags: outcome.flags.name, scenario, received, judged },
      verdict: isJudged ? judged.verdict : "none",
      blindSpots: judged?.blindSpots ?? [],
      disagreement: disagreement ?? compare(outcome, judged),
    };
  });
  const [first] = compared;
  if (!first) return [];
  const odd = unpaired(exchanges, compared, outcomes[0]?.flags.hidesCalls ?? false) ?? unread(report);
  return odd
    ? [...compared, { ...first, scenario: "of all", verdict: "-", blindSpots: [], disagreement: odd }]
    : compared;
}

function partners(exchanges: readonly Judged[]): (received: Received) => Judged | null {
  const byTarget = new Map<string, Judged[]>();
  for (const each of exchanges) {
    const { target } = each.request ?? {};
    if (target !== undefined) byTarget.set(target, [...(byTarget.get(target) ?? []), each]);
  }
  const byPort = new Map<string, Judged>(
    exchanges.flatMap((each) => (each.port ? [[`${each.port} ${each.index}`, each] as const] : [])),
  );
  return ({ target, port, index }) => {
    // the program behind a proxy answers the same target: the client's own port tells the two apart
    const same = byTarget.get(target) ?? byTarget.get(`${target}...`) ?? [];
    const own =
      same.find((each) => each.port === port) ??
      same.find((each) => port === null || (each.port === null && !each.isUnix));
    return own ?? byPort.get(`${port} ${index}`) ?? null;
  };
}

/** Why the upstream of a proxy cannot have been cut short by the program that sent it; null if it may have been. */
function innocence({ ended, left }: Received): string | null {
  if (ended === "complete") return "the verdict says truncated, and the proxy passed the response on complete";
  return ended === "aborted" && left !== null ? "an upstream is truncated because the client left" : null;
}

function unread({ captures }: Report): string | null {
  const lines = captures.reduce((sum, each) => sum + each.foreignLines + each.unrecognizedLines, 0);
  return lines > 0 ? `${lines} lines of strace's own file were not read` : null;
}

/** More verdicts without a partner than clients without one. */
function unpaired(
  exchanges: readonly Judged[],
  compared: readonly { received: Received; judged: Judged | null }[],
  hides: boolean,
): string | null {
  const paired = new Set(compared.map(({ judged }) => judged));
  const short = exchanges.filter((exchange) => !paired.has(exchange) && /truncated|overrun/.test(exchange.verdict));
  const cut = compared.filter(({ received }) => received.ended !== "complete" || received.surplus > 0);
  const open = cut.filter(({ judged }) => !judged);
  const targets = new Set(compared.map(({ received }) => received.target));
  // where all is shown, this is the hop of a client that has a partner: the program behind a proxy was asked the same, or asked in
  // another protocol
  const isInner = ({ request }: Judged): boolean => !hides && (request === null || targets.has(request.target));
  if (short.length <= cut.length && short.filter((each) => !isInner(each)).length <= open.length) return null;
  return `${short.length} unpaired verdicts say truncated or overrun, and ${open.length} unpaired clients saw that`;
}

function compare(outcome: Outcome, judged: Judged | null): string | null {
  const { received, flags } = outcome;
  // of requests that come in one buffer, short strings show the first
  const isHidden = flags.hidesCalls || (flags.strings < 4096 && received.index > 0);
  if (!judged) return received.status === null || isHidden ? null : "no exchange with this target";
  const { verdict, response } = judged;
  const alarm = falseAlarm(received, judged);
  if (alarm) return alarm;
  if (verdict === "undetermined") return dishonesty(received, judged, outcome);
  return wrongVerdict(received, response ? verdict : "none") ?? wrongCounts(received, judged, flags);
}

/** Warnings that say "may", and so claim nothing about a response that arrived. */
const DOUBTS = new Set(["reset-discards-response", "write-after-shut-wr"]);

/** A finding that claims a loss which the client knows not to have been one, or to have been its own doing. */
function falseAlarm({ ended, left, surplus }: Received, { findings }: Judged): string | null {
  const isWhole = ended === "complete" && surplus === 0;
  const hasLeft = ended === "aborted" && left !== "half-close";
  const claim = findings.find(
    ({ rule, level }) =>
      (level === "error" && (isWhole || hasLeft)) || (level === "warning" && isWhole && !DOUBTS.has(rule)),
  );
  if (!claim) return null;
  return `${claim.rule} is ${claim.level}, and the client ${isWhole ? "got the response whole" : "left by itself"}`;
}

function wrongVerdict({ ended, left, surplus, declared, body }: Received, verdict: string): string | null {
  if (surplus > 0) return verdict === "overrun" ? null : `the client got ${surplus} bytes too many`;
  const isAllowed =
    ALLOWED[ended].includes(verdict) ||
    // all of it may have been in the kernel when the client left; or the server may have ended it between the two steps of
    // a client that half-closed and then left
    (ended === "aborted" && (verdict === "complete" || (verdict === "truncated" && left === "half-close")));
  return isAllowed ? null : `for the client the response ended with ${ended} after ${body} of ${declared ?? "?"} bytes`;
}

/** The longest rest of a head that short strings hide: then it is not told from the body after it. */
const HEAD = 1024;

function wrongCounts({ ended, declared, body }: Received, { response, verdict }: Judged, flags: Flags): string | null {
  if (response === null) return null;
  const { acceptedBytes: accepted, declaredBytes, inDoubtBytes } = response;
  if (declaredBytes !== declared && declared !== null && declaredBytes !== null) {
    return `declared ${declaredBytes} bytes, and the client saw ${declared} declared`;
  }
  if (accepted === null) return null;
  if (ended === "aborted" && verdict === "complete" && declared !== null && accepted !== declared)
    return `complete with ${accepted} of ${declared} bytes`;
  const isEnded = ended === "complete" || ended === "eof";
  if (isEnded && accepted > body + (flags.strings < 4096 ? HEAD : 0))
    return `accepted ${accepted} bytes, and the client got ${body}`;
  const atMost = accepted + (inDoubtBytes ?? Number.POSITIVE_INFINITY);
  return atMost < body ? `accepted at most ${atMost} bytes, and the client got ${body}` : null;
}

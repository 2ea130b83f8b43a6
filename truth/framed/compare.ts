import type { Flags } from "../flags.js";
import { exchangesOf, type Judged, type Report } from "../report.js";
import { isShort, wrongFinding } from "./findings.js";
import { areStringsShort, dishonestyOf } from "./honest.js";
import type { FramedOutcome } from "./run.js";
import type { StreamEnd } from "./witnessed.js";

/** One stream: what its client witnessed, the verdict, and why one of the two must be wrong. */
export interface FramedComparison {
  readonly server: string;
  readonly flags: string;
  readonly outcome: FramedOutcome;
  readonly verdict: string;
  readonly blindSpots: readonly string[];
  /** Null if they agree. */
  readonly disagreement: string | null;
}

/** What is known of a stream besides what its client witnessed. */
export interface Circumstances {
  readonly flags: Flags;
  /** The server's last write on the connection was refused, and it never tried again; null if the capture does not name connections. */
  readonly isRefused: boolean | null;
}

/** The client of this scenario asks for nothing (tls/odd.ts). */
const NOTHING_ASKED = "client leaves after the handshake";

/** The verdicts that are right for each way in which a stream ended for its client. */
const ALLOWED: Readonly<Record<StreamEnd, readonly string[]>> = {
  whole: ["complete"],
  unmarked: ["complete"],
  cut: ["truncated"],
  unended: ["truncated"],
  short: ["truncated"],
  over: ["overrun"],
  dropped: ["truncated"],
  // what came last may be lost, so the client does not know more than that it was not whole
  reset: ["truncated"],
  // all of it may have been in the kernel when the client left
  left: ["aborted-by-peer", "complete"],
  open: ["in-flight", "complete", "aborted-by-peer", "none"],
  nothing: ["none"],
};

/** Pairs what the clients witnessed with the exchanges of a capture: by the client's port and the stream. */
export function compareFramed(
  server: string,
  flags: Flags,
  outcomes: readonly FramedOutcome[],
  report: Report,
  refused: ReadonlySet<number> | null,
): FramedComparison[] {
  const role = outcomes[0]?.role ?? "server";
  const exchanges = exchangesOf(report).filter((each) => each.protocol && each.isUpstream === (role === "client"));
  const paired = new Set<Judged>();
  const compared = outcomes.map((outcome): FramedComparison => {
    const judged =
      exchanges.find((each) => isPartner(outcome, each)) ??
      exchanges.find((each) => isNamelessPartner(outcome, each) && !paired.has(each)) ??
      null;
    if (judged) paired.add(judged);
    const isRefused = refused && outcome.port !== null ? refused.has(outcome.port) : null;
    return {
      ...{
        server,
        flags: flags.name,
        outcome,
        verdict: judged?.verdict ?? "none",
        blindSpots: judged?.blindSpots ?? [],
      },
      disagreement: disagreementOf(outcome, judged, { flags, isRefused }),
    };
  });
  const odd = exchanges.find((each) => !paired.has(each) && /truncated|overrun/.test(each.verdict));
  const [first] = compared;
  if (!odd || !first) return compared;
  const what = `port ${odd.port}, stream ${odd.stream ?? "-"}: ${odd.verdict}, and no client witnessed it`;
  return [...compared, { ...first, verdict: odd.verdict, blindSpots: [], disagreement: what }];
}

function isPartner(outcome: FramedOutcome, judged: Judged): boolean {
  const { protocol, port, stream } = outcome;
  if (judged.protocol !== protocol || (judged.stream ?? null) !== stream) return false;
  return outcome.role !== "client" && (port === null || judged.port === port);
}

/**
 * Without `-yy`, and without an address in accept, nothing names the client: then its place among the connections does. So it does
 * if the traced program is the client.
 */
function isNamelessPartner({ protocol, stream, role }: FramedOutcome, judged: Judged): boolean {
  if (role === "client") return judged.protocol === protocol;
  return judged.port === null && judged.protocol === protocol && (judged.stream ?? null) === stream;
}

function disagreementOf(outcome: FramedOutcome, judged: Judged | null, known: Circumstances): string | null {
  const verdict = judged?.verdict ?? "none";
  if (judged && verdict === "undetermined") return dishonestyOf(outcome, judged, known);
  // all frames of a stream may be hidden; a TLS connection is seen by its first bytes
  if (outcome.protocol === "http/2" && verdict === "none" && areStringsShort(known)) return null;
  return (
    wrongVerdict(outcome, verdict, known) ?? (judged && (wrongCounts(outcome, judged) ?? wrongFinding(outcome, judged)))
  );
}

function wrongVerdict(outcome: FramedOutcome, verdict: string, { isRefused }: Circumstances): string | null {
  const { end, left, isKilled } = outcome;
  const words = `for the client the stream ended ${end}`;
  if (end === "unmarked" && left === null) {
    // the refused write is what proves that more was to come
    if (isRefused && isShort(outcome))
      return verdict === "truncated" ? null : `${words}, and the last write was refused`;
    if (verdict === "complete" && isKilled && isShort(outcome)) return `${words}, and the server was killed`;
  }
  if (ALLOWED[end].includes(verdict)) return null;
  // whoever of the two ended it first: nothing was asked, so that nothing is judged
  if (end === "unmarked" && verdict === "none" && outcome.scenario === NOTHING_ASKED) return null;
  // nginx closes the connection when it has all that the head declared, and reads no END_REQUEST
  const isEnough = outcome.protocol === "fastcgi" && outcome.declaredBody === outcome.body;
  if ((end === "unended" || end === "cut") && isEnough && verdict === "complete") return null;
  if (end === "unmarked" && verdict === "truncated" && isShort(outcome)) return null;
  const isHalf = left === "half-close";
  // hyper on rustls says close_notify in mid-response and goes on: the client left because of that
  const isToldToLeave = outcome.scenario.startsWith("early shutdown") && isShort(outcome);
  if (end === "left" && isToldToLeave && verdict === "truncated") return null;
  // the kernel had taken all. Bytes that this client had sent (an upload, a close_notify) were not read, so that the close was a
  // reset: encrypted or framed, no capture shows that they had come. A reset that the program asked for does show
  const isAsked = /linger/.test(outcome.scenario);
  if (end === "reset" && verdict === "complete" && isRefused !== true && !isKilled && !isAsked) return null;
  if (end === "left" && isHalf && verdict === "truncated") return null;
  // not even the head of a response had come: the request is unanswered, and that is no exchange
  if (["dropped", "left", "reset", "unended"].includes(end) && outcome.status === null && verdict === "none")
    return null;
  return words;
}

function wrongCounts(
  { end, frame, body, declaredBody, isKilled, left }: FramedOutcome,
  { response }: Judged,
): string | null {
  if (!response) return null;
  const { declaredBytes, acceptedBytes, isAtMost } = response;
  if (end === "cut" && frame && frame.declared > 0 && !isKilled && left === null) {
    if (declaredBytes === null || acceptedBytes === null) return null;
    const isFrame = declaredBytes === frame.declared && acceptedBytes === frame.received;
    const isBody = declaredBytes === declaredBody && acceptedBytes >= body;
    return isFrame || isBody
      ? null
      : `${acceptedBytes} of ${declaredBytes} bytes, and the client saw ${frame.received} of ${frame.declared}`;
  }
  if (!["whole", "short", "over"].includes(end) || declaredBody === null || declaredBytes === null) return null;
  const isCounted = acceptedBytes === body || (isAtMost && acceptedBytes !== null && acceptedBytes >= body);
  if (declaredBytes === declaredBody && isCounted) return null;
  return `${acceptedBytes} of ${declaredBytes} body bytes, and the client counted ${body} of ${declaredBody}`;
}

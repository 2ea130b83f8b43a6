import type { ConnectionAccount, ExchangeAccount } from "./account.js";
import type { PrintedDialect } from "./strace/dialects.js";

/** What a capture in some dialect proves about one exchange, according to the model. */
export interface ProvenExchange {
  readonly target: string;
  readonly verdict: "complete" | "truncated" | "aborted-by-peer" | "in-flight" | "undetermined";
  readonly cause: "shut-wr" | "close" | "exit" | "reset" | null;
  /** Bytes; null if the dialect does not show them, or if the response declares no length. */
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly outstanding: number | null;
  readonly blindSpots: readonly string[];
  readonly findings: readonly string[];
}

/** Seconds of silence after a refusal that make a response count as stalled. */
const STALLED = 30;
const STALLED_WRITABLE = 1;

/** The conditions of a capture. */
export interface CaptureConditions {
  readonly dialect: PrintedDialect;
  readonly transport: "tcp" | "unix";
  /** Microseconds at which the capture ends. */
  readonly until: number;
}

/** The exchanges of a connection that a capture shows, and what it proves about each. */
export function provenExchanges(connection: ConnectionAccount, conditions: CaptureConditions): ProvenExchange[] {
  return connection.accounts.flatMap((account) => provenOf(account, connection, conditions) ?? []);
}

function provenOf(
  account: ExchangeAccount,
  connection: ConnectionAccount,
  { dialect, transport, until }: CaptureConditions,
): ProvenExchange | null {
  const isLatest = account === connection.accounts.findLast((each) => each.response.written > 0);
  const { response, target, owed, isBroken } = account;
  const cause = connection.ended?.by ?? null;
  const base = { target, cause: null, declared: null, accepted: null, outstanding: null, blindSpots: [], findings: [] };
  const isRequestSeen = shows(dialect, "recvfrom");
  if (response.written === 0) {
    // A request without a response. Only if the capture ends early, the response may still come.
    if (!isRequestSeen) return null;
    const before = connection.accounts[connection.accounts.indexOf(account) - 1];
    // If the head of the previous response was cut, its end is unknown, and so is the begin of the next. No response
    // follows a shutdown.
    const isOver = connection.ended?.by === "shut-wr" && connection.ended.at < account.requestedAt;
    const isLost = before !== undefined && before.largestHeadPiece > dialect.stringLimit && !isOver;
    if (isLost) return { ...base, verdict: "undetermined", blindSpots: ["head-cut-by-string-limit"] };
    if (cause !== null) return null;
    return { ...base, verdict: "in-flight", blindSpots: ["capture-ends-early"] };
  }
  const isHeadSeen = account.largestHeadPiece <= dialect.stringLimit;
  const isHeadKnown = isHeadSeen && response.written >= response.headLength;
  const declared = isHeadKnown && account.framing === "content-length" ? account.body : null;
  const accepted = isHeadKnown ? response.bodyWritten : null;
  const known = { ...base, declared, accepted };
  const hidden = isHeadSeen ? [] : ["head-cut-by-string-limit"];
  if (response.isWritten) {
    if (!isHeadSeen) return { ...known, verdict: "undetermined", blindSpots: hidden };
    if (isLatest && isReset(connection, transport, dialect)) {
      // Accepted is not delivered: TCP drops its send buffer when it answers unread bytes with a reset.
      const findings = ["reset-discards-response"];
      return { ...known, verdict: "undetermined", cause: "reset", blindSpots: ["delivery-in-doubt"], findings };
    }
    return { ...known, verdict: "complete", outstanding: 0, findings: account.wasRefused ? ["race-window"] : [] };
  }
  const outstanding = declared === null ? owed || null : declared - response.bodyWritten;
  const short = { ...known, outstanding, blindSpots: hidden };
  const stalled = isStalled(account, connection.ended?.at ?? until, dialect) ? ["response-stalled"] : [];
  // Without the head the length is unknown, and nothing shows that more was to come.
  if (owed === 0 && !isBroken && !isHeadSeen) return { ...known, verdict: "undetermined", blindSpots: hidden };
  if (cause === null) {
    return { ...short, verdict: "in-flight", blindSpots: [...hidden, "capture-ends-early"], findings: stalled };
  }
  if (connection.peerGone) {
    return { ...short, verdict: "aborted-by-peer", cause, findings: [...stalled, "peer-aborted"] };
  }
  const rule = declared !== null ? `${cause}-outstanding` : owed > 0 ? "short-write-abandoned" : "chunked-unterminated";
  return { ...short, verdict: "truncated", cause, findings: [rule] };
}

/**
 * True if the close sends a reset, because request bytes are unread and the peer is there (RFC 2525, 2.17). On a Unix
 * socket no bytes are lost by it. If the head of the request was cut, the capture does not show how long the request is.
 */
function isReset(
  { accounts, unread, isReleased, peerGone }: ConnectionAccount,
  transport: "tcp" | "unix",
  { stringLimit }: PrintedDialect,
): boolean {
  const isLengthSeen = (accounts.at(-1)?.requestHead ?? 0) <= stringLimit;
  return transport === "tcp" && unread > 0 && isLengthSeen && isReleased && !peerGone;
}

function shows({ calls }: PrintedDialect, name: string): boolean {
  return calls.has(name);
}

/** True if nothing happened for long after a refusal, up to the end. */
function isStalled(
  { refusedAt, writableAt, movedAt }: ExchangeAccount,
  end: number,
  { time }: PrintedDialect,
): boolean {
  if (time === "none" || refusedAt === null) return false;
  const last = Math.max(refusedAt, writableAt ?? 0, movedAt ?? 0);
  return (end - last) / 1e6 >= (writableAt === null ? STALLED : STALLED_WRITABLE);
}

import type { ConnectionAccount, ExchangeAccount } from "./account.js";
import type { PrintedDialect } from "./strace/dialects.js";

/** What a capture in some dialect proves of one exchange, by the model's own books. */
export interface ProvenExchange {
  readonly target: string;
  readonly verdict: "complete" | "truncated" | "aborted-by-peer" | "in-flight" | "undetermined";
  readonly cause: "shut-wr" | "close" | "exit" | "reset" | null;
  /** Null where the dialect does not show it, or where nothing was promised. */
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly outstanding: number | null;
  readonly blindSpots: readonly string[];
  readonly findings: readonly string[];
}

/** Seconds of silence behind a refusal after which a response counts as stalled. */
const STALLED = 30;
const STALLED_WRITABLE = 1;

/** Where a ledger is asked. */
export interface CaptureConditions {
  readonly dialect: PrintedDialect;
  readonly transport: "tcp" | "unix";
  /** Microseconds at which the capture ends. */
  readonly until: number;
}

/** The exchanges of a connection that a capture shows, and what it proves of each. */
export function provenExchanges(connection: ConnectionAccount, where: CaptureConditions): ProvenExchange[] {
  return connection.accounts.flatMap((account) => provenOf(account, connection, where) ?? []);
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
    // a request without an answer: the program's own silence, which only an unfinished capture leaves open
    if (!isRequestSeen) return null;
    const before = connection.accounts[connection.accounts.indexOf(account) - 1];
    // where the stream of responses was lost, nobody knows where the next one begins; behind a shutdown none does
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
      // accepted is not delivered: TCP drops its send buffer when it has to answer unread bytes with a reset
      const findings = ["reset-discards-response"];
      return { ...known, verdict: "undetermined", cause: "reset", blindSpots: ["delivery-in-doubt"], findings };
    }
    return { ...known, verdict: "complete", outstanding: 0, findings: account.wasRefused ? ["race-window"] : [] };
  }
  const outstanding = declared === null ? owed || null : declared - response.bodyWritten;
  const short = { ...known, outstanding, blindSpots: hidden };
  const stalled = isStalled(account, connection.ended?.at ?? until, dialect) ? ["response-stalled"] : [];
  // without its head nobody knows how long it is, and nothing shows that more was to come
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
 * Closing answers unread request bytes with a reset, unless the peer is gone; a Unix socket loses nothing by it. A request
 * whose head was cut does not say how long it is.
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

/** Refused, and then nothing: neither a write nor anything else, up to the end. */
function isStalled(
  { refusedAt, writableAt, movedAt }: ExchangeAccount,
  end: number,
  { time }: PrintedDialect,
): boolean {
  if (time === "none" || refusedAt === null) return false;
  const last = Math.max(refusedAt, writableAt ?? 0, movedAt ?? 0);
  return (end - last) / 1e6 >= (writableAt === null ? STALLED : STALLED_WRITABLE);
}

import type { Account, ConnectionAccount } from "./account.js";
import type { Dialect } from "./dialects.js";

/** What a capture in some dialect proves of one exchange, by the model's own books. */
export interface Proven {
  readonly target: string;
  readonly verdict: "complete" | "truncated" | "aborted-by-peer" | "in-flight" | "undetermined";
  readonly cause: "shut-wr" | "close" | "exit" | null;
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

/**
 * The exchanges of a connection that a capture shows, and what it proves of each.
 *
 * @param until microseconds at which the capture ends
 */
export function proven(connection: ConnectionAccount, dialect: Dialect, until: number): Proven[] {
  return connection.accounts.flatMap((account) => {
    const found = provenOf(account, connection, dialect, until);
    return found ? [found] : [];
  });
}

function provenOf(account: Account, connection: ConnectionAccount, dialect: Dialect, until: number): Proven | null {
  const { response, target, owed } = account;
  const cause = connection.ended?.by ?? null;
  const base = { target, cause: null, declared: null, accepted: null, outstanding: null, blindSpots: [], findings: [] };
  const isRequestSeen = shows(dialect, "recvfrom");
  if (response.written === 0) {
    // a request without an answer: the program's own silence, which only an unfinished capture leaves open
    if (cause !== null || !isRequestSeen) return null;
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
    return { ...known, verdict: "complete", outstanding: 0, findings: account.wasRefused ? ["race-window"] : [] };
  }
  const outstanding = declared === null ? owed || null : declared - response.bodyWritten;
  const short = { ...known, outstanding, blindSpots: hidden };
  const stalled = isStalled(account, connection.ended?.at ?? until, dialect) ? ["response-stalled"] : [];
  if (cause === null) {
    return { ...short, verdict: "in-flight", blindSpots: [...hidden, "capture-ends-early"], findings: stalled };
  }
  if (connection.peerGone) {
    return { ...short, verdict: "aborted-by-peer", cause, findings: [...stalled, "peer-aborted"] };
  }
  if (declared === null && owed === 0 && !isHeadSeen) return { ...known, verdict: "undetermined", blindSpots: hidden };
  const rule = declared !== null ? `${cause}-outstanding` : owed > 0 ? "short-write-abandoned" : "chunked-unterminated";
  return { ...short, verdict: "truncated", cause, findings: [rule] };
}

function shows({ calls }: Dialect, name: string): boolean {
  return calls === null || calls.has(name);
}

/** Refused, and then nothing: neither a write nor anything else, up to the end. */
function isStalled({ refusedAt, writableAt, movedAt }: Account, end: number, { time }: Dialect): boolean {
  if (time === "none" || refusedAt === null) return false;
  const last = Math.max(refusedAt, writableAt ?? 0, movedAt ?? 0);
  return (end - last) / 1e6 >= (writableAt === null ? STALLED : STALLED_WRITABLE);
}

import type { SocketEvent, WriteEvent } from "../../../sockets/event.js";
import type { Filter } from "../../../sockets/filter.js";
import { callsWhere } from "../../../syscalls/rows.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import type { Cause, Exchange } from "../../exchange.js";
import type { Role } from "../../judgement.js";
import type { SeenWhole } from "./seen-whole.js";

/** Why a capture may hide calls that carried a response; null if it cannot. */
export interface Hidden {
  /** All of a response of which nothing was seen. */
  readonly all: BlindSpotCode | null;
  /** The rest of one that was seen in part. */
  readonly rest: BlindSpotCode | null;
  /** That the kernel refused bytes of one that lasts until the close. */
  readonly refusal: BlindSpotCode | null;
}

/** A response as its stream ended. */
interface Written {
  readonly role: Role;
  readonly exchange: Exchange;
  readonly by: SocketEvent;
  /** The connection has shown an earlier response, or an interim one. */
  readonly hasAnswered: boolean;
  readonly seen: SeenWhole;
}

/** What the capture may hide of the calls that carried a response: reads if the program is the client. */
export function hiddenOf(filter: Filter, written: Written): Hidden {
  return written.role === "client" ? hiddenReads(filter, written) : hiddenWrites(filter, written);
}

/**
 * `-e trace=network` has sendfile, and neither write nor splice; a list of calls by hand may lack any of them. What proves
 * all the same that nothing is hidden: the program's other responses, written alike, were seen whole; or calls of `desc` show,
 * and the body begins in a plain `write` beside plain reads and closes, or it has had a write of its own. nginx and lighttpd
 * go on with `sendfile` after a `writev`, and HAProxy with `splice` after a `sendto`, within one body: such a write proves
 * nothing until a call of that kind shows. Without `-f` there is no pid, and another thread may have answered.
 */
function hiddenWrites(filter: Filter, { exchange, by, hasAnswered, seen }: Written): Hidden {
  const { response, calls } = exchange;
  const { home, saysMore } = by.socket;
  const { declaredBytes = null, acceptedBytes = null } = response ?? {};
  const spot = "writes-not-traced";
  const mayBeOther = !isEndSeen(by) && filter.showsDesc; // the request may be answered on the new socket: nothing is said
  const isShown = hasAnswered || seen.hasAny(home) || (filter.showsEveryWrite && by.pid !== null);
  const all = isShown || mayBeOther ? null : spot;
  if (filter.showsEveryWrite) return { all, rest: null, refusal: null };
  const call = calls.lastAccepted?.call ?? "";
  const isSplit = calls.lastAccepted !== calls.head && (COPIES.has(call) || filter.showsCopies);
  const isPlain = filter.showsPlainCalls && call === "write";
  const hasBody = (acceptedBytes ?? 0) > 0;
  const isHeadWhole = response?.framing !== "unknown"; // a CGI program may write the rest of the head by an fd of its own
  const isAlike = isHeadWhole && seen.hasLike(home, exchange, declaredBytes ?? acceptedBytes ?? 0);
  const isProved = (isAlike || (hasBody && filter.showsDesc && (isPlain || isSplit))) && !saysMore && !seen.hides(home);
  return { all, rest: isProved ? null : spot, refusal: isAlike || (hasBody && filter.showsDesc) ? null : spot };
}

/** The calls that move the bytes of a file or a pipe: a body that goes by one of them ends so. */
export const COPIES = callsWhere(({ effect }) => effect === "sendfile" || effect === "splice");
/** The calls that take bytes from sockets alone. */
const RECEIVES = callsWhere(({ effect, classes }) => effect === "read" && classes.includes("network"));

/** The calls that take several buffers. */
const VECTORS = callsWhere(
  ({ effect, buffers }) => effect === "write" && buffers !== undefined && buffers !== "string",
);

/** What is known of the last write that the kernel refused, at the end of a stream. */
interface Refusal {
  readonly refused: WriteEvent | null;
  /** The capture shows a read from the connection. */
  readonly hasRead: boolean;
  readonly seen: SeenWhole;
}

/**
 * Why bytes that the kernel refused may have been offered again by a call that the capture does not show. A short `writev`
 * may leave a single buffer: libuv writes it by `write`, bun by `sendto`. The program offers what `EAGAIN` refused again by the same call.
 */
export function hiddenRetry(filter: Filter, { refused, seen, hasRead }: Refusal): BlindSpotCode | null {
  if (refused?.call == null || !VECTORS.has(refused.call) || refused.accepted === 0) return null;
  const isKnownToHide = !hasRead || seen.hides(refused.socket.home);
  return isKnownToHide && !filter.showsSingle(refused.call) ? "writes-not-traced" : null;
}

/** True if the head of a response on the same connection may have gone by a call that the capture does not show. */
export function mayHideHead(filter: Filter, event: SocketEvent): boolean {
  return event.kind === "write" && !filter.showsEveryWrite && !isReusedUnseen(filter, event);
}

/** `-e trace=network` includes recvfrom and not read. A client that uses recvfrom for head and end uses it throughout. */
function hiddenReads({ showsPlainReads }: Filter, { exchange: { calls }, by }: Written): Hidden {
  const usesRecv = [calls.head ?? by, by].every((event) => event.call !== null && RECEIVES.has(event.call));
  const spot = usesRecv || showsPlainReads ? null : "reads-not-traced";
  return { all: spot, rest: spot, refusal: null };
}

/** What is known of a connection when its stream ends. */
interface Standing {
  readonly role: Role;
  readonly cause: Cause | null;
  readonly by: SocketEvent;
  /** The kernel reported a hang-up of both directions, and the filter may hide the shutdown that caused it. */
  readonly hasHungUp: boolean;
  readonly peerGone: boolean;
  /** The capture shows a read from the connection. */
  readonly hasRead: boolean;
  /** The response under way, or the request without one; null if there is neither. */
  readonly exchange: Exchange | null;
}

/** Why the capture may not show all calls of a connection, or may show calls of another one. Null without such a doubt. */
export function doubtOf(filter: Filter, standing: Standing): BlindSpotCode | null {
  const { role, cause, by, hasHungUp, peerGone } = standing;
  if (by.socket.mayBeTwo || (by.kind === "end" && by.by === "unseen")) return "threads-not-traced";
  if (by.socket.mayLiveOn && !peerGone && !isEndSeen(by)) return "threads-not-traced";
  if (filter.hidesSuccesses && cause !== null) return "writes-not-traced";
  if (isReusedUnseen(filter, by) && mayBeOther(standing)) return "threads-not-traced";
  if (role === "client" || peerGone || cause === null) return null;
  if (hasHungUp) return "shutdown-not-traced";
  if (filter.hidesFailures && by.kind !== "shutdown") return "reads-not-traced"; // of a peer that is gone, it would have failed
  const mayBeClose = cause === "close" || (cause === "exit" && !filter.showsClose); // closed long before, unseen
  return mayBeClose && mayAnswerHangup(filter, standing) ? "reads-not-traced" : null;
}

/**
 * True if the capture has neither `accept` nor `close`, and strace printed no names: the number may come to stand for
 * another connection at any time, and no line shows it.
 */
export function isReusedUnseen(filter: Filter, { socket }: SocketEvent): boolean {
  return socket.identity === null && socket.origin === "seen" && !filter.showsClose && !filter.showsAccept;
}

/**
 * A shutdown that succeeds is taken for that of the connection whose bytes were seen before it: nothing else shows its end
 * there. One that fails, and a write that does, may have met the reset of a later connection.
 */
function mayBeOther({ role, cause, by, peerGone, exchange }: Standing): boolean {
  return exchange !== null && (peerGone || (cause !== null && (role === "client" || by.kind !== "shutdown")));
}

/**
 * True if the program may have closed because it learned that its peer is gone: by a read that does not show, by a poll that
 * does not, or by a poll that does not show which socket it is about.
 */
function mayAnswerHangup(filter: Filter, { by: { socket }, exchange, hasRead }: Standing): boolean {
  if (!filter.showsHangups || (isReadHidden(exchange, hasRead) && !filter.showsEveryWrite)) return true;
  const { home, fd } = socket;
  if (!home) return false;
  return (home.waitsByPolls && !filter.showsWaits) || home.mayHaveHungUp(fd, firstLine(exchange));
}

/** True if a response was written on a connection of which no read shows: a read may have met the peer's end. */
export function isReadHidden(exchange: Exchange | null, hasRead: boolean): boolean {
  return exchange !== null && exchange.request === null && exchange.blindSpots.length === 0 && !hasRead;
}

/** The first line that is known of an exchange. */
function firstLine(exchange: Exchange | null): number {
  return exchange?.request?.line ?? exchange?.response?.line ?? 0;
}

/** False if a new socket has the fd's number, and the capture shows no call that ended the old one. */
export function isEndSeen(event: SocketEvent): boolean {
  return event.kind !== "end" || event.by !== "reuse";
}

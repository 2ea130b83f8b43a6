import type { SocketEvent } from "../../../sockets/event.js";
import type { Filter } from "../../../sockets/filter.js";
import { callsWhere } from "../../../syscalls/rows.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import type { Cause, Exchange } from "../../exchange.js";
import type { Role } from "../../judgement.js";
import type { SeenWhole } from "../seen-whole.js";

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
 * all the same that nothing is hidden: the program's other responses were seen whole; or calls of `desc` show, and the body
 * has had a write of its own, or begins in a plain `write` beside plain reads and closes, because a program seldom changes the
 * call within a body. Without `-f` there is no pid, and another thread may have answered.
 */
function hiddenWrites(filter: Filter, { exchange, by, hasAnswered, seen }: Written): Hidden {
  const { response, calls } = exchange;
  const { home, saysMore } = by.socket;
  const { declaredBytes = null, acceptedBytes = null } = response ?? {};
  const spot = "writes-not-traced";
  const mayBeOther = !isEndSeen(by) && filter.showsDesc; // the request may be answered on the new socket: nothing is said
  const isShown = hasAnswered || seen.has(home, 0) || (filter.showsAnswers && by.pid !== null);
  const all = isShown || mayBeOther ? null : spot;
  if (filter.showsEveryWrite) return { all, rest: null, refusal: null };
  const isPlain = filter.showsPlainCalls && PLAIN_WRITES.has(calls.lastAccepted?.call ?? "");
  const isSplit = calls.lastAccepted !== calls.head || isPlain;
  const isBodySeen = (acceptedBytes ?? 0) > 0 && isSplit;
  const isAlike = seen.has(home, declaredBytes ?? acceptedBytes ?? 0);
  const isProved = (isAlike || (filter.showsDesc && isBodySeen)) && !saysMore && !seen.hides(home);
  return { all, rest: isProved ? null : spot, refusal: filter.showsDesc || isAlike ? null : spot };
}

const PLAIN_WRITES = callsWhere(({ effect, classes }) => effect === "write" && !classes.includes("network"));
/** The calls that take bytes from sockets alone. */
const RECEIVES = callsWhere(({ effect, classes }) => effect === "read" && classes.includes("network"));

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
}

/** Why the capture may not show all calls of a connection, or may show calls of another one. Null without such a doubt. */
export function doubtOf(filter: Filter, { role, cause, by, hasHungUp, peerGone }: Standing): BlindSpotCode | null {
  if (by.socket.mayBeTwo || (by.kind === "end" && by.by === "unseen")) return "threads-not-traced";
  if (by.socket.mayLiveOn && !peerGone && !isEndSeen(by)) return "threads-not-traced";
  if (role === "client" || peerGone || cause === null) return null;
  if (hasHungUp) return "shutdown-not-traced";
  return cause === "close" && !filter.showsHangups ? "reads-not-traced" : null;
}

/** False if a new socket has the fd's number, and the capture shows no call that ended the old one. */
export function isEndSeen(event: SocketEvent): boolean {
  return event.kind !== "end" || event.by !== "reuse";
}

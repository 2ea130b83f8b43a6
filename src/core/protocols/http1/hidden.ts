import type { SocketEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import { callsWhere } from "../../syscalls/rows.js";
import type { BlindSpotCode } from "../blind-spot.js";
import type { Cause, Exchange } from "../exchange.js";
import type { Role } from "../judgement.js";

/** Why a filter may hide all of a response, and why it may hide the rest of one; null if it cannot. */
export interface Hidden {
  readonly all: BlindSpotCode | null;
  readonly rest: BlindSpotCode | null;
}

/** `-e trace=network` includes sendfile, and neither write nor splice. A list of calls by hand may lack any of them. */
export function hiddenWrites({ showsPlainWrites, showsSendfile, mayShowDesc }: Filter, saysMore: boolean): Hidden {
  return {
    all: showsPlainWrites ? null : "writes-not-traced",
    rest: showsSendfile && (mayShowDesc || !saysMore) ? null : "writes-not-traced",
  };
}

/** The calls that take bytes from sockets alone. */
const RECEIVES = callsWhere(({ effect, classes }) => effect === "read" && classes.includes("network"));

/** `-e trace=network` includes recvfrom and not read. A client that uses recvfrom for head and end uses it throughout. */
export function hiddenReads({ showsPlainReads }: Filter, { calls }: Exchange, by: SocketEvent): Hidden {
  const usesRecv = [calls.head ?? by, by].every((event) => event.call !== null && RECEIVES.has(event.call));
  const spot = usesRecv || showsPlainReads ? null : "reads-not-traced";
  return { all: spot, rest: spot };
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
  if (role === "client" || peerGone || cause === null) return null;
  if (hasHungUp) return "shutdown-not-traced";
  return cause === "close" && !filter.showsHangups ? "reads-not-traced" : null;
}

/** False if a new socket has the fd's number, and the capture shows no call that ended the old one. */
export function isEndSeen(event: SocketEvent): boolean {
  return event.kind !== "end" || event.by !== "reuse";
}

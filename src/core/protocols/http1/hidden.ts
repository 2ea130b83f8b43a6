import type { SocketEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import { callsWhere } from "../../syscalls/rows.js";
import type { BlindSpotCode } from "../blind-spot.js";
import type { Cause, Exchange } from "../exchange.js";
import type { Role } from "../judgement.js";

/** The calls that a filter hides: where it may hide all of a response, and where it may hide the rest of one. */
export interface Hidden {
  readonly all: BlindSpotCode | null;
  readonly rest: BlindSpotCode | null;
}

/** `-e trace=network` has sendfile and no write; a filter by hand may lack either. */
export function hiddenWrites({ showsPlainWrites, showsSendfile }: Filter): Hidden {
  return {
    all: showsPlainWrites ? null : "writes-not-traced",
    rest: showsSendfile ? null : "writes-not-traced",
  };
}

/** The calls that take bytes from sockets alone. */
const RECEIVES = callsWhere(({ effect, classes }) => effect === "read" && classes.includes("network"));

/** `-e trace=network` has recvfrom and no read: a client that uses the one for head and end uses it throughout. */
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
  /** A hang-up of both directions was told that may answer a shutdown which the capture does not show. */
  readonly hasHungUp: boolean;
  readonly peerGone: boolean;
}

/** Why what was seen on a connection may not be all that belongs to it, or may belong to another. */
export function doubtOf(filter: Filter, { role, cause, by, hasHungUp, peerGone }: Standing): BlindSpotCode | null {
  if (by.socket.mayBeTwo || (by.kind === "end" && by.by === "unseen")) return "threads-not-traced";
  if (role === "client" || peerGone || cause === null) return null;
  if (hasHungUp) return "shutdown-not-traced";
  return cause === "close" && !filter.showsHangups ? "reads-not-traced" : null;
}

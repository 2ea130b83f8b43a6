import type { Cause, Exchange, Request } from "../protocols/exchange.js";
import type { AskedStreams } from "./asked-streams.js";
import type { Hop } from "./hop.js";
import type { Undecided } from "./nesting.js";

/** What the core knows of a connection on a path. */
export interface PathConnection {
  readonly id: string;
  readonly pid: number | null;
  readonly local: string | null;
  readonly peer: string | null;
  readonly protocol: string | null;
}

/**
 * What an exchange is on its path. `origin`: bytes were lost here first, as far as the captures show. `received`: the program received what
 * another hop had cut. `passed-on`: it sent to its own client the short response that it had received. `hidden`: it sent a response that
 * looks whole in place of a short one.
 */
export type PathPart = "origin" | "received" | "passed-on" | "hidden";

/** An exchange on which a program asked. */
export interface AskedHop extends Hop {
  /** True if the program saw the other side end the stream before it ended its own. */
  readonly sawEnd: boolean;
}

/** An exchange of which bytes were lost, or may have been, or which hid that. */
export interface Loss<C extends PathConnection> {
  readonly hop: Hop;
  readonly connection: C;
  /** Null if the request was left without a byte of a response. Of one that proves nothing its calls are left out, unless all paths are asked for. */
  readonly exchange: Exchange | null;
  readonly request: Request | null;
  readonly cause: Cause | null;
  /** False if its own capture does not prove that bytes of it were lost: it links those that do. */
  readonly isProven: boolean;
  /** True if the program saw the other side end the stream before it ended its own. */
  readonly sawEnd: boolean;
  /** True for a stream over TLS that its program ended in the midst of a response that it received in the clear. */
  readonly isCutWithin: boolean;
  part: PathPart;
  /** The next exchange of its request, on the way to the server that was asked last; null if it is not known, or did not lose any bytes. */
  inner: Loss<C> | null;
  /** True if an exchange nearer to the client was found. */
  hasOuter: boolean;
  /** The exchange on which the program asked for this one, if it answered; null if it is not known. It need not have lost any bytes. */
  readonly asked: AskedHop | null;
  /** The streams on which its program may have asked over TLS, if the other ends of them, in another capture, may say who lost the bytes. */
  readonly streams: AskedStreams | null;
  /** True for a stream that other captures may explain, if its program sent no request of its own after the last one that it received. */
  readonly isAlone: boolean;
  /** The same, or if nothing that it had asked for had ended short. */
  readonly isUnharmed: boolean;
  /** True if its client had ended the exchange before: nobody waited for these bytes. */
  readonly isLate: boolean;
  /** Why the next one is not known; null if it is, or if there is none. */
  undecided: Undecided | null;
}

/** The exchange of a path at which bytes were lost first. */
export function originOf<C extends PathConnection>(loss: Loss<C>): Loss<C> {
  let at = loss;
  while (at.inner !== null) at = at.inner;
  return at;
}

/** What an exchange is on its path, as far as is known by now: a program that may have received all passed nothing on that was short. */
export function partOf<C extends PathConnection>({ part, isProven, inner }: Loss<C>): PathPart {
  if (part === "hidden") return part;
  return isProven && inner !== null && isCountedFrom(inner) ? part : "origin";
}

/** The same as `isProvenFrom`, without streams over TLS whose content was cut: they have no finding, and are counted nowhere. */
export function isCountedFrom<C extends PathConnection>(loss: Loss<C>): boolean {
  for (let at: Loss<C> | null = loss; at !== null; at = at.inner) if (at.isProven && !at.isCutWithin) return true;
  return false;
}

/** True if bytes were surely lost at an exchange, or inwards of it. */
export function isProvenFrom<C extends PathConnection>(loss: Loss<C>): boolean {
  for (let at: Loss<C> | null = loss; at !== null; at = at.inner) if (at.isProven) return true;
  return false;
}

/** True for a request that was left without a response. */
export function hasNoResponse<C extends PathConnection>({ exchange }: Loss<C>): boolean {
  return exchange === null;
}

/** An exchange nearer to the client was found: its program had not left. */
export function linkTo<C extends PathConnection>(inner: Loss<C>): void {
  inner.hasOuter = true;
  if (inner.undecided === "client-may-have-left") inner.undecided = null;
}

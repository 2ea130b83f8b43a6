/**
 * What a capture has shown of whole responses, for each process. A filter may hide calls that write; but a program that wrote a
 * response of the same size alike, by calls that show, has no reason to write the next one by others. Each fd table has its own, which
 * goes with it.
 */
import { isNumber } from "../../arguments/integer";
import { NO_CALL } from "../../calls/names";
import { homeOf } from "../../fds/fd-table";
import { create, destroy } from "../../heap/allocate";
import { Counted, createCounted } from "../../heap/counted";
import { createList, destroyList, List } from "../../heap/list";
import { Socket } from "../../sockets/socket";
import { Exchange, Verdict } from "../exchange";

/** The largest bodies that were seen to their last byte, of responses whose heads were written by the same call. */
@unmanaged
class Largest {
  /** In the write of the head. */
  withHead: f64;
  /** In writes of its own, at least in part. */
  apart: f64;
  call: i32;
}

@unmanaged
export class SeenWhole extends Counted {
  /** For each call that wrote a head. */
  private byCall: List<Largest>;
  /** Some of its writes are hidden. */
  private isHider: bool;

  /** A response of the process was decided. */
  add(exchange: Exchange): void {
    const accepted = exchange.acceptedBytes;
    const largest = this.largestOf(callOf(exchange), true) as Largest;
    if (exchange.lastAccepted === exchange.head) largest.withHead = max<f64>(accepted, largest.withHead);
    else largest.apart = max<f64>(accepted, largest.apart);
  }

  /** The process went on after a response of which bytes did not show: some of its writes are hidden. */
  addHider(): void {
    this.isHider = true;
  }

  /** True if a response of the process was seen whole, and none had hidden bytes. */
  get hasAny(): bool {
    return this.byCall.length > 0 && !this.isHider;
  }

  /**
   * True if a response of the process with at least `bytes` of body, written alike, was seen whole, and none had hidden bytes.
   * A head that was written alone has its body elsewhere: a body that came with its head proves nothing of that.
   */
  hasLike(exchange: Exchange, bytes: f64): bool {
    if (this.isHider) return false;
    const largest = this.largestOf(callOf(exchange), false);
    const apart = largest ? largest.apart : -1;
    const withHead = largest ? largest.withHead : -1;
    const isAlone = exchange.hasResponse !== 0 && exchange.acceptedBytes === 0;
    return (isAlone ? apart : max<f64>(withHead, apart)) >= bytes;
  }

  /** True if the process is known to write by calls that the capture does not show. */
  get hides(): bool {
    return this.isHider;
  }

  private largestOf(call: i32, isMade: bool): Largest | null {
    const byCall = this.byCall;
    for (let i = 0; i < byCall.length; i++) if (byCall.at(i).call === call) return byCall.at(i);
    if (!isMade) return null;
    const fresh = create<Largest>();
    fresh.withHead = -1;
    fresh.apart = -1;
    fresh.call = call;
    byCall.push(fresh);
    return fresh;
  }

  begin(): void {
    this.byCall = createList<Largest>();
  }

  free(): void {
    for (let i = 0; i < this.byCall.length; i++) destroy<Largest>(this.byCall.at(i));
    destroyList<Largest>(this.byCall);
  }
}

/** The call that wrote the head. */
function callOf(exchange: Exchange): i32 {
  const head = exchange.head;
  return head ? head.call : NO_CALL;
}

/** A response was decided on a socket. */
export function addSeen(socket: Socket, exchange: Exchange): void {
  if (exchange.verdict !== Verdict.Complete || exchange.hasResponse === 0 || !isNumber(exchange.acceptedBytes)) return;
  const seen = madeFor(socket);
  if (seen) seen.add(exchange);
}

/** The process of a socket went on after a response of which bytes did not show. */
export function addHider(socket: Socket): void {
  const seen = madeFor(socket);
  if (seen) seen.addHider();
}

/** What was seen of the process that got a socket last; null: nothing, or it is not known which process that is. */
export function seenOf(socket: Socket): SeenWhole | null {
  const home = homeOf(socket);
  return home ? changetype<SeenWhole | null>(home.seenWhole) : null;
}

/** True if the process of a socket is known to write by calls that the capture does not show. */
export function isHider(socket: Socket): bool {
  const seen = seenOf(socket);
  return seen !== null && seen.hides;
}

function madeFor(socket: Socket): SeenWhole | null {
  const home = homeOf(socket);
  if (!home) return null;
  const known = home.seenWhole;
  if (known) return changetype<SeenWhole>(known);
  const fresh = createCounted<SeenWhole>(destroySeenWhole);
  fresh.begin();
  home.seenWhole = fresh;
  return fresh;
}

function destroySeenWhole(address: usize): void {
  const seen = changetype<SeenWhole>(address);
  seen.free();
  destroy<SeenWhole>(seen);
}

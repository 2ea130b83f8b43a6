/**
 * The work that the program gave to its io_uring: it may have been reads and writes of this socket, which are no syscalls.
 * Most programs use the ring for something else (libuv for epoll_ctl), and read and write by plain
 * calls. Such a socket is judged, unless it goes silent after the program gave work to the ring.
 */
import { isNumber } from "../arguments/integer";
import { replace } from "../heap/counted";
import { Exchange } from "./exchange";

@unmanaged
export class Ring {
  private hasWork: bool;
  /** No plain read or write of the socket came after the program last gave work to the ring. */
  private isSilent: bool;
  /** No plain write did. */
  private isUnwritten: bool;
  /** The response that was under way then. */
  private during: Exchange | null;

  submit(current: Exchange | null): void {
    this.hasWork = true;
    this.isSilent = true;
    this.isUnwritten = true;
    this.during = replace<Exchange>(this.during, current);
  }

  /** The program read or wrote by a plain call. */
  plainCall(): void {
    this.isSilent = false;
  }

  /** The program wrote by a plain call, and what it wrote has its place. */
  plainWrite(): void {
    this.isUnwritten = false;
  }

  /** The program writes by a plain call again: true if the ring may have carried the rest of the response under way. */
  mayHaveCarriedRest(exchange: Exchange): bool {
    return this.during === exchange && !exchange.refused && (this.isUnwritten || exchange.acceptedBytes === 0);
  }

  /** True if the ring may have carried the response, or its rest. */
  mayHide(exchange: Exchange): bool {
    if (exchange.hasResponse === 0) return this.hasWork;
    if (this.during !== exchange || exchange.refused) return false; // a refused write is one by a plain call
    const accepted = exchange.acceptedBytes;
    const isHeadAlone = accepted === 0 || (!isNumber(accepted) && exchange.lastAccepted === exchange.head);
    return isHeadAlone || this.isSilent;
  }

  /** Lets go of what it refers to. */
  free(): void {
    this.during = replace<Exchange>(this.during, null);
  }
}

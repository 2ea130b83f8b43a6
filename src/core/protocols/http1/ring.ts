import type { Exchange } from "../exchange.js";

/**
 * The work that the program gave to its io_uring: it may have been reads and writes of this socket, which are no syscalls.
 * Most programs use the ring for something else (libuv for epoll_ctl), and read and write by plain calls. Such a socket is
 * judged, unless it goes silent after the program gave work to the ring.
 */
export class Ring {
  #hasWork = false;
  /** The response that was under way when the program last gave work to the ring. */
  #during: Exchange | null = null;
  /** No plain read or write of the socket came after that. */
  #isSilent = false;

  submit(current: Exchange | null): void {
    this.#hasWork = true;
    this.#isSilent = true;
    this.#during = current;
  }

  /** The program read or wrote by a plain call. */
  plainCall(): void {
    this.#isSilent = false;
  }

  /** True if the ring may have carried the response, or its rest. */
  mayHide(exchange: Exchange): boolean {
    const { response, calls } = exchange;
    if (!response) return this.#hasWork;
    if (this.#during !== exchange || calls.refused) return false; // a refused write is one by a plain call
    const { acceptedBytes } = response;
    const isHeadAlone = acceptedBytes === 0 || (acceptedBytes === null && calls.lastAccepted === calls.head);
    return isHeadAlone || this.#isSilent;
  }
}

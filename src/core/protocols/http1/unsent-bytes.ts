import type { WriteEvent } from "../../sockets/event.js";

const GONE: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "ETIMEDOUT", "EPOLLHUP", "POLLHUP"]);

/**
 * What the program still owes the kernel: the part of its last write that was refused. Needs no HTTP.
 *
 * A short count leaves the rest owed whether or not an EAGAIN follows (tokio drops its readiness after a
 * short write and never sees one). A later write replaces the debt: it is the program's own retry.
 */
export class UnsentBytes {
  owed = 0;
  accepted = 0;
  /** True once the kernel said that the peer is gone. */
  peerGone = false;

  write(event: WriteEvent): void {
    if (!event.returned) return; // what it came to is in doubt, which is not the same as owed
    this.accepted += event.accepted;
    if (event.error !== null) this.hangup(event.error);
    if (event.error !== null && !isRefusal(event.error)) return;
    const asked = event.asked ?? event.accepted;
    this.owed = Math.max(0, asked - event.accepted);
  }

  /** The count of the last write is not to be believed: what it left is in doubt. */
  disbelieve(): void {
    this.owed = 0;
  }

  /** Takes note of an error that means that the peer is gone; others say nothing about it. */
  hangup(error: string): void {
    if (GONE.has(error)) this.peerGone = true;
  }
}

/** Errors that mean "not now"; any other (EINVAL, EFAULT, ...) leaves earlier debts as they were. */
export function isRefusal(error: string): boolean {
  return error === "EAGAIN" || error === "EWOULDBLOCK" || error === "EINTR" || error === "ENOBUFS";
}

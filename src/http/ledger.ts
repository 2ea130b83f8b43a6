import type { WriteEvent } from "../sockets/event.js";

/**
 * What the program still owes the kernel: the part of its last write that was refused. Needs no HTTP.
 *
 * A short count leaves the rest owed whether or not an EAGAIN follows (tokio drops its readiness after a
 * short write and never sees one). A later write replaces the debt: it is the program's own retry.
 */
export class Ledger {
  owed = 0;
  accepted = 0;
  /** True once the kernel said that the peer is gone. */
  peerGone = false;

  write(event: WriteEvent): void {
    this.accepted += event.accepted;
    if (event.error === "EPIPE" || event.error === "ECONNRESET") this.peerGone = true;
    if (event.error !== null && !isRefusal(event.error)) return;
    const asked = event.asked ?? event.accepted;
    this.owed = Math.max(0, asked - event.accepted);
  }

  /** Fully written out: nothing is owed any more. */
  settle(): void {
    this.owed = 0;
  }
}

/** Errors that mean "not now"; any other (EINVAL, EFAULT, ...) leaves earlier debts as they were. */
function isRefusal(error: string): boolean {
  return error === "EAGAIN" || error === "EWOULDBLOCK" || error === "EINTR" || error === "ENOBUFS";
}

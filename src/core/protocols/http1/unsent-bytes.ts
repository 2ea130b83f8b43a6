import type { WriteEvent } from "../../sockets/event.js";
import { mayTryAgain } from "../../sockets/write-errors.js";

/**
 * Counts the bytes that the program still owes the kernel: the part of its last write that was refused. Needs no HTTP.
 *
 * A short count leaves the rest owed whether or not an EAGAIN follows (tokio drops its readiness after a short write and
 * never sees one). A later write replaces the count: it is the program's own retry.
 */
export class UnsentBytes {
  owed = 0;

  write({ returned, error, asked, accepted }: WriteEvent): void {
    if (!returned) return; // what it came to is in doubt, which is not the same as owed
    if (error !== null && !mayTryAgain(error)) return; // EINVAL, EFAULT, ...: what was owed before still is
    this.owed = Math.max(0, (asked ?? accepted) - accepted);
  }

  /** The count of the last write cannot be trusted: what it left is in doubt, and no longer owed. */
  distrust(): void {
    this.owed = 0;
  }
}

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
  /** Bytes of a write that failed for good (EINVAL, EFAULT, EIO, ...) and that no later write replaced. */
  failed = 0;
  /** True once a write never returned. */
  isInDoubt = false;

  write({ returned, error, asked, accepted }: WriteEvent): void {
    this.isInDoubt ||= !returned;
    if (!returned) return; // what it came to is in doubt, which is not the same as owed
    if (error !== null && !mayTryAgain(error)) {
      this.failed = asked ?? this.failed; // EINVAL, EFAULT, ...: what was owed before still is
      return;
    }
    this.failed = 0;
    this.owed = Math.max(0, (asked ?? accepted) - accepted);
  }

  /** The count of the last write cannot be trusted: what it left is in doubt, and no longer owed. */
  distrust(): void {
    this.owed = 0;
  }
}

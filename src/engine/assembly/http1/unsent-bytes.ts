/**
 * Counts the bytes that the program still owes the kernel: the part of its last write that was refused. Needs no HTTP.
 *
 * A short count leaves the rest owed whether or not an EAGAIN follows (tokio drops its readiness after a short write and
 * never sees one). A later write replaces the count: it is the program's own retry.
 */
import { isNumber } from "../arguments/integer";
import { event } from "../events/event-record";
import { mayTryAgain } from "../model/errors";

@unmanaged
export class UnsentBytes {
  owed: f64;
  /** Bytes of a write that failed for good (EINVAL, EFAULT, EIO, ...) and that no later write replaced. */
  failed: f64;
  /** True once a write never returned. */
  isInDoubt: bool;

  /** The event at hand is a write. */
  write(): void {
    if (event.returned === 0) {
      this.isInDoubt = true; // what it came to is in doubt, which is not the same as owed
      return;
    }
    const asked = event.asked;
    if (event.errorEnd !== 0 && !mayTryAgain(event.errorStart, event.errorEnd)) {
      if (isNumber(asked)) this.failed = asked; // EINVAL, EFAULT, ...: what was owed before still is
      return;
    }
    this.failed = 0;
    this.owed = isNumber(asked) ? max<f64>(0, asked - event.moved) : 0;
  }

  /** The count of the last write cannot be trusted: what it left is in doubt, and no longer owed. */
  distrust(): void {
    this.owed = 0;
  }
}

/** What an fd number stands for. It never changes: a table puts another in its place. */
import { NO_PID } from "../call/current-call";
import { destroy } from "../heap/allocate";
import { createCounted, keep, letGo } from "../heap/counted";
import { Socket } from "../sockets/socket";
import { HeldFd } from "./held-fd";

@unmanaged
export class FdEntry extends HeldFd {
  /** The thread that got the number; NO_PID if it is unknown. */
  opener: i32;
  /** Entries of a table are counted through, in the order in which they were made. */
  order: i32;
  /** The process that a pidfd refers to; NO_PID for others. */
  pidfd: i32;

  /** Null for a file, a pipe, an epoll set and so on. */
  get socket(): Socket | null {
    return changetype<Socket | null>(this.address);
  }
}

/** What a number stands for from now on. Nothing keeps it yet. */
export function createEntry(fd: f64, socket: Socket | null, opener: i32, order: i32): FdEntry {
  const entry = createCounted<FdEntry>(destroyEntry);
  if (socket) entry.address = changetype<usize>(keep<Socket>(socket));
  entry.fd = fd;
  entry.opener = opener;
  entry.order = order;
  entry.pidfd = NO_PID;
  return entry;
}

function destroyEntry(address: usize): void {
  const entry = changetype<FdEntry>(address);
  letGo(entry.socket);
  destroy<FdEntry>(entry);
}

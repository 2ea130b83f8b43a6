/** What an fd number stands for (core/sockets/fds/fd-node.ts, FdEntry). It never changes: a table puts another in its place. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Socket } from "../sockets/socket";

@unmanaged
export class FdEntry extends Counted {
  fd: f64;
  /** Null for a file, a pipe, an epoll set and so on. */
  socket: Socket | null;
  /** The thread that got the number; NO_PID if it is unknown. */
  opener: i32;
  /** Entries of a table are counted through, in the order in which they were made. */
  order: i32;
  /** The process that a pidfd refers to; NO_PID for others. */
  pidfd: i32;
  closeOnExec: bool;
}

export function createEntry(fd: f64, socket: Socket | null, closeOnExec: bool, opener: i32, order: i32): FdEntry {
  const entry = createCounted<FdEntry>(destroyEntry);
  entry.fd = fd;
  entry.socket = socket ? keep<Socket>(socket) : null;
  entry.closeOnExec = closeOnExec;
  entry.opener = opener;
  entry.order = order;
  entry.pidfd = -1;
  return entry;
}

function destroyEntry(address: usize): void {
  const entry = changetype<FdEntry>(address);
  letGo(entry.socket);
  destroy<FdEntry>(entry);
}

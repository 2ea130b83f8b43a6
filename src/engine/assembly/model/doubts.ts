/**
 * When the calls on an fd may belong to two sockets, because two processes may each have an fd of its number.
 */
import { createMap, keyOfFd } from "../heap/ordered-map";
import { Origin } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { filter } from "./filter";

/** True once a number in use came back to a thread that was not its only user. */
let mayBeSeveral: bool = false;

/** True if two processes may each have an fd of this number, so that the calls on it belong to two sockets. */
export function mayBeTwo(socket: Socket): bool {
  if (socket.identity || !socket.wasAssumed) return false; // -yy names the socket in every call
  if (threads.hasSplit) return socket.usedBySeveralThreads || socket.origin !== Origin.Accept;
  // a second socket under the same number shows only in its accept
  return socket.usedBySeveralThreads && filter.showsClose && !filter.showsAccept;
}

/**
 * The thread gets a number that still stands for `before` in the table that it is assumed to use. True if `before` may
 * live on, in a table of another process.
 */
export function reusesNumber(before: Socket, thread: Thread): bool {
  if (!thread.table.assumed || filter.showsClose || before.isOnlyOf(thread.pid)) return false;
  before.mayLiveOn = true;
  mayBeSeveral = true;
  return true;
}

/**
 * A thread has read from a socket, written to it or shut it down. True if the socket may be another thread's by now. A
 * filter without `accept` (`sendto,shutdown`) shows no thread getting a number: there, threads are taken to share one table.
 */
export function usesNumber(socket: Socket, fd: f64, thread: Thread): bool {
  if (socket.identity || !thread.table.assumed || filter.showsClose || !filter.showsAccept) return false;
  let numbers = thread.numbers;
  if (!numbers) {
    numbers = createMap<i32>();
    thread.numbers = numbers;
  }
  const before = numbers.get(keyOfFd(fd));
  numbers.set(keyOfFd(fd), socket.id);
  // it goes on with a number that another thread has got meanwhile: its own old one may still be open
  if (before !== 0 && before !== socket.id && socket.pid !== thread.pid) return true;
  return mayBeSeveral && socket.switchedAt !== 0;
}

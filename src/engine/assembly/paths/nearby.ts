/**
 * What the thread of the event at hand has read last. A program that asks another server while it answers a client mostly does so on one
 * thread: it reads a request and writes its own, it reads a response and writes that. So these reads are hints at what belongs together
 * (core/paths). They prove nothing.
 */
import { event } from "../events/event-record";
import { Role } from "../http1/role";
import { only } from "../memory";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";

/** In place of the id of a socket: none. Sockets are counted from 1. */
export const NO_SOCKET: i32 = 0;

@unmanaged
class Nearby {
  /** False if nobody asks for hops: then nothing is noted. */
  isAsked: bool;
  /** The thread of the event at hand; null if it is not known. It is valid for one event. */
  thread: Thread | null;

  /** Another event is at hand. */
  begin(): void {
    if (this.isAsked) this.thread = threads.find(event.pid);
  }

  /** The event at hand is a read of a connection on which the program has this role. */
  noteRead(role: Role): void {
    const thread = this.thread;
    if (!thread) return;
    if (role === Role.Client) {
      thread.receivedSocket = event.socket.id;
      thread.receivedLine = event.line;
    } else {
      thread.askedSocket = event.socket.id;
      thread.askedLine = event.line;
    }
  }

  /** The process of the thread: the id of its fd table, and 1; 0 if it is not known. */
  get process(): i32 {
    const thread = this.thread;
    return thread ? thread.table.id + 1 : 0;
  }

  /** True if the capture does not show for all threads of that table that they are of one process. */
  get isAssumed(): bool {
    const thread = this.thread;
    return thread ? thread.table.assumed : true;
  }

  /** The socket of which the thread has read a request last, and on which line; NO_SOCKET if it has read none. */
  get askedSocket(): i32 {
    const thread = this.thread;
    return thread ? thread.askedSocket : NO_SOCKET;
  }

  get askedLine(): u32 {
    const thread = this.thread;
    return thread ? thread.askedLine : 0;
  }

  /** The same of bytes of a response. */
  get receivedSocket(): i32 {
    const thread = this.thread;
    return thread ? thread.receivedSocket : NO_SOCKET;
  }

  get receivedLine(): u32 {
    const thread = this.thread;
    return thread ? thread.receivedLine : 0;
  }
}

export const nearby: Nearby = only<Nearby>();

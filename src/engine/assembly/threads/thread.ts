/** A traced thread (strace's "pid") and the fd table that it uses. */
import { FdTable } from "../fds/fd-table";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, replace } from "../heap/counted";
import { destroyMap, OrderedMap } from "../heap/ordered-map";
import { LastRead } from "../sockets/orders";
import { EnteredCall } from "./entered-call";
import { ShortWrite } from "./short-write";

@unmanaged
export class Thread extends Counted {
  /** NO_PID if strace did not print it. */
  pid: i32;
  /** A count of the lines of all threads, when it made its last call. */
  lastUse: i32;
  /** The lines that it has made since its first one. */
  lines: i32;
  /** The socket of which it has read a request last, and on which line; the same of a response. 0: of none. */
  askedSocket: i32;
  askedLine: u32;
  receivedSocket: i32;
  receivedLine: u32;
  /** For each number, the id of the socket that it stood for when the thread used it last; null if nobody asks. */
  numbers: OrderedMap<i32> | null;
  private ownTable: FdTable | null;
  private ownEntered: EnteredCall | null;
  private ownShortWrite: ShortWrite | null;
  private ownLastRead: LastRead | null;

  get table(): FdTable {
    return changetype<FdTable>(this.ownTable);
  }

  set table(table: FdTable) {
    this.ownTable = replace<FdTable>(this.ownTable, table);
  }

  /** The call that the thread has begun and that has not returned. */
  get entered(): EnteredCall | null {
    return this.ownEntered;
  }

  set entered(call: EnteredCall | null) {
    this.ownEntered = replace<EnteredCall>(this.ownEntered, call);
  }

  /** The thread's last call that has a handler, if the call was a write and the kernel took only a part of it. */
  get shortWrite(): ShortWrite | null {
    return this.ownShortWrite;
  }

  set shortWrite(write: ShortWrite | null) {
    this.ownShortWrite = replace<ShortWrite>(this.ownShortWrite, write);
  }

  /** The last bytes that the thread took from a socket. */
  get lastRead(): LastRead | null {
    return this.ownLastRead;
  }

  set lastRead(read: LastRead | null) {
    this.ownLastRead = replace<LastRead>(this.ownLastRead, read);
  }

  /** Lets go of all that it keeps. */
  free(): void {
    this.ownTable = replace<FdTable>(this.ownTable, null);
    this.entered = null;
    this.shortWrite = null;
    this.lastRead = null;
    const numbers = this.numbers;
    if (numbers) destroyMap<i32>(numbers);
    this.numbers = null;
  }
}

/** A new thread, which nothing keeps yet. */
export function createThread(pid: i32, lastUse: i32, table: FdTable): Thread {
  const thread = createCounted<Thread>(destroyThread);
  thread.pid = pid;
  thread.lastUse = lastUse;
  thread.table = table;
  return thread;
}

function destroyThread(address: usize): void {
  const thread = changetype<Thread>(address);
  thread.free();
  destroy<Thread>(thread);
}

/** What may have told a program to end a stream (core/sockets/socket-facts.ts: EndSignal, LastRead, Orders). */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Text } from "../heap/text";

/** A signal that asked a process to end, or that ended it. */
@unmanaged
export class EndSignal extends Counted {
  /** Such as `SIGTERM`. */
  name: Text;
  line: u32;
}

/** The last bytes that a thread took from a socket: the first piece of them is enough to find an order in. */
@unmanaged
export class LastRead extends Counted {
  /** The bytes of the first piece; strace may have printed fewer. */
  length: f64;
  line: u32;
  /** The beginning of the first piece: as strace printed it between its quotes, or as bytes. */
  printed: Text;
  isQuoted: bool;
  /** True if nobody left anything out of what strace printed. */
  isCut: bool;
}

@unmanaged
export class Orders extends Counted {
  /** The last signal of this kind that the process got. */
  signal: EndSignal | null;
  /** What the thread that ended the stream had read last, from any socket. */
  read: LastRead | null;
  /** True if no call closed the socket: its process went away, killed by a signal or with a status other than 0. */
  hasFailed: bool;
}

/** Nothing keeps it yet. */
export function createEndSignal(name: Text, line: u32): EndSignal {
  const signal = createCounted<EndSignal>(destroyEndSignal);
  signal.name = keep<Text>(name);
  signal.line = line;
  return signal;
}

function destroyEndSignal(address: usize): void {
  const signal = changetype<EndSignal>(address);
  letGo(signal.name);
  destroy<EndSignal>(signal);
}

/** One whose other fields the caller fills in. */
export function createLastRead(printed: Text): LastRead {
  const read = createCounted<LastRead>(destroyLastRead);
  read.printed = keep<Text>(printed);
  return read;
}

function destroyLastRead(address: usize): void {
  const read = changetype<LastRead>(address);
  letGo(read.printed);
  destroy<LastRead>(read);
}

/** What is known when a program ends a stream. Nothing keeps it yet. */
export function createOrders(signal: EndSignal | null, read: LastRead | null, hasFailed: bool): Orders {
  const orders = createCounted<Orders>(destroyOrders);
  orders.signal = signal ? keep<EndSignal>(signal) : null;
  orders.read = read ? keep<LastRead>(read) : null;
  orders.hasFailed = hasFailed;
  return orders;
}

function destroyOrders(address: usize): void {
  const orders = changetype<Orders>(address);
  letGo(orders.signal);
  letGo(orders.read);
  destroy<Orders>(orders);
}

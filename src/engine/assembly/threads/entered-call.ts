/**
 * A call that began on an earlier line (`<unfinished ...>`). It keeps what the fd stood for then, because another thread may give
 * the number a new meaning before the call returns.
 */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { Socket } from "../sockets/socket";

@unmanaged
export class EnteredCall extends Counted {
  /** The index of its name in the table of calls. */
  call: i32;
  /** The socket of the first fd. */
  socket: Socket | null;
  /** The socket that the call gives bytes to. Its fd need not be the first argument (splice). */
  target: Socket | null;
  /** True if the model applied the call when it began. */
  isApplied: bool;
}

/** It keeps the sockets. Nothing keeps it yet. */
export function createEnteredCall(
  call: i32,
  socket: Socket | null,
  target: Socket | null,
  isApplied: bool,
): EnteredCall {
  const entered = createCounted<EnteredCall>(destroyEnteredCall);
  entered.call = call;
  entered.socket = socket ? keep<Socket>(socket) : null;
  entered.target = target ? keep<Socket>(target) : null;
  entered.isApplied = isApplied;
  return entered;
}

function destroyEnteredCall(address: usize): void {
  const entered = changetype<EnteredCall>(address);
  letGo(entered.socket);
  letGo(entered.target);
  destroy<EnteredCall>(entered);
}

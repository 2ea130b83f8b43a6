import { fdAt } from "../strace/call/syscall.js";
import { decorationAfter, readDecoration } from "./decoration.js";
import type { Socket } from "./socket.js";
import type { Thread } from "./thread.js";

/**
 * The socket of an fd in a call that begins, if it is certain already; null if the end of the call will show more.
 *
 * @param argumentsText the arguments from that fd on
 */
export function settledSocket(argumentsText: string, thread: Thread): Socket | null {
  const fd = fdAt(argumentsText);
  const known = fd === null ? null : thread.table.get(fd)?.socket;
  if (!known || known.writeShut) return null; // after a shutdown the number may already stand for a new socket
  if (known.isDecoratedAs(argumentsText)) return known;
  const endpoints = readDecoration(decorationAfter(argumentsText));
  if (endpoints === "other") return null;
  return endpoints && known.isOtherThan(endpoints) ? null : known;
}

/** Calls that begin on one line and end on another. */
import { beginArguments } from "../arguments/list";
import { argumentsHold } from "../arguments/text";
import { find, startsWith } from "../bytes";
import { call } from "../call/current-call";
import { Call, callAt, NO_ARGUMENT } from "../calls/call";
import { Effect } from "../calls/effect";
import { NO_CALL } from "../calls/names";
import { Char } from "../char";
import { giveUpEntered } from "../halves/lost-results";
import { handle } from "../handlers/handle";
import { Socket } from "../sockets/socket";
import { createEnteredCall } from "../threads/entered-call";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { fdText, readFdText } from "./fd-argument";
import { sweep } from "./forgetting";
import { beginWrite } from "./held-events";
import { settledSocket } from "./socket-of";

/**
 * The current call of a thread begins. Its fd means what it means now. A close is applied at once, because the kernel may give
 * the number to another thread before the close returns.
 */
export function enter(thread: Thread): void {
  if (call.call === NO_CALL) return;
  const row = callAt(call.call);
  const effect = row.effect;
  if (effect === Effect.None) return;
  giveUpEntered(thread); // it makes another call than the one that it was in
  beginArguments();
  if (effect === Effect.Clone) threads.beginClone(thread, argumentsHold("CLONE_FILES"));
  const isClose = effect === Effect.Close;
  const socket = settledSocket(thread, call.argumentsStart, call.argumentsEnd);
  const target = targetOf(row, thread, socket);
  thread.entered = createEnteredCall(call.call, socket, target, isClose);
  if (isClose) handle(thread, row);
  if (socket && effect === Effect.Shutdown) socket.isShuttingDown = shutsWriting();
  if (target) beginWrite(target);
  sweep();
}

/** The socket that the call gives bytes to. */
function targetOf(row: Call, thread: Thread, first: Socket | null): Socket | null {
  if (row.to === NO_ARGUMENT) return null;
  if (row.to === 0) return first;
  readFdText(row.to);
  return settledSocket(thread, fdText.start, fdText.end);
}

/** False for `SHUT_RD` alone. */
function shutsWriting(): bool {
  for (
    let p = find(call.argumentsStart, call.argumentsEnd, Char.S);
    p !== 0;
    p = find(p + 1, call.argumentsEnd, Char.S)
  ) {
    if (startsWith(p, call.argumentsEnd, "SHUT_RD") && !startsWith(p, call.argumentsEnd, "SHUT_RDWR")) return false;
  }
  return true;
}

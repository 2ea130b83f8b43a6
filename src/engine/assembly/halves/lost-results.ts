/**
 * Calls that returned, and the line that says what is missing. It may have been a write of the response under way, or have said
 * that the peer is gone: the blind spot `lines-lost`.
 */
import { callAt } from "../calls/call";
import { Effect } from "../calls/effect";
import { BlindSpot } from "../http1/blind-spot";
import { MarkKind } from "../later/mark";
import { catchUp, markSockets } from "../model/catch-up";
import { finishWrite, socketWithHeld } from "../model/held-events";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { EnteredCall } from "../threads/entered-call";
import { Thread } from "../threads/thread";

const LOST: i32 = MarkKind.Host + BlindSpot.LinesLost;

/** The result of a call on the socket is missing. */
export function loseResult(socket: Socket): void {
  socket.news.take(LOST);
  catchUp(socket); // what waits for the call is reported next
}

/** The same of a call that began on an earlier line. A close is applied when it begins, and hides nothing. */
export function loseResultOf(begun: EnteredCall): void {
  if (begun.isApplied) return;
  const socket = begun.socket;
  const target = begun.target;
  if (socket) loseResult(socket);
  if (target && target !== socket) loseResult(target);
}

/** Nothing is under way any more of a call that began on an earlier line. What waited for it is reported. */
export function endEntered(begun: EnteredCall): void {
  const socket = begun.socket;
  if (socket && callAt(begun.call).effect === Effect.Shutdown) socket.isShuttingDown = false;
  const target = begun.target;
  if (target) finishWrite(target);
}

/** The thread is in no call any more, and no line says how its call ended. */
export function giveUpEntered(thread: Thread): void {
  const begun = thread.entered;
  if (!begun) return;
  thread.entered = null; // it lasts until the line ends
  loseResultOf(begun);
  endEntered(begun);
}

/**
 * The capture ends. The reader has said of each call under way that it never returned. A write that is still left is of a thread
 * that the model has lost: another thread has got its pid, or its lines have no pids.
 */
export function giveUpWrites(): void {
  let ended = socketWithHeld();
  while (ended) {
    giveUpWritesOf(ended);
    ended = socketWithHeld();
  }
  let open = live.first;
  while (open) {
    if (open.writesUnderWay > 0) giveUpWritesOf(open);
    open = open.later;
  }
}

function giveUpWritesOf(socket: Socket): void {
  loseResult(socket);
  socket.writesUnderWay = 1;
  finishWrite(socket);
}

/** The first half of a call of this kind is missing, which may have moved bytes of any socket of its thread. */
export function loseBeginning(thread: Thread, effect: Effect): void {
  if (movesBytes(effect)) markSockets(LOST, thread.table);
}

function movesBytes(effect: Effect): bool {
  switch (effect) {
    case Effect.Write:
    case Effect.Sendfile:
    case Effect.Splice:
    case Effect.Read:
    case Effect.Shutdown:
      return true;
    default:
      return false;
  }
}

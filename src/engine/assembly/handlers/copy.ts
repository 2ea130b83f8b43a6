/** Calls that copy bytes from one fd to another. */
import { fdAt, firstFd } from "../arguments/fd";
import { isNumber, NO_NUMBER } from "../arguments/integer";
import { argument } from "../arguments/list";
import { lastNumber } from "../arguments/text";
import { byteCountOf } from "../arguments/value";
import { buffers } from "../buffers/io-buffers";
import { moved } from "../buffers/pieces";
import { call } from "../call/current-call";
import { hasReturned, returnedCount } from "../call/outcome";
import { EventKind } from "../events/event-kind";
import { beginEvent, reportDamage, sendEvent } from "../model/emitter";
import { entered } from "../model/entered";
import { fdText, readFdText } from "../model/fd-argument";
import { socketAt, socketOf } from "../model/socket-of";
import { Thread } from "../threads/thread";
import { movedTooMuch } from "./contradiction";
import { emitWrite, sendWrite } from "./write";

/** MAX_RW_COUNT of Linux, in bytes: no call moves more, so a larger count does not say how long the response is. */
const MAX_RW_COUNT: f64 = 0x7ffff000;

/**
 * `sendfile(out, in, offset, count)`. The count may lie far beyond the end of the file, so a short result proves
 * nothing. If the call was refused or never returned, the whole count stays open.
 */
export function sendfile(thread: Thread): void {
  const socket = socketOf(thread);
  if (!socket) return;
  const bytes = returnedCount();
  if (movedTooMuch(lastNumber(), bytes)) {
    reportDamage(socket, firstFd());
    return;
  }
  const hasFailed = call.hasValue !== 0 && call.value === -1;
  buffers.setUnseen(!hasFailed && hasReturned() ? bytes : openCount());
  emitWrite(thread, socket, bytes);
}

/** The bytes that a sendfile was asked to move, if it moved none or never returned. */
function openCount(): f64 {
  const count = byteCountOf(argument(3));
  const isExact = isNumber(count) && count < MAX_RW_COUNT;
  return isExact || !hasReturned() ? count : 0;
}

/** The argument with the fd that splice gives bytes to. */
const TO: i32 = 2;

/** `splice(in, off, out, off, len, flags)`: the bytes go to the third argument. A short result proves nothing. */
export function splice(thread: Thread): void {
  const source = socketOf(thread);
  const bytes = returnedCount();
  const length = byteCountOf(argument(4));
  if (bytes > 0 && movedTooMuch(length, bytes)) {
    if (source) reportDamage(source, firstFd());
    readFdText(TO);
    const target = socketAt(thread, fdAt(fdText.start, fdText.end), fdText.start, fdText.end);
    if (target) reportDamage(target, firstFd());
    return;
  }
  buffers.setUnseen(NO_NUMBER);
  moved.setFirstOf(buffers.pieces, bytes);
  if (source && call.hasValue) {
    const event = beginEvent(EventKind.Read, source, firstFd());
    event.asked = NO_NUMBER; // a pipe may be full: less than the length says nothing about the socket
    event.moved = bytes;
    event.setError(call.errorStart, call.errorEnd);
    sendEvent(event, source);
  }
  readFdText(TO);
  const fd = fdAt(fdText.start, fdText.end);
  const begun = entered.target;
  const target = begun ? begun : socketAt(thread, fd, fdText.start, fdText.end);
  if (!target) return;
  buffers.setUnseen(hasReturned() ? bytes : length);
  sendWrite(target, fd, bytes);
}

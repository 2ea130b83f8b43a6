/** Which socket an fd of a call stands for. */
import { decoration, fdAt, firstFd, readDecorationAfter } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { call } from "../call/current-call";
import { callAt } from "../calls/call";
import { endpoints, isBrokenName, Named } from "../decorations/endpoints";
import { textOf } from "../heap/text";
import { Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { acceptedElsewhere } from "./accepted";
import { reportDamage } from "./emitter";
import { entered } from "./entered";
import { filter } from "./filter";
import { describeAsRead, namesOther } from "./naming";
import { openedBefore } from "./opened-before";
import { split } from "./processes";

/** The stream socket of the call's first fd. */
export function socketOf(thread: Thread): Socket | null {
  return socketAt(thread, firstFd(), call.argumentsStart, call.argumentsEnd);
}

/**
 * The stream socket of an fd of the call; null if the fd is not a stream socket. An fd that was open before the capture is
 * added here. If the decoration contradicts what is known, the fd is a new socket.
 *
 * @param p where the arguments begin from that fd on
 */
export function socketAt(thread: Thread, fd: f64, p: usize, end: usize): Socket | null {
  if (!isNumber(fd) || fd < 0) return null;
  const begun = entered.socket;
  if (begun && fd === firstFd()) {
    doubtName(begun, thread, p, end);
    return begun;
  }
  const entry = thread.table.get(fd);
  const known = entry ? entry.socket : null;
  if (known && known.isDecoratedAs(p, end)) return known; // the usual case: the decoration says nothing new
  const named = readNameAfter(p, end);
  if (entry && !known && named === Named.Nothing) return acceptedUnseen(thread, fd);
  if (known && named === Named.Other && isBrokenName(decoration.start, decoration.end)) {
    reportDamage(known, fd);
    return null;
  }
  if (named === Named.Other) {
    if (!entry) thread.table.set(fd, null, false, thread.pid);
    // the socket of this number belongs to another process
    if (known && thread.table.assumed && filter.showsClose) split(thread);
    return null;
  }
  const isOther = known !== null && named === Named.Socket && namesOther(known);
  if (known && isOther && endpoints.isDamaged) {
    reportDamage(known, fd);
    return null;
  }
  if (!known || isOther) return openedBefore(thread, fd, named, false);
  if (named === Named.Socket) describeAsRead(known);
  doubtName(known, thread, p, end);
  if (named === Named.Socket) keepDecoration(known);
  return known;
}

/** The decoration that was read last says nothing new the next time, if it names the socket. */
function keepDecoration(known: Socket): void {
  if (endpoints.identityEnd !== 0) known.decoration = textOf(decoration.start, decoration.end);
}

/** Reads the decoration after the fd at p into `endpoints`. */
function readNameAfter(p: usize, end: usize): Named {
  return readDecorationAfter(p, end) ? endpoints.read(decoration.start, decoration.end) : Named.Nothing;
}

/** The fd is no socket in the thread's table, and the call prints no decoration. */
function acceptedUnseen(thread: Thread, fd: f64): Socket | null {
  if (!threads.hasSplit) return null;
  const isNoFile = callAt(call.call).isNetwork || thread.lastRead === null; // of a thread that has just begun, likely
  return isNoFile ? acceptedElsewhere(thread, fd) : null;
}

/**
 * strace prints `TCP:[305721]`, an inode, for a connection that the peer has reset. The number may have come back unseen, or be
 * that of another process: then another connection was reset.
 */
function doubtName(known: Socket, thread: Thread, p: usize, end: usize): void {
  if (!known.identity || known.mayBeTwo || known.isDecoratedAs(p, end) || filter.showsAccept) return;
  if (readNameAfter(p, end) !== Named.Socket) return;
  if (endpoints.transport !== Transport.Tcp || endpoints.localEnd !== 0) return;
  known.mayBeTwo = !filter.showsClose || (thread.table.assumed && !known.isUsedOnlyBy(thread.pid));
}

/**
 * The socket of an fd in a call that begins, if it is certain already; null if the end of the call will show more.
 *
 * @param p where the arguments begin from that fd on
 */
export function settledSocket(thread: Thread, p: usize, end: usize): Socket | null {
  const fd = fdAt(p, end);
  const known = isNumber(fd) ? thread.table.socketAt(fd) : null;
  if (!known || known.writeShut) return null; // after a shutdown the number may already stand for a new socket
  if (known.isDecoratedAs(p, end)) return known;
  const named = readNameAfter(p, end);
  if (named === Named.Other) return null;
  if (named !== Named.Socket) return known;
  if (namesOther(known)) return null;
  if (endpoints.identityEnd !== 0 && !endpoints.isDamaged) {
    describeAsRead(known); // the port of a client, and the inode at the other end, show after the connect
    keepDecoration(known);
  }
  return known;
}

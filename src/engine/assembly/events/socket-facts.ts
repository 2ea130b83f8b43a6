/** What the host may ask of a socket, at any time while an event of it is reported (host/socket-view.ts asks by the same numbers). */
import { homeOf } from "../fds/fd-table";
import { Socket } from "../sockets/socket";

/** Facts that are numbers; a fact that is true or false is 1 or 0. */
export enum SocketFact {
  Id,
  Origin,
  Pid,
  Fd,
  Transport,
  LastUse,
  References,
  Proven,
  WriteShut,
  LostBy,
  IsShuttingDown,
  WritesUnderWay,
  Blocked,
  IsFull,
  HasNoRoom,
  SaysMore,
  ResetsOnClose,
  MayBeTwo,
  MayLiveOn,
  HasCarried,
  UsedBySeveralThreads,
  SwitchedAt,
  WasAssumed,
  IsConnection,
  HasOrders,
  HasFailed,
  /** The lines of the signal and of the read that may have told the program to end the stream; 0: there was none. */
  SignalLine,
  ReadLine,
  /** A number for the table that got it last; 0: none did. */
  Home,
  HomeWaitsByPolls,
}

export function socketFact(socket: Socket, fact: SocketFact): f64 {
  switch (fact) {
    case SocketFact.Id:
      return socket.id;
    case SocketFact.Origin:
      return socket.origin;
    case SocketFact.Pid:
      return socket.pid;
    case SocketFact.Fd:
      return socket.fd;
    case SocketFact.Transport:
      return socket.transport;
    case SocketFact.LastUse:
      return socket.lastUse;
    case SocketFact.References:
      return socket.references;
    case SocketFact.Proven:
      return socket.proven;
    case SocketFact.WriteShut:
      return socket.writeShut;
    case SocketFact.LostBy:
      return socket.lostBy;
    case SocketFact.IsShuttingDown:
      return socket.isShuttingDown;
    case SocketFact.WritesUnderWay:
      return socket.writesUnderWay;
    case SocketFact.Blocked:
      return socket.blocked;
    case SocketFact.IsFull:
      return socket.isFull;
    case SocketFact.HasNoRoom:
      return socket.hasNoRoom;
    case SocketFact.SaysMore:
      return socket.saysMore;
    case SocketFact.ResetsOnClose:
      return socket.resetsOnClose;
    case SocketFact.MayBeTwo:
      return socket.mayBeTwo;
    case SocketFact.MayLiveOn:
      return socket.mayLiveOn;
    case SocketFact.HasCarried:
      return socket.hasCarried;
    case SocketFact.UsedBySeveralThreads:
      return socket.usedBySeveralThreads;
    case SocketFact.SwitchedAt:
      return socket.switchedAt;
    case SocketFact.WasAssumed:
      return socket.wasAssumed;
    case SocketFact.IsConnection:
      return socket.isConnection;
    default:
      return storyFact(socket, fact);
  }
}

/** What happened around it: its orders, and its home. */
function storyFact(socket: Socket, fact: SocketFact): f64 {
  const orders = socket.orders;
  const home = homeOf(socket);
  if (fact === SocketFact.Home) return home ? home.id : 0;
  if (fact === SocketFact.HomeWaitsByPolls) return home && home.waitsByPolls ? 1 : 0;
  if (!orders) return 0;
  if (fact === SocketFact.HasOrders) return 1;
  if (fact === SocketFact.HasFailed) return orders.hasFailed;
  const signal = orders.signal;
  const read = orders.read;
  if (fact === SocketFact.SignalLine) return signal ? signal.line : 0;
  return fact === SocketFact.ReadLine && read ? read.line : 0;
}

/** True if a hang-up that was reported after this line may have been that of the socket: the host asks by its home and number. */
export function mayHaveHungUp(socket: Socket, line: u32): bool {
  const home = homeOf(socket);
  return home !== null && home.mayHaveHungUp(socket.fd, line);
}

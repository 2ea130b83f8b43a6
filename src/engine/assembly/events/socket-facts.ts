/** What the host may ask of a socket while an event of it is reported; it asks by the same numbers (host/socket-facts.ts). */
import { homeOf } from "../fds/fd-table";
import { Socket } from "../sockets/socket";

/** Facts that are numbers. */
export enum SocketNumber {
  Id,
  Origin,
  Pid,
  Fd,
  Transport,
  LastUse,
  References,
  LostBy,
  WritesUnderWay,
  SwitchedAt,
  /** The lines of the signal and of the read that may have told the program to end the stream; 0: there was none. */
  SignalLine,
  ReadLine,
  /** A number for the table that got it last; 0: none did. */
  Home,
}

export function socketNumber(socket: Socket, which: SocketNumber): f64 {
  switch (which) {
    case SocketNumber.Id:
      return socket.id;
    case SocketNumber.Origin:
      return socket.origin;
    case SocketNumber.Pid:
      return socket.pid;
    case SocketNumber.Fd:
      return socket.fd;
    case SocketNumber.Transport:
      return socket.transport;
    case SocketNumber.LastUse:
      return socket.lastUse;
    case SocketNumber.References:
      return socket.references;
    case SocketNumber.LostBy:
      return socket.lostBy;
    case SocketNumber.WritesUnderWay:
      return socket.writesUnderWay;
    case SocketNumber.SwitchedAt:
      return socket.switchedAt;
    case SocketNumber.Home:
      return homeNumber(socket);
    default:
      return orderLine(socket, which);
  }
}

function homeNumber(socket: Socket): f64 {
  const home = homeOf(socket);
  return home ? home.id : 0;
}

function orderLine(socket: Socket, which: SocketNumber): f64 {
  const orders = socket.orders;
  if (!orders) return 0;
  const signal = orders.signal;
  const read = orders.read;
  if (which === SocketNumber.SignalLine) return signal ? signal.line : 0;
  return read ? read.line : 0;
}

/** Facts that are true or false. */
export enum SocketFlag {
  Proven,
  WriteShut,
  IsShuttingDown,
  Blocked,
  IsFull,
  HasNoRoom,
  SaysMore,
  ResetsOnClose,
  MayBeTwo,
  MayLiveOn,
  HasCarried,
  UsedBySeveralThreads,
  WasAssumed,
  IsConnection,
  HasOrders,
  HasFailed,
  HomeWaitsByPolls,
}

export function socketFlag(socket: Socket, which: SocketFlag): bool {
  switch (which) {
    case SocketFlag.Proven:
      return socket.proven;
    case SocketFlag.WriteShut:
      return socket.writeShut;
    case SocketFlag.IsShuttingDown:
      return socket.isShuttingDown;
    case SocketFlag.Blocked:
      return socket.blocked;
    case SocketFlag.IsFull:
      return socket.isFull;
    case SocketFlag.HasNoRoom:
      return socket.hasNoRoom;
    case SocketFlag.SaysMore:
      return socket.saysMore;
    case SocketFlag.ResetsOnClose:
      return socket.resetsOnClose;
    case SocketFlag.MayBeTwo:
      return socket.mayBeTwo;
    case SocketFlag.MayLiveOn:
      return socket.mayLiveOn;
    case SocketFlag.HasCarried:
      return socket.hasCarried;
    case SocketFlag.UsedBySeveralThreads:
      return socket.usedBySeveralThreads;
    case SocketFlag.WasAssumed:
      return socket.wasAssumed;
    case SocketFlag.IsConnection:
      return socket.isConnection;
    case SocketFlag.HomeWaitsByPolls:
      return homeWaitsByPolls(socket);
    default:
      return orderFlag(socket, which);
  }
}

function homeWaitsByPolls(socket: Socket): bool {
  const home = homeOf(socket);
  return home !== null && home.waitsByPolls;
}

function orderFlag(socket: Socket, which: SocketFlag): bool {
  const orders = socket.orders;
  return orders !== null && (which === SocketFlag.HasOrders || orders.hasFailed);
}

/** True if a hang-up that was reported after this line may have been that of an fd of the table that got the socket last. */
export function mayHaveHungUp(socket: Socket, fd: f64, line: u32): bool {
  const home = homeOf(socket);
  return home !== null && home.mayHaveHungUp(fd, line);
}

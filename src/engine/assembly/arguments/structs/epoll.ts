/** The arguments of epoll_ctl and of epoll_wait (core/sockets/handlers/epoll.ts). */
import { only } from "../../memory";
import { Ready } from "./ready";

export enum EpollOperation {
  /** Nothing that changes the set. */
  None,
  Add,
  Remove,
}

/** `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=EPOLLIN, data={u32=1, u64=1}})` */
@unmanaged
class EpollChange {
  operation: EpollOperation;
  /** The epoll set, and the fd that is watched. */
  set: f64;
  fd: f64;
  /** The u64 that epoll_wait will report, as strace prints it. */
  keyStart: usize;
  keyEnd: usize;
  /** The set reports, each time, whether the fd takes bytes. */
  asksWritable: bool;

  /** Reads the current call. False: it shows no change. */
  read(): bool {
    return false;
  }
}

export const epollChange: EpollChange = only<EpollChange>();

/** What epoll_wait reported, event by event: `[{events=EPOLLOUT|EPOLLHUP, data={u64=1}}]`. */
@unmanaged
class EpollEvents {
  set: f64;
  /** Of the event at hand: the key, empty if strace does not show it, and what was reported. */
  keyStart: usize;
  keyEnd: usize;
  ready: Ready;

  /** Begins with the events of the current call. False: the set is unknown. */
  begin(): bool {
    return false;
  }

  /** Reads the next event. False: there is none. */
  next(): bool {
    return false;
  }
}

export const epollEvents: EpollEvents = only<EpollEvents>();

/** True if the current call may report more than that there is something to read: an error, a hang-up, room, a number. */
export function reportsMore(): bool {
  return false;
}

/** The set of the current call, by the digits alone that it begins with; NO_NUMBER: none. */
export function setOfText(): f64 {
  return NaN;
}

/** What a poll reports of an fd. */
import { Constant, hasFlag } from "../constants";

/** EPOLLIN and POLLIN mean the same. A sum of these, with their numbers on Linux. */
export enum Ready {
  In = 1,
  Out = 4,
  Error = 8,
  HangUp = 16,
  ReadHangUp = 0x2000,
}

/** The events of epoll in flags. */
export function epollReady(flags: usize): i32 {
  let ready = 0;
  if (hasFlag(flags, Constant.EPOLLIN)) ready |= Ready.In;
  if (hasFlag(flags, Constant.EPOLLOUT)) ready |= Ready.Out;
  if (hasFlag(flags, Constant.EPOLLERR)) ready |= Ready.Error;
  if (hasFlag(flags, Constant.EPOLLHUP)) ready |= Ready.HangUp;
  if (hasFlag(flags, Constant.EPOLLRDHUP)) ready |= Ready.ReadHangUp;
  return ready;
}

/** The events of poll in flags. */
export function pollReady(flags: usize): i32 {
  let ready = 0;
  if (hasFlag(flags, Constant.POLLIN)) ready |= Ready.In;
  if (hasFlag(flags, Constant.POLLOUT)) ready |= Ready.Out;
  if (hasFlag(flags, Constant.POLLERR)) ready |= Ready.Error;
  if (hasFlag(flags, Constant.POLLHUP)) ready |= Ready.HangUp;
  if (hasFlag(flags, Constant.POLLRDHUP)) ready |= Ready.ReadHangUp;
  return ready;
}

/** Names of flags as strace usually prints them, `EPOLLIN|EPOLLHUP`, without reading the arguments around them. */
import { byteAt, find, isLiteral } from "../../bytes";
import { Char, isCapital } from "../../char";
import { Ready } from "./ready";

/** Where names of capital letters and bars end. */
export function endOfNames(p: usize, end: usize): usize {
  while (p < end && isInNames(byteAt(p))) p++;
  return p;
}

export function isInNames(char: i32): bool {
  return isCapital(char) || char === Char.Bar;
}

/** True if a name is among those of p..end. */
export function holdsName(p: usize, end: usize, name: string): bool {
  while (p <= end) {
    const bar = find(p, end, Char.Bar);
    const nameEnd = bar === 0 ? end : bar;
    if (isLiteral(p, nameEnd, name)) return true;
    p = nameEnd + 1;
  }
  return false;
}

/** The events of epoll among names. */
export function readyOfNames(p: usize, end: usize): i32 {
  let ready = 0;
  if (holdsName(p, end, "EPOLLIN")) ready |= Ready.In;
  if (holdsName(p, end, "EPOLLOUT")) ready |= Ready.Out;
  if (holdsName(p, end, "EPOLLERR")) ready |= Ready.Error;
  if (holdsName(p, end, "EPOLLHUP")) ready |= Ready.HangUp;
  if (holdsName(p, end, "EPOLLRDHUP")) ready |= Ready.ReadHangUp;
  return ready;
}

/** Names of flags as strace usually prints them, `EPOLLIN|EPOLLHUP`, without reading the arguments around them. */
import { byteAt, find, isLiteral, startsWith, startsWithShort } from "../../bytes";
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
  while (p <= end) {
    const bar = find(p, end, Char.Bar);
    const nameEnd = bar === 0 ? end : bar;
    ready |= readyOfName(p, nameEnd);
    p = nameEnd + 1;
  }
  return ready;
}

/** The length of a name rules most of them out. */
function readyOfName(p: usize, end: usize): i32 {
  switch (<i32>(end - p)) {
    case "EPOLLIN".length:
      return startsWithShort(p, end, "EPOLLIN") ? Ready.In : 0;
    case "EPOLLOUT".length:
      if (startsWithShort(p, end, "EPOLLOUT")) return Ready.Out;
      if (startsWithShort(p, end, "EPOLLERR")) return Ready.Error;
      return startsWithShort(p, end, "EPOLLHUP") ? Ready.HangUp : 0;
    case "EPOLLRDHUP".length:
      return startsWith(p, end, "EPOLLRDHUP") ? Ready.ReadHangUp : 0;
    default:
      return 0;
  }
}

import { bytesOf } from "../bytes.js";
import type { Skip } from "../strace/call-filter.js";
import { EQUALS, holds, LESS } from "../strace/line/line-bytes.js";
import type { Effect } from "../syscalls/row.js";
import { listedCalls } from "../syscalls/rows.js";
import { behindComma, digitsOf, isCapital, numberAt, resultAt } from "./argument-bytes.js";

const MINUS = 0x2d;
const FIOC = bytesOf("FIOC");
const FIONC = bytesOf("FIONC");
const F_GET = bytesOf("F_GET");
const F_SETFL = bytesOf("F_SETFL");

/** Whether an fd of a thread is a socket's; null where it was not seen to be opened. */
export type IsSocket = (pid: number | null, fd: number) => boolean | null;

/**
 * What is left out before it is read, by the name of the call: reads and writes of files, the opening and closing of
 * files where their decorations tell, options and flags that change nothing here, and polls that tell of bytes to read.
 * What such a number stands for is told again by the next decoration.
 *
 * @param transfers the calls that move bytes through their first fd
 */
export function skipsOf(transfers: ReadonlySet<string>, isSocket: IsSocket): ReadonlyMap<string, Skip> {
  const transfer: Skip = {
    shows: "first",
    applies: (bytes, start, _end, pid) => {
      const fd = numberAt(bytes, start);
      const known = isOfProgram(fd) ? true : isSocket(pid, fd);
      const behind = start + digitsOf(fd);
      return known !== true && (bytes[behind] === LESS ? isFile(bytes, behind + 1) : known === false);
    },
  };
  const close: Skip = {
    shows: "first",
    applies: (bytes, start, _end, pid) => {
      const fd = numberAt(bytes, start);
      const behind = start + digitsOf(fd);
      return bytes[behind] === LESS && isFile(bytes, behind + 1) && !isOfProgram(fd) && isSocket(pid, fd) !== true;
    },
  };
  const open: Skip = {
    shows: "last",
    applies: (bytes, start, end, pid) => {
      const at = resultAt(bytes, start, end);
      return at > 0 && (bytes[at] === MINUS || close.applies(bytes, at, end, pid)); // one that fails opens nothing
    },
  };
  const skips = new Map<string, Skip>();
  const byEffect: Partial<Record<Effect, Skip>> = {
    close,
    open,
    setsockopt,
    ioctl,
    fcntl,
    poll,
    "epoll-wait": epollWait,
  };
  for (const [name, { effect }] of listedCalls()) {
    const skip = transfers.has(name) ? transfer : effect && byEffect[effect];
    if (skip) skips.set(name, skip);
  }
  return skips;
}

/** `setsockopt(7<TCP:[...]>, SOL_TCP, TCP_NODELAY, ...`: only SO_LINGER matters, once it is known to be a TCP socket. */
const setsockopt: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const decoration = start + digitsOf(numberAt(bytes, start));
    const isTcp = bytes[decoration] === LESS && bytes[decoration + 1] === 0x54 && bytes[decoration + 2] === 0x43; // TC
    if (!isTcp) return false;
    const level = behindComma(bytes, decoration, end);
    const option = behindComma(bytes, level, end);
    if (!isCapital(bytes[level]) || !isCapital(bytes[option])) return false; // -X raw, or a line that is cut
    return !(bytes[option + 3] === 0x4c && bytes[option + 4] === 0x49 && bytes[option + 5] === 0x4e); // SO_LIN
  },
};

/** `epoll_wait(8, [{events=EPOLLIN, ...}], ...)`: says nothing about a connection but that there are bytes to read. */
const epollWait: Skip = {
  shows: "last",
  applies: (bytes, start, end) => !tellsMore(bytes, start, end),
};

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLIN}])`: the same, behind the result. */
const poll: Skip = {
  shows: "last",
  applies: (bytes, start, end) => {
    const result = resultAt(bytes, start, end);
    return result >= 0 && !tellsMore(bytes, result, end);
  },
};

/** True where EPOLLOUT, POLLERR, POLLHUP, POLLRDHUP or the like stand in `bytes[start..end)`, or numbers, which may be those. */
function tellsMore(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (bytes[i] === EQUALS && bytes[i - 1] === 0x73 && bytes[i + 1] === 0x30) return true; // events=0x: -X raw
    if (bytes[i] !== 0x50 || bytes[i + 1] !== 0x4f || bytes[i + 2] !== 0x4c) continue; // POL
    const event = bytes[i + 4]; // behind POLL
    if (event === 0x4f || event === 0x45 || event === 0x48 || event === 0x52) return true; // OUT, ERR, HUP, RDHUP
    i += 4;
  }
  return false;
}

/** `ioctl(7, FIONBIO, [1])`: only what marks an fd to be closed at an exec matters, FIOCLEX and FIONCLEX. */
const ioctl: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const request = behindComma(bytes, start, end);
    if (!isCapital(bytes[request])) return false;
    return !(holds(bytes, FIOC, request, end) || holds(bytes, FIONC, request, end));
  },
};

/** `fcntl(7, F_SETFL, O_RDWR|O_NONBLOCK)`: only F_DUPFD, F_DUPFD_CLOEXEC and F_SETFD change something here. */
const fcntl: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const command = behindComma(bytes, start, end);
    return holds(bytes, F_GET, command, end) || holds(bytes, F_SETFL, command, end);
  },
};

/** Output of the program's own may stand in lines about these, of which more must be read to tell. */
function isOfProgram(fd: number): boolean {
  return fd === 1 || fd === 2;
}

/**
 * True where a decoration names what surely is no socket: `3</srv/x>`, `4<pipe:[7]>`, `5<anon_inode:[eventpoll]>`.
 * Those of sockets begin with a capital, `(null)` or `socket`.
 */
function isFile(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] as number;
  const isLower = first >= 0x61 && first <= 0x7a;
  return first === 0x2f || (isLower && !(first === 0x73 && bytes[at + 1] === 0x6f)); // "so" of socket:[7]
}

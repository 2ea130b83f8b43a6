import { bytesOf } from "../../bytes.js";
import type { Skip } from "../../strace/call-filter.js";
import { holds, LESS } from "../../strace/line/line-bytes.js";
import { digitsOf, isCapital, nextArgument, numberAt } from "./argument-bytes.js";

const FIOC = bytesOf("FIOC");
const FIONC = bytesOf("FIONC");
const F_GET = bytesOf("F_GET");
const F_SETFL = bytesOf("F_SETFL");

/** `setsockopt(7<TCP:[...]>, SOL_TCP, TCP_NODELAY, ...`: on a known TCP socket only SO_LINGER matters. */
const setsockopt: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const decoration = start + digitsOf(numberAt(bytes, start));
    const isTcp = bytes[decoration] === LESS && bytes[decoration + 1] === 0x54 && bytes[decoration + 2] === 0x43; // TC
    if (!isTcp) return false;
    const level = nextArgument(bytes, decoration, end);
    const option = nextArgument(bytes, level, end);
    if (!isCapital(bytes[level]) || !isCapital(bytes[option])) return false; // -X raw, or a cut line
    return !(bytes[option + 3] === 0x4c && bytes[option + 4] === 0x49 && bytes[option + 5] === 0x4e); // SO_LIN
  },
};

/** `ioctl(7, FIONBIO, [1])`: only FIOCLEX and FIONCLEX matter, which decide whether an exec closes the fd. */
const ioctl: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const request = nextArgument(bytes, start, end);
    if (!isCapital(bytes[request])) return false;
    return !(holds(bytes, FIOC, request, end) || holds(bytes, FIONC, request, end));
  },
};

/** `fcntl(7, F_SETFL, O_RDWR|O_NONBLOCK)`: only F_DUPFD, F_DUPFD_CLOEXEC and F_SETFD matter. */
const fcntl: Skip = {
  shows: "first",
  applies: (bytes, start, end) => {
    const command = nextArgument(bytes, start, end);
    return holds(bytes, F_GET, command, end) || holds(bytes, F_SETFL, command, end);
  },
};

export const optionSkips = { setsockopt, ioctl, fcntl };

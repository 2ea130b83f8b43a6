/**
 * The constants that the handlers look for, by name or by number. strace prints numbers with `-X raw`
 * and `-e raw=`, and old versions do so for some calls.
 */
import { flags, toInteger } from "./flags";

/** In the order of NAMES and NUMBERS. */
export enum Constant {
  AF_UNIX,
  AF_LOCAL,
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  SOCK_STREAM,
  SOCK_CLOEXEC,
  O_CLOEXEC,
  FD_CLOEXEC,
  F_DUPFD,
  F_DUPFD_CLOEXEC,
  F_SETFD,
  FIOCLEX,
  FIONCLEX,
  MSG_PEEK,
  MSG_ERRQUEUE,
  SHUT_RD,
  SHUT_WR,
  SHUT_RDWR,
  SOL_SOCKET,
  SOL_TCP,
  SO_ERROR,
  SO_LINGER,
  SCM_RIGHTS,
  EPOLL_CTL_DEL,
  EPOLLIN,
  EPOLLOUT,
  EPOLLERR,
  EPOLLHUP,
  EPOLLRDHUP,
  POLLIN,
  POLLOUT,
  POLLERR,
  POLLHUP,
  POLLRDHUP,
  CLONE_FILES,
  CLOSE_RANGE_UNSHARE,
  CLOSE_RANGE_CLOEXEC,
  MSG_CMSG_CLOEXEC,
  IORING_SETUP_SQPOLL,
}

const NAMES: StaticArray<string> = [
  "AF_UNIX",
  "AF_LOCAL",
  "AF_INET",
  "AF_INET6",
  "AF_NETLINK",
  "SOCK_STREAM",
  "SOCK_CLOEXEC",
  "O_CLOEXEC",
  "FD_CLOEXEC",
  "F_DUPFD",
  "F_DUPFD_CLOEXEC",
  "F_SETFD",
  "FIOCLEX",
  "FIONCLEX",
  "MSG_PEEK",
  "MSG_ERRQUEUE",
  "SHUT_RD",
  "SHUT_WR",
  "SHUT_RDWR",
  "SOL_SOCKET",
  "SOL_TCP",
  "SO_ERROR",
  "SO_LINGER",
  "SCM_RIGHTS",
  "EPOLL_CTL_DEL",
  "EPOLLIN",
  "EPOLLOUT",
  "EPOLLERR",
  "EPOLLHUP",
  "EPOLLRDHUP",
  "POLLIN",
  "POLLOUT",
  "POLLERR",
  "POLLHUP",
  "POLLRDHUP",
  "CLONE_FILES",
  "CLOSE_RANGE_UNSHARE",
  "CLOSE_RANGE_CLOEXEC",
  "MSG_CMSG_CLOEXEC",
  "IORING_SETUP_SQPOLL",
];

const NUMBERS: StaticArray<i32> = [
  1, 1, 2, 10, 16, 1, 0x80000, 0x80000, 1, 0, 1030, 2, 0x5451, 0x5450, 2, 0x2000, 0, 1, 2, 1, 6, 4, 13, 1, 2, 1, 4, 8,
  16, 0x2000, 1, 4, 8, 16, 0x2000, 0x400, 2, 4, 0x40000000, 2,
];

/** True if the value is this constant: `SHUT_WR`, `1`, `0x1 /* SHUT_WR *\/`. */
export function isConstant(value: usize, constant: Constant): bool {
  flags.read(value, unchecked(NAMES[constant]));
  return flags.isNumber ? flags.number === <f64>unchecked(NUMBERS[constant]) : flags.isFirst;
}

/** True if a flag expression contains this flag. */
export function hasFlag(value: usize, flag: Constant): bool {
  flags.read(value, unchecked(NAMES[flag]));
  return flags.isNumber ? (toInteger(flags.number) & unchecked(NUMBERS[flag])) !== 0 : flags.isThere;
}

/** True if the type argument of socket(2) is SOCK_STREAM. The low four bits are the type; the higher bits are flags. */
export function isStreamType(value: usize): bool {
  flags.read(value, unchecked(NAMES[Constant.SOCK_STREAM]));
  return flags.isNumber
    ? (toInteger(flags.number) & TYPE_BITS) === unchecked(NUMBERS[Constant.SOCK_STREAM])
    : flags.isThere;
}

const TYPE_BITS: i32 = 0xf;

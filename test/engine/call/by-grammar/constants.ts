import { flagNames, type Value } from "../../../../src/core/strace/arguments/value.js";

/**
 * The constants that the handlers look for, with their numbers on Linux (`include/uapi/asm-generic`). The numbers are
 * the same on x86-64, i386 and arm64. strace prints numbers with `-X raw` and `-e raw=`, and old versions do so for
 * some calls.
 */
const NUMBERS = {
  AF_UNIX: 1,
  AF_LOCAL: 1,
  AF_INET: 2,
  AF_INET6: 10,
  AF_NETLINK: 16,
  SOCK_STREAM: 1,
  SOCK_CLOEXEC: 0x80000,
  O_CLOEXEC: 0x80000,
  FD_CLOEXEC: 1,
  F_DUPFD: 0,
  F_DUPFD_CLOEXEC: 1030,
  F_SETFD: 2,
  FIOCLEX: 0x5451,
  FIONCLEX: 0x5450,
  MSG_PEEK: 2,
  MSG_ERRQUEUE: 0x2000,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  SOL_SOCKET: 1,
  SOL_TCP: 6,
  SO_ERROR: 4,
  SO_LINGER: 13,
  SCM_RIGHTS: 1,
  EPOLL_CTL_DEL: 2,
  EPOLLIN: 1,
  EPOLLOUT: 4,
  EPOLLERR: 8,
  EPOLLHUP: 16,
  EPOLLRDHUP: 0x2000,
  POLLIN: 1,
  POLLOUT: 4,
  POLLERR: 8,
  POLLHUP: 16,
  POLLRDHUP: 0x2000,
  CLONE_FILES: 0x400,
  CLOSE_RANGE_UNSHARE: 2,
  CLOSE_RANGE_CLOEXEC: 4,
  MSG_CMSG_CLOEXEC: 0x40000000,
  IORING_SETUP_SQPOLL: 2,
} as const;

export type Constant = keyof typeof NUMBERS;

/** True if the value is this constant, by name or by number: `SHUT_WR`, `1`, `0x1 /* SHUT_WR *\/`. */
export function isConstant(value: Value | null | undefined, name: Constant): boolean {
  const number = numberOf(value);
  if (number !== null) return number === NUMBERS[name];
  return flagNames(value)[0] === name;
}

/** True if a flag expression contains this flag, by name or by number. */
export function hasFlag(value: Value | null | undefined, name: Constant): boolean {
  const number = numberOf(value);
  if (number !== null) return (number & NUMBERS[name]) !== 0;
  return flagNames(value).includes(name);
}

/** True if the type argument of socket(2) is SOCK_STREAM. The low four bits are the type; the higher bits are flags. */
export function isStreamType(value: Value | null | undefined): boolean {
  const number = numberOf(value);
  return number === null ? flagNames(value).includes("SOCK_STREAM") : (number & 0xf) === NUMBERS.SOCK_STREAM;
}

/** The number of `1`, `0x1|0x80000`, or `1 /* send *\/` (old versions); null if a name is in the value. */
function numberOf(value: Value | null | undefined): number | null {
  if (value?.kind === "integer") return value.value;
  if (value?.kind !== "flags" || value.operators.some((operator) => operator !== "" && operator !== "|")) return null;
  const numbers = value.parts.map(numberOf);
  return numbers.every((number) => number !== null) ? numbers.reduce((sum, number) => sum | number, 0) : null;
}

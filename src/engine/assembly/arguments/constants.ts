/** The constants that the handlers look for, by name or by number (core/sockets/constants.ts). */

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

/** True if the value is this constant: `SHUT_WR`, `1`, `0x1 /* SHUT_WR *\/`. */
export function isConstant(value: usize, constant: Constant): bool {
  return false;
}

/** True if a flag expression contains this flag. */
export function hasFlag(value: usize, flag: Constant): bool {
  return false;
}

/** True if the type argument of socket(2) is SOCK_STREAM. */
export function isStreamType(value: usize): bool {
  return false;
}

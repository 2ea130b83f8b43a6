/** What an error of a write, or of a read, means for the bytes and for the peer (core/sockets/write-errors.ts). */
import { isLiteral } from "../bytes";

/** True if the error p..end means that the peer is gone. The last two are no errno: epoll and poll report it that way. */
export function isPeerGone(p: usize, end: usize): bool {
  return isLiteral(p, end, "EPIPE") || isReset(p, end) || isLiteral(p, end, "EPOLLHUP") || isLiteral(p, end, "POLLHUP");
}

/** True if it means that the connection was reset, or that the kernel gave up on it: bytes on their way are lost. */
export function isReset(p: usize, end: usize): bool {
  return isLiteral(p, end, "ECONNRESET") || isLiteral(p, end, "ETIMEDOUT");
}

/** True if it means that the socket's buffer was full. */
export function isBufferFull(p: usize, end: usize): bool {
  return isLiteral(p, end, "EAGAIN") || isLiteral(p, end, "EWOULDBLOCK");
}

/** True if a write failed only for now. After any other error (EINVAL, EPIPE, ...) trying again is no use. */
export function mayTryAgain(p: usize, end: usize): bool {
  return isBufferFull(p, end) || isLiteral(p, end, "EINTR") || isLiteral(p, end, "ENOBUFS");
}

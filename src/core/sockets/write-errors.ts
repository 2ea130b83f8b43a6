/** What an error of a write, or of a read, means for the bytes and for the peer. The names are errno's. */

/** The socket's buffer was full: the kernel takes bytes again once the peer has read some. */
const BUFFER_FULL: ReadonlySet<string> = new Set(["EAGAIN", "EWOULDBLOCK"]);

/** The kernel took nothing for now, and the same write may succeed later: a full buffer, a signal, no memory. */
const TRY_AGAIN: ReadonlySet<string> = new Set([...BUFFER_FULL, "EINTR", "ENOBUFS"]);

/** The peer is gone. The last two are no errno: epoll and poll report it that way. */
const PEER_GONE: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "ETIMEDOUT", "EPOLLHUP", "POLLHUP"]);

/** The connection was reset, or the kernel gave up on it: bytes on their way are lost. */
const RESET: ReadonlySet<string> = new Set(["ECONNRESET", "ETIMEDOUT"]);

/** True if a write failed because the socket's buffer was full. */
export function isBufferFull(error: string | null): boolean {
  return error !== null && BUFFER_FULL.has(error);
}

/** True if a write failed only for now. After any other error (EINVAL, EPIPE, ...) trying again is no use. */
export function mayTryAgain(error: string): boolean {
  return TRY_AGAIN.has(error);
}

/** True if the error means that the peer is gone. */
export function isPeerGone(error: string): boolean {
  return PEER_GONE.has(error);
}

/** True if the error means that the connection was reset. */
export function isReset(error: string): boolean {
  return RESET.has(error);
}

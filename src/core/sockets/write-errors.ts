/** What an error of a write means for its bytes. The names are errno's. */

/** The socket's buffer was full: the kernel takes bytes again once the peer has read some. */
const BUFFER_FULL: ReadonlySet<string> = new Set(["EAGAIN", "EWOULDBLOCK"]);

/** The kernel took nothing for now, and the same write may succeed later: a full buffer, a signal, no memory. */
const TRY_AGAIN: ReadonlySet<string> = new Set([...BUFFER_FULL, "EINTR", "ENOBUFS"]);

/** True if a write failed because the socket's buffer was full. */
export function isBufferFull(error: string | null): boolean {
  return error !== null && BUFFER_FULL.has(error);
}

/** True if a write failed only for now. After any other error (EINVAL, EPIPE, ...) trying again is no use. */
export function mayTryAgain(error: string): boolean {
  return TRY_AGAIN.has(error);
}

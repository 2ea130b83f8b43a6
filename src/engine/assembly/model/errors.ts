/** What an error of a write, or of a read, means for the peer (core/sockets/write-errors.ts). */
import { startsWith } from "../bytes";

/** True if the error p..end means that the peer is gone. */
export function isPeerGone(p: usize, end: usize): bool {
  return isName(p, end, "EPIPE") || isName(p, end, "ECONNRESET") || isName(p, end, "ETIMEDOUT");
}

/** True if the error p..end means that the socket's buffer was full. */
export function isBufferFull(p: usize, end: usize): bool {
  return isName(p, end, "EAGAIN") || isName(p, end, "EWOULDBLOCK");
}

function isName(p: usize, end: usize, name: string): bool {
  return end - p === <usize>name.length && startsWith(p, end, name);
}

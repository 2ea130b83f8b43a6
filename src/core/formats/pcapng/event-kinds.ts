/** The kernel takes nothing now, and may later. */
export function isRefusal(error: string | null): boolean {
  return error === "EAGAIN" || error === "EWOULDBLOCK";
}

/** The peer has thrown the connection away, or there is nobody who takes it. */
export function isPeerReset(error: string | null): boolean {
  return error === "ECONNRESET" || error === "EPIPE" || error === "ECONNREFUSED";
}

/** What a poll says of a connection that is over in both directions. */
export function isHangup(error: string): boolean {
  return error === "EPOLLHUP" || error === "POLLHUP";
}

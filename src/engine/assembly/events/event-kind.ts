/** What happens to sockets (core/sockets/event.ts). The host knows the same words in the same order (host/event-fields.ts). */
export enum EventKind {
  Open,
  Write,
  Read,
  Shutdown,
  Hangup,
  Writable,
  ReadHangup,
  Ring,
  Unconfirmed,
  Damaged,
  Release,
  End,
}

/** Which sides a shutdown ends. */
export enum Direction {
  Read,
  Write,
  Both,
}

/**
 * Why a socket's last fd went away. `CaptureEnd`: the fd was still open when the capture ended. `Unseen`: the capture does not
 * show when, because the process of the socket's threads was unknown.
 */
export enum EndedBy {
  Close,
  Exit,
  Exec,
  Dup,
  Reuse,
  CaptureEnd,
  Unseen,
}

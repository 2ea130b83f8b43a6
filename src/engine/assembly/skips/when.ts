/** When a call need not be read. */
export enum Skip {
  /** It has to be read. */
  Never,
  /** It changes nothing. */
  Always,
  /** Unless the fd of the record stands for a socket. */
  UnlessSocket,
  /** If the capture shows that the fd of the record does not stand for a socket. */
  IfNoSocket,
  /** Unless the thread's process waits for sockets to take bytes. */
  UnlessWaiting,
}

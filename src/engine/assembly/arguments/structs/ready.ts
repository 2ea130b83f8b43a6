/** What a poll reports of an fd: EPOLLIN and POLLIN mean the same. A sum of these. */
export enum Ready {
  In = 1,
  Out = 4,
  Error = 8,
  HangUp = 16,
  ReadHangUp = 0x2000,
}

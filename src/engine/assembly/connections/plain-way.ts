/** How the host wants to hear of plain exchanges, which nearly all are. It knows the same numbers (host/http/http-door.ts). */
export enum PlainWay {
  /** In full, as of all others. */
  InFull,
  /** Of each by itself, with `reportPlain`. */
  Each,
  /** Of all of a connection at a time, as text, and of their counts; a connection that is over comes as text, too. */
  Facts,
  /** Of their counts. */
  Counts,
}

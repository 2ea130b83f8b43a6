/** Why a capture cannot prove something. `rules/blind-spots.ts` has the text and the cure of each. */
export type BlindSpotCode =
  | "writes-not-traced"
  | "head-cut-by-string-limit"
  | "attached-mid-connection"
  | "request-not-seen"
  | "encrypted"
  | "http2"
  | "other-protocol"
  | "invalid-content-length"
  | "reads-not-traced"
  | "delivery-in-doubt"
  | "io-uring"
  | "threads-not-traced"
  | "shutdown-not-traced"
  | "lines-lost"
  | "lines-out-of-order"
  | "write-in-doubt"
  | "capture-ends-early";

/**
 * `last-chunk`: five bytes are hidden where a chunk size is due, or the end of the trailers is. They end the body if nothing
 * follows. `unfinished-size`: fewer bytes are hidden there, so the body goes on. `unended`: another message began there.
 */
export type ParserState =
  | "start"
  | "head"
  | "fixed"
  | "chunk-size"
  | "chunk-data"
  | "chunk-end"
  | "last-chunk"
  | "unfinished-size"
  | "unended"
  | "trailers"
  | "until-close"
  | "lost";

/** Hears, in the order of the stream, how its bytes were classified; `proxy-header` is not HTTP. */
export type ByteClassifier = (as: ParserState | "proxy-header", bytes: number) => void;

/** The states of a parser, and those in which it lost its stream. */

/**
 * `LastChunk`: five bytes are hidden where a chunk size is due, or the end of the trailers is. They end the body if nothing
 * follows. `UnfinishedSize`: fewer bytes are hidden there, so the body goes on. `Unended`: another message began there.
 */
export enum ParserState {
  Start,
  Head,
  Fixed,
  ChunkSize,
  ChunkData,
  ChunkEnd,
  LastChunk,
  UnfinishedSize,
  Unended,
  Trailers,
  UntilClose,
  Lost,
}

/** In place of a state: bytes that are not HTTP. */
export const PROXY_HEADER: i32 = 12;

/**
 * Where the stream was lost: in a head, in a chunk's size or data, or at the start of what is not a message at all. `Broken`:
 * nothing is hidden, but what stands in the place of a chunk's size or end is none. `Sized`: in a head, but the length of the
 * body was seen.
 */
export enum Gap {
  Head,
  Sized,
  Chunk,
  Broken,
  Start,
}

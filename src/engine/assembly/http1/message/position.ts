/** Where in a message a parser stands. */
import { BegunText } from "./begun-text";
import { ParserState } from "./states";

/** What was seen of a head, a chunk size, a line end or the trailers that are not whole yet is its text. */
@unmanaged
export class Position extends BegunText {
  /** Bytes until the end of a body of known length, or of a chunk. */
  left: f64;
  state: ParserState;
  /** Of a body whose head was cut, `left` is the least that is still to come. */
  isAtLeast: bool;
  /** The last chunk size ended with LF alone: then it is not sure that CRLF ends the chunk. */
  isBareLf: bool;

  enter(state: ParserState): void {
    this.state = state;
    this.restart(0, 0);
  }

  copyOf(other: Position): void {
    this.copyFrom(other);
    this.left = other.left;
    this.state = other.state;
    this.isAtLeast = other.isAtLeast;
    this.isBareLf = other.isBareLf;
  }

  /** True if what comes next is not the rest of a chunk. */
  get isBetweenChunks(): bool {
    const state = this.state;
    const isInside = state === ParserState.ChunkData || state === ParserState.Trailers || state === ParserState.Fixed;
    return !isInside && (state !== ParserState.ChunkSize || this.isEmpty);
  }
}

import { BegunText } from "./begun-text.js";
import type { ParserState } from "./message-handler.js";

/** Where in a message a parser stands. */
export class Position {
  state: ParserState = "start";
  /** What was seen of a head, a chunk size, a line end or the trailers that are not whole yet. */
  begun = new BegunText();
  /** Bytes until the end of a body of known length, or of a chunk. */
  left = 0;
  /** Of a body whose head was cut, `left` is the least that is still to come. */
  isAtLeast = false;
  /** The last chunk size ended with LF alone: then it is not sure that CRLF ends the chunk. */
  isBareLf = false;

  enter(state: ParserState, text = ""): void {
    this.state = state;
    if (text !== "" || this.begun.text !== "") this.begun = new BegunText(text);
  }

  copy(): Position {
    return Object.assign(new Position(), this, { begun: this.begun.copy() });
  }

  /** True if what comes next is not the rest of a chunk. */
  get isBetweenChunks(): boolean {
    const isInside = this.state === "chunk-data" || this.state === "trailers" || this.state === "fixed";
    return !isInside && (this.state !== "chunk-size" || this.begun.text === "");
  }
}

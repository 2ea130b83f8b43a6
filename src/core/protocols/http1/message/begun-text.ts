import { endOfHead } from "../head/head.js";
import { afterTrailers, endOfLine, TRAILERS_BEGIN } from "./message-bytes.js";

/** What a parser reads as text: a head, a chunk's size, the line end after its data, the trailers. */
export type TextState = "head" | "chunk-size" | "chunk-end" | "trailers";

/** More characters than the end of a head has in front of its last one. */
const TAIL = 3;

/**
 * A text that is not whole yet. Its parts may come byte by byte, so its end is looked for in the new part only: to join the
 * parts and search them all each time would take the square of the time.
 */
export class BegunText {
  /** The last characters: the end of a head may have begun with them. */
  tail: string;
  /** How far the trailers are. */
  trailers: number;

  constructor(public text = "") {
    this.tail = text.slice(-TAIL);
    this.trailers = afterTrailers(TRAILERS_BEGIN, text).state;
  }

  copy(): BegunText {
    return Object.assign(new BegunText(), this);
  }

  add(part: string): void {
    this.text += part;
    this.tail = (this.tail + part).slice(-TAIL);
    this.trailers = afterTrailers(this.trailers, part).state;
  }

  /** The index in a new part after which the text is whole; -1 if it is not whole with this part. */
  endIn(due: TextState, part: string): number {
    if (due === "trailers") return afterTrailers(this.trailers, part).end;
    if (due !== "head") return endOfLine(part);
    const end = endOfHead(this.tail + part);
    return end < 0 ? -1 : end - this.tail.length;
  }
}

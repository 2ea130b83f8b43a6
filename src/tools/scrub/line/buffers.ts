import type { CallRow } from "../../../core/syscalls/row.js";
import { callRow } from "../../../core/syscalls/rows.js";

/** True for a call whose arguments show bytes that go through an fd that may be a socket. */
export function movesBytes(name: string): boolean {
  const call = callRow(name);
  return call?.effect !== undefined && call.buffers !== undefined;
}

/** Finds, token by token, which strings of a call are its buffers. One finder serves both halves of a call. */
export class BufferFinder {
  #next = 0;
  #hasString = true;
  #previous = "";
  #beforePrevious = "";
  /** The depth of the brackets, and that of the list of buffers; null outside such a list. */
  #depth = 0;
  #list: number | null = null;
  readonly #buffers: CallRow["buffers"];

  constructor(
    name: string,
    /** Line on which the call begins. */
    readonly line: number,
  ) {
    this.#buffers = callRow(name)?.buffers;
  }

  /** The number of the buffer that a string token shows; null for any other token or string. */
  token(image: string): number | null {
    const found = image.startsWith('"') ? this.#string() : null;
    if (image === "[" || image === "{" || image === "(") this.#open(image);
    else if (image === "]" || image === "}" || image === ")") this.#close();
    this.#beforePrevious = this.#previous;
    this.#previous = image;
    return found;
  }

  #string(): number | null {
    if (this.#buffers === "string") return this.#depth === 0 && this.#next++ === 0 ? 0 : null;
    const isInList = this.#list !== null && this.#depth === this.#list + 1;
    if (!isInList || this.#hasString) return null;
    this.#hasString = true;
    return this.#next - 1;
  }

  #open(image: string): void {
    if (image === "{" && this.#list === this.#depth) {
      this.#next++;
      this.#hasString = false;
    }
    const isList =
      this.#buffers === "vector"
        ? this.#depth === 0
        : this.#buffers !== "string" && this.#previous === "=" && this.#beforePrevious === "msg_iov";
    this.#depth++;
    if (image === "[" && isList) this.#list = this.#depth;
  }

  #close(): void {
    if (this.#list === this.#depth) this.#list = null;
    this.#depth--;
  }
}

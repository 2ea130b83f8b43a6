/** The calls that move bytes, by where their buffers stand among their arguments. */
const PLAIN: ReadonlySet<string> = new Set(["read", "write", "send", "sendto", "recv", "recvfrom"]);
const VECTOR: ReadonlySet<string> = new Set(["readv", "writev", "pwritev2"]);
const MESSAGE: ReadonlySet<string> = new Set(["sendmsg", "recvmsg", "sendmmsg"]);

export function movesBytes(name: string): boolean {
  return PLAIN.has(name) || VECTOR.has(name) || MESSAGE.has(name);
}

/** Finds, token by token, which string of a call is which of its buffers. Goes on over the halves of a call. */
export class BufferFinder {
  #next = 0;
  #hasString = true;
  #previous = "";
  #beforePrevious = "";
  /** Depth of the brackets, and that of the list of buffers, or null outside of one. */
  #depth = 0;
  #list: number | null = null;

  constructor(
    readonly name: string,
    /** Line on which the call begins. */
    readonly line: number,
  ) {}

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
    if (PLAIN.has(this.name)) return this.#depth === 0 && this.#next++ === 0 ? 0 : null;
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
    const isList = VECTOR.has(this.name)
      ? this.#depth === 0
      : MESSAGE.has(this.name) && this.#previous === "=" && this.#beforePrevious === "msg_iov";
    this.#depth++;
    if (image === "[" && isList) this.#list = this.#depth;
  }

  #close(): void {
    if (this.#list === this.#depth) this.#list = null;
    this.#depth--;
  }
}

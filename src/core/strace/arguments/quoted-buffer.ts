import { isEscaped } from "./escapes.js";
import { unquote } from "./unquote.js";

/** Characters of a printed string beyond which only its start is unquoted first. */
const LONG = 2048;

/** A buffer of `length` bytes as far as strace printed it: unquoted when somebody looks at it, which of a body nobody does. */
export class QuotedBuffer {
  #seen: string | null = null;
  #start: string | null = null;

  /** @param quoted without its quotes, its escapes still in it */
  constructor(
    readonly quoted: string,
    readonly length: number,
  ) {}

  /** The bytes that strace printed, one char each. */
  get seen(): string {
    this.#seen ??= unquote(this.quoted).slice(0, this.length);
    return this.#seen;
  }

  /** The first of them, where they are many: had for less than the whole. */
  get start(): string {
    if (this.quoted.length <= LONG) return this.seen;
    this.#start ??= unquote(this.quoted.slice(0, endOfStart(this.quoted))).slice(0, this.length);
    return this.#start;
  }

  first(length: number): QuotedBuffer {
    return length === this.length ? this : new QuotedBuffer(this.quoted, length);
  }
}

/** Not within an escape: they are at most four characters long, and begin with a backslash that is not escaped itself. */
function endOfStart(quoted: string): number {
  for (let i = LONG - 4; i < LONG; i++) if (quoted[i] === "\\" && !isEscaped(quoted, i)) return i;
  return LONG;
}

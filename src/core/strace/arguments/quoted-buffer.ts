import { beforeMark } from "../line/pasted/elided-text.js";
import { isEscaped } from "./escapes.js";
import { unquote } from "./unquote.js";

/** Of a printed string with more characters than this, only the start is unquoted first. */
const LONG = 2048;

/**
 * A buffer of `length` bytes, as far as strace printed it. It is unquoted when it is looked at, which the analysis does for
 * heads and not for bodies.
 */
export class QuotedBuffer {
  #seen: string | null = null;
  #start: string | null = null;

  #elided: string | null = null;

  /**
   * @param quoted without its quotes, its escapes still in it
   * @param isCut strace itself cut the string, and says so by dots after the quote
   * @param printed the bytes of the whole buffer, if `length` is only the part of it that the call moved
   */
  constructor(
    readonly quoted: string,
    readonly length: number,
    readonly isCut: boolean,
    private readonly printed = length,
  ) {}

  /** The bytes that strace printed, one char each. */
  get seen(): string {
    this.#seen ??= this.#unquoted();
    return this.#seen;
  }

  /** All that a person left of a string that strace printed whole; undefined if nothing was left out. */
  get elided(): string | undefined {
    return this.seen.length === this.length ? undefined : (this.#elided ?? undefined);
  }

  /** By how many bytes a string that strace printed whole differs from its count: then its line was changed. */
  get misfit(): number {
    return this.isCut ? 0 : Math.abs(unquote(this.quoted).length - this.printed);
  }

  #unquoted(): string {
    const text = unquote(this.quoted);
    if (this.isCut || text.length >= this.length) return text.slice(0, this.length);
    this.#elided = text;
    return beforeMark(text);
  }

  /** The first of these bytes if there are many, otherwise all. Less has to be unquoted for it. */
  get start(): string {
    if (this.quoted.length <= LONG) return this.seen;
    this.#start ??= unquote(this.quoted.slice(0, endOfStart(this.quoted))).slice(0, this.length);
    return this.#start;
  }

  first(length: number): QuotedBuffer {
    return length === this.length ? this : new QuotedBuffer(this.quoted, length, this.isCut, this.printed);
  }
}

/** The length of the start, which must not end within an escape. An escape has at most four characters. */
function endOfStart(quoted: string): number {
  for (let i = LONG - 4; i < LONG; i++) if (quoted[i] === "\\" && !isEscaped(quoted, i)) return i;
  return LONG;
}

import { endOfDecorationIn } from "./decoration.js";
import { isEscaped } from "./escapes.js";
import type { PlainBuilder } from "./plain-builder.js";

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const LESS = 0x3c;
const EQUALS = 0x3d;
const SMALL_X = 0x78;
const PIPE = 0x7c;
const PAREN_OPEN = 0x28;
const PAREN_CLOSE = 0x29;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
const TILDE = 0x7e;
const NOTHING = -1;

/** What may stand after a number, a name or a string, so that nothing else may be meant. */
const AFTER = new Set([COMMA, LESS, EQUALS, PIPE, PAREN_OPEN, PAREN_CLOSE, BRACKET_CLOSE, BRACE_CLOSE]);
/** The names of a set, up to its bracket. */
const SET = /[A-Za-z_]\w*(?: [A-Za-z_]\w*)+(?=\])/y;
/** Stands between a value and the one that the kernel put in its place. */
const CHANGE = " => ";
/** Follows what has no name in any folder any more; it is no call. */
const DELETED = "(deleted)";
/** Lists that nest deeper are left to the grammar. */
const DEEPEST = 16;

/**
 * Reads arguments without the grammar, as nearly all calls have them: numbers, strings, names, flags, sets, structs, arrays, calls
 * and what the kernel changed, with one comma and one blank in between. For any other text the answer is null, and the caller asks
 * the grammar, which makes a token of every word. Both give the same (test/core/strace/plain-values.test.ts).
 *
 * @param text what stands between the parentheses of a call
 */
export function readPlain<T>(text: string, build: PlainBuilder<T>): readonly T[] | null {
  return text === "" ? [] : new PlainArguments(text, build).all();
}

interface List<T> {
  readonly items: T[];
  /** Of a struct: the names of its members. */
  readonly names: (string | null)[];
  readonly isCut: boolean;
}

/** A word that was read, and whether it is a number. */
interface Word {
  readonly text: string;
  readonly isNumber: boolean;
}

class PlainArguments<T> {
  #at = 0;
  #depth = 0;
  /** The name of the member that was read last. */
  #name: string | null = null;

  constructor(
    private readonly text: string,
    private readonly build: PlainBuilder<T>,
  ) {}

  all(): readonly T[] | null {
    const values = this.#list(NOTHING);
    return values && !values.isCut && this.#at === this.text.length ? values.items : null;
  }

  /** The values up to a closing character. strace ends a list that it cuts with `...`. */
  #list(close: number): List<T> | null {
    const items: T[] = [];
    const names: (string | null)[] = [];
    if (close !== NOTHING && this.#takes(close)) return { items, names, isCut: false };
    for (;;) {
      if (close !== PAREN_CLOSE && close !== NOTHING && this.text.startsWith("...", this.#at)) {
        this.#at += 3;
        return this.#takes(close) ? { items, names, isCut: true } : null;
      }
      const value = this.#element(close === BRACE_CLOSE);
      if (value === null) return null;
      items.push(value);
      if (close === BRACE_CLOSE) names.push(this.#name);
      if (this.#at === this.text.length) return close === NOTHING ? { items, names, isCut: false } : null;
      if (this.#takes(close)) return { items, names, isCut: false };
      if (!this.text.startsWith(", ", this.#at)) return null;
      this.#at += 2;
    }
  }

  /** A value that may have a name before it. */
  #element(isMember: boolean): T | null {
    const name = this.#nameBefore();
    const value = this.#changed(this.#value());
    this.#name = name;
    return value === null || name === null || isMember ? value : this.build.named(name, value);
  }

  /** The name of `name=`, which is passed; null if there is none, and then nothing is passed. */
  #nameBefore(): string | null {
    const { text } = this;
    let end = this.#at;
    if (!isLetter(text.charCodeAt(end))) return null;
    do end++;
    while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)));
    if (text.charCodeAt(end) !== EQUALS) return null;
    const name = text.slice(this.#at, end);
    this.#at = end + 1;
    return name;
  }

  /** A value, and what the kernel put in its place, if it did. */
  #changed(before: T | null): T | null {
    if (before === null || !this.text.startsWith(CHANGE, this.#at)) return before;
    this.#at += CHANGE.length;
    const after = this.#value();
    return after === null || this.text.startsWith(CHANGE, this.#at) ? null : this.build.change(before, after);
  }

  #value(): T | null {
    const first = this.#code();
    if (first === QUOTE) return this.#string();
    if (first === BRACE_OPEN) return this.#struct();
    if (first === BRACKET_OPEN) return this.#array(false);
    if (first === TILDE && this.text.charCodeAt(this.#at + 1) === BRACKET_OPEN) {
      this.#at++;
      return this.#array(true);
    }
    const word = this.#word();
    if (!word) return null;
    const next = this.#code();
    if (next === LESS) return this.#decorated(word);
    if (next === PIPE) return this.#flags(word.text);
    if (next !== PAREN_OPEN) return this.build.word(word.text, word.isNumber, null, false);
    if (word.isNumber || this.#depth >= DEEPEST || this.text.startsWith(DELETED, this.#at)) return null;
    this.#at++;
    const args = this.#inner(PAREN_CLOSE);
    return args && this.#isOver() ? this.build.call(word.text, args.items) : null;
  }

  #struct(): T | null {
    if (this.#depth >= DEEPEST) return null;
    this.#at++;
    const list = this.#inner(BRACE_CLOSE);
    return list && this.#isOver() ? this.build.struct(list.names, list.items, list.isCut) : null;
  }

  #array(isNegated: boolean): T | null {
    if (this.#depth >= DEEPEST) return null;
    this.#at++;
    SET.lastIndex = this.#at;
    const names = SET.exec(this.text)?.[0];
    if (names !== undefined) {
      this.#at += names.length + 1;
      return this.#isOver() ? this.build.set(names.split(" "), isNegated) : null;
    }
    const list = this.#inner(BRACKET_CLOSE);
    return list && this.#isOver() ? this.build.array(list.items, list.isCut, isNegated) : null;
  }

  #inner(close: number): List<T> | null {
    this.#depth++;
    const list = this.#list(close);
    this.#depth--;
    return list;
  }

  #decorated({ text, isNumber }: Word): T | null {
    if (this.text.charCodeAt(this.#at + 1) === LESS) return null; // 1<<CAP_CHOWN
    const end = endOfDecorationIn(this.text, this.#at);
    if (end < 0) return null;
    const decoration = this.text.slice(this.#at + 1, end - 1);
    const isDeleted = this.text.startsWith(DELETED, end);
    this.#at = isDeleted ? end + DELETED.length : end;
    return this.#isOver() ? this.build.word(text, isNumber, decoration, isDeleted) : null;
  }

  #flags(first: string): T | null {
    const words = [first];
    while (this.#takes(PIPE)) {
      const word = this.#code() === MINUS ? null : this.#word();
      if (!word) return null;
      words.push(word.text);
    }
    return this.#isOver() ? this.build.flags(words) : null;
  }

  #string(): T | null {
    const { text } = this;
    const start = this.#at + 1;
    let quote = text.indexOf('"', start);
    while (quote > 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
    if (quote < 0) return null;
    const isCut = text.startsWith("...", quote + 1);
    this.#at = isCut ? quote + 4 : quote + 1;
    return this.#isOver() ? this.build.string(text.slice(start, quote), isCut) : null;
  }

  #word(): Word | null {
    const start = this.#at;
    const first = this.#code();
    const isNumber = isDigit(first) || first === MINUS;
    if (!(isNumber ? this.#passesInteger() : this.#passesName()) || !this.#endsWord()) return null;
    return { text: this.text.slice(start, this.#at), isNumber };
  }

  #passesName(): boolean {
    if (!isLetter(this.#code())) return false;
    do this.#at++;
    while (isLetter(this.#code()) || isDigit(this.#code()));
    return true;
  }

  #passesInteger(): boolean {
    this.#takes(MINUS);
    const isHex = this.#code() === ZERO && this.text.charCodeAt(this.#at + 1) === SMALL_X;
    if (isHex) this.#at += 2;
    const from = this.#at;
    while (isDigit(this.#code()) || (isHex && isHexLetter(this.#code()))) this.#at++;
    return this.#at > from;
  }

  #takes(char: number): boolean {
    if (this.#code() !== char) return false;
    this.#at++;
    return true;
  }

  /** The character at hand; NaN at the end. */
  #code(): number {
    return this.text.charCodeAt(this.#at);
  }

  #endsWord(): boolean {
    return this.#at === this.text.length || AFTER.has(this.#code()) || this.text.startsWith(CHANGE, this.#at);
  }

  /** True if an argument, a member or an item ends here. */
  #isOver(): boolean {
    const code = this.#code();
    return (
      this.#at === this.text.length ||
      code === COMMA ||
      code === BRACE_CLOSE ||
      code === BRACKET_CLOSE ||
      code === PAREN_CLOSE ||
      (code === SPACE && this.text.startsWith(CHANGE, this.#at))
    );
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

function isHexLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x66;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

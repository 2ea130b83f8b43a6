import { endOfDecorationIn } from "./decoration.js";
import { isEscaped } from "./escapes.js";
import { unquote } from "./unquote.js";
import { type Member, positional, type Value } from "./value.js";

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
const NOTHING = -1;

/** What may stand after a number, a name or a string, so that nothing else may be meant. */
const AFTER = new Set([COMMA, LESS, EQUALS, PIPE, PAREN_OPEN, PAREN_CLOSE, BRACKET_CLOSE, BRACE_CLOSE]);
/** Lists that nest deeper are left to the grammar. */
const DEEPEST = 16;

/**
 * Reads arguments without the grammar, as nearly all calls have them: numbers, strings, names, flags, structs, arrays and calls, with
 * one comma and one blank in between. For any other text the answer is null, and the caller asks the grammar, which makes a token of
 * every word. Both give the same (test/core/strace/plain-values.test.ts).
 */
export function plainValues(text: string): readonly Value[] | null {
  return text === "" ? [] : new PlainValues(text).all();
}

interface List {
  readonly items: Value[];
  readonly cut: boolean;
}

class PlainValues {
  #at = 0;
  #depth = 0;

  constructor(private readonly text: string) {}

  all(): Value[] | null {
    const values = this.#list(NOTHING);
    return values && !values.cut && this.#at === this.text.length ? values.items : null;
  }

  /** The values up to a closing character. strace ends a list that it cuts with `...`. */
  #list(close: number): List | null {
    const items: Value[] = [];
    if (close !== NOTHING && this.#takes(close)) return { items, cut: false };
    for (;;) {
      if (close !== PAREN_CLOSE && close !== NOTHING && this.text.startsWith("...", this.#at)) {
        this.#at += 3;
        return this.#takes(close) ? { items, cut: true } : null;
      }
      const value = this.#element();
      if (!value) return null;
      items.push(value);
      if (this.#at === this.text.length) return close === NOTHING ? { items, cut: false } : null;
      if (this.#takes(close)) return { items, cut: false };
      if (!this.text.startsWith(", ", this.#at)) return null;
      this.#at += 2;
    }
  }

  #element(): Value | null {
    const value = this.#value();
    if (value?.kind !== "symbol" || value.decoration !== undefined || !this.#takes(EQUALS)) return value;
    const named = this.#value();
    return named && { kind: "named", name: value.text, value: named };
  }

  #value(): Value | null {
    const first = this.#code();
    if (first === QUOTE) return this.#string();
    if (first === BRACE_OPEN || first === BRACKET_OPEN) return this.#nested(first);
    const word = this.#word();
    if (!word) return null;
    const next = this.#code();
    if (next === LESS) return this.#decorated(word);
    if (next === PIPE) return this.#flags(word);
    if (next !== PAREN_OPEN) return word;
    if (word.kind !== "symbol" || this.#depth >= DEEPEST) return null;
    this.#at++;
    const args = this.#inner(PAREN_CLOSE);
    return args && this.#isOver() ? { kind: "call", name: word.text, args: args.items } : null;
  }

  #nested(open: number): Value | null {
    if (this.#depth >= DEEPEST) return null;
    this.#at++;
    const list = this.#inner(open === BRACE_OPEN ? BRACE_CLOSE : BRACKET_CLOSE);
    if (!list || !this.#isOver()) return null;
    const { items, cut } = list;
    if (open === BRACKET_OPEN) return { kind: "array", items, cut, negated: false };
    return { kind: "struct", members: items.map(memberOf), cut };
  }

  #inner(close: number): List | null {
    this.#depth++;
    const list = this.#list(close);
    this.#depth--;
    return list;
  }

  #decorated(value: Extract<Value, { kind: "integer" | "symbol" }>): Value | null {
    if (this.text.charCodeAt(this.#at + 1) === LESS) return null; // 1<<CAP_CHOWN
    const end = endOfDecorationIn(this.text, this.#at);
    if (end < 0) return null;
    const decoration = this.text.slice(this.#at + 1, end - 1);
    this.#at = end;
    return this.#isOver() ? { ...value, decoration } : null;
  }

  #flags(first: Value): Value | null {
    const parts = [first];
    const operators = [""];
    while (this.#takes(PIPE)) {
      const part = this.#code() === MINUS ? null : this.#word();
      if (!part) return null;
      parts.push(part);
      operators.push("|");
    }
    return this.#isOver() ? { kind: "flags", parts, operators } : null;
  }

  #string(): Value | null {
    const { text } = this;
    const start = this.#at + 1;
    let quote = text.indexOf('"', start);
    while (quote > 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
    if (quote < 0) return null;
    const cut = text.startsWith("...", quote + 1);
    this.#at = cut ? quote + 4 : quote + 1;
    return this.#isOver() ? { kind: "string", bytes: unquote(text.slice(start, quote)), cut } : null;
  }

  /** A number or a name. */
  #word(): Extract<Value, { kind: "integer" | "symbol" }> | null {
    const start = this.#at;
    const first = this.#code();
    return isDigit(first) || first === MINUS ? this.#integer(start) : this.#name(start);
  }

  #name(start: number): Extract<Value, { kind: "symbol" }> | null {
    if (!isLetter(this.#code())) return null;
    do this.#at++;
    while (isLetter(this.#code()) || isDigit(this.#code()));
    return this.#endsWord() ? { kind: "symbol", text: this.text.slice(start, this.#at) } : null;
  }

  #integer(start: number): Extract<Value, { kind: "integer" }> | null {
    const isNegative = this.#takes(MINUS);
    const digits = this.#at;
    const isHex = this.#code() === ZERO && this.text.charCodeAt(digits + 1) === SMALL_X;
    if (isHex) this.#at += 2;
    const from = this.#at;
    while (isDigit(this.#code()) || (isHex && isHexLetter(this.#code()))) this.#at++;
    if (this.#at === from || !this.#endsWord()) return null;
    const isOctal = !isHex && this.text.charCodeAt(digits) === ZERO && this.#at - digits > 1;
    const text = this.text.slice(start, this.#at);
    const number = isNegative ? text.slice(1) : text;
    if (isOctal) return { kind: "integer", value: Number.parseInt(text, 8), text };
    return { kind: "integer", value: isNegative ? -Number(number) : Number(number), text };
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
    return this.#at === this.text.length || AFTER.has(this.#code());
  }

  /** True if an argument, a member or an item ends here. */
  #isOver(): boolean {
    const code = this.#code();
    return (
      this.#at === this.text.length ||
      code === COMMA ||
      code === BRACE_CLOSE ||
      code === BRACKET_CLOSE ||
      code === PAREN_CLOSE
    );
  }
}

function memberOf(item: Value): Member {
  return { name: item.kind === "named" ? item.name : null, value: positional(item) };
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

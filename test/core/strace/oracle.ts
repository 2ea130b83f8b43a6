import { endOfDecoration, endOfString } from "../../../src/core/strace/arguments/decoration.js";
import { unquote } from "../../../src/core/strace/arguments/unquote.js";
import type { Annotations, Member, Value } from "../../../src/core/strace/arguments/value.js";

/**
 * A second reader of strace's argument language, written by hand as plain recursive descent over characters: no
 * tokens, no look-ahead tables. Where it and the Chevrotain grammar disagree, one of them is wrong.
 *
 * Returns null if the text is not in the language.
 */
export function scanArguments(text: string): readonly Value[] | null {
  const scanner = new Scanner(text);
  try {
    const values = scanner.elements("");
    return scanner.isAtEnd ? values : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const EMPTY: Value = { kind: "empty" };
const INTEGER = /-?(?:0x[0-9a-f]+|\d+)(?![\w.:])(?!-[\da-f])/y;
const WORD = /[\w?.$][\w?.:$]*(?:-[\w.:]+)*|@/y;
const OPERATOR = /\|\|?|&&?|<<|>>|==|!=|[*/+\-!%^;#:]/y;

class Scanner {
  #at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    this.#space();
    return this.#at === this.text.length;
  }

  elements(closer: string): Value[] {
    const found = [this.#element()];
    while (this.#eat(",")) found.push(this.#element());
    if (closer !== "") this.#need(closer);
    return found.length === 1 && found[0] === EMPTY ? [] : found;
  }

  #element(): Value {
    const value = this.#startsValue() ? this.#value() : EMPTY;
    if (this.#looksAt("=>") || !this.#eat("=")) return value;
    return { kind: "named", name: nameOf(value), value: this.#startsValue() ? this.#value() : EMPTY };
  }

  #value(): Value {
    if (this.#eatChange()) return this.#expression();
    const before = this.#expression();
    if (!this.#eatChange()) return before;
    let after = this.#expression();
    if (!this.#looksAt("=>") && this.#eat("=")) after = this.#expression();
    return { kind: "change", before, after };
  }

  #expression(): Value {
    const parts: Value[] = [];
    const operators: string[] = [];
    let operator = "";
    let count = 0;
    for (; this.#startsValue() && !this.#looksAt("=>") && !this.#looksAt("->"); count++) {
      const sign = this.#operator();
      if (sign !== null) {
        operator += sign;
        continue;
      }
      parts.push(this.#term());
      operators.push(operator);
      operator = "";
    }
    if (count === 0) throw new SyntaxError("a value");
    if (operator !== "") operators.push(operator);
    const [only, context] = parts;
    if (parts.length === 2 && only && context?.kind === "array" && !context.negated && context.items.length === 1) {
      const [word] = context.items;
      if (word?.kind !== "struct") return noted(only, { context: contextOf(word as Value) });
    }
    return parts.length === 1 && only && operators.length === 1 && operators[0] === ""
      ? only
      : { kind: "flags", parts, operators };
  }

  #operator(): string | null {
    this.#space();
    const start = this.text[this.#at] ?? "";
    if (start === '"' || start === "'" || this.text.startsWith("/*", this.#at)) return null;
    if (this.#match(INTEGER, true) !== null) return null;
    if (start === "<" && this.text[this.#at + 1] !== "<") return null;
    return this.#match(OPERATOR);
  }

  #term(): Value {
    let notes: Annotations = {};
    let comment = this.#comment();
    for (; comment !== null; comment = this.#comment()) notes = { comment };
    if (notes.comment !== undefined && !this.#startsPrimary())
      return { kind: "symbol", text: "", comment: notes.comment };
    const value = this.#primary();
    for (;;) {
      const comment = this.#comment();
      const decoration = comment === null ? this.#decoration() : null;
      if (comment !== null) notes = { ...notes, comment };
      else if (decoration !== null) notes = { ...notes, decoration: decoration.slice(1, -1) };
      else if (this.#eat("(deleted)")) notes = { ...notes, deleted: true };
      else return noted(value, notes);
    }
  }

  #primary(): Value {
    this.#space();
    const char = this.text[this.#at];
    if (char === '"') return this.#string();
    if (char === "'") return { kind: "symbol", text: this.#matchOr(/'(?:\\.[^']*|[^'\\])'/y) };
    if (char === "<") return { kind: "symbol", text: this.#decoration() ?? this.#fail() };
    if (this.#eat("...")) return { kind: "symbol", text: "..." };
    const digits = this.#match(INTEGER);
    if (digits !== null) return integer(digits);
    if (this.#eat("{")) return struct(this.elements("}"));
    const negated = this.#eat("~");
    if (this.#eat("[")) return array(this.elements("]"), negated);
    if (this.#eat("(")) {
      const inner = this.#expression();
      this.#need(")");
      return negated ? { kind: "flags", parts: [inner], operators: ["~"] } : inner;
    }
    const word = this.#matchOr(WORD);
    return this.#eat("(") ? { kind: "call", name: word, args: this.elements(")") } : { kind: "symbol", text: word };
  }

  #string(): Value {
    const end = endOfString((i) => this.text.charCodeAt(i), this.#at, this.text.length);
    if (end < 0) this.#fail();
    const bytes = unquote(this.text.slice(this.#at + 1, end - 1));
    this.#at = end;
    return { kind: "string", bytes, cut: this.#eatTight("...") };
  }

  #comment(): string | null {
    this.#space();
    if (!this.text.startsWith("/*", this.#at)) return null;
    const start = this.#at;
    let depth = 0;
    do {
      const next = /\/\*|\*\//g;
      next.lastIndex = this.#at;
      const mark = next.exec(this.text) ?? this.#fail();
      depth += mark[0] === "/*" ? 1 : -1;
      this.#at = mark.index + 2;
    } while (depth > 0);
    return this.text.slice(start + 2, this.#at - 2).trim();
  }

  #decoration(): string | null {
    this.#space();
    if (this.text[this.#at] !== "<" || this.text[this.#at + 1] === "<") return null;
    const end = endOfDecoration((i) => this.text.charCodeAt(i), this.#at, this.text.length);
    if (end < 0) this.#fail();
    const found = this.text.slice(this.#at, end);
    this.#at = end;
    return found;
  }

  #startsValue(): boolean {
    this.#space();
    const char = this.text[this.#at];
    return char !== undefined && !",=)]}".includes(char) ? true : this.#looksAt("=>") || this.#looksAt("==");
  }

  #startsPrimary(): boolean {
    this.#space();
    return /[\w?.$@"'<{[(~-]/.test(this.text[this.#at] ?? "");
  }

  #eatChange(): boolean {
    return this.#eat("=>") || this.#eat("->");
  }

  #looksAt(word: string): boolean {
    this.#space();
    return this.text.startsWith(word, this.#at);
  }

  #eat(word: string): boolean {
    return this.#looksAt(word) && this.#eatTight(word);
  }

  #eatTight(word: string): boolean {
    if (!this.text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #need(word: string): void {
    if (!this.#eat(word)) this.#fail();
  }

  #match(pattern: RegExp, isPeek = false): string | null {
    this.#space();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null && !isPeek) this.#at += found.length;
    return found;
  }

  #matchOr(pattern: RegExp): string {
    return this.#match(pattern) ?? this.#fail();
  }

  #space(): void {
    while (this.text[this.#at] === " ") this.#at++;
  }

  #fail(): never {
    throw new SyntaxError(`at ${this.#at}`);
  }
}

function integer(text: string): Value {
  const octal = /^(-?)0(\d+)$/.exec(text);
  const value = octal ? Number.parseInt(`${octal[1]}${octal[2]}`, 8) : Number(text);
  return { kind: "integer", value, text };
}

function isEllipsis(value: Value | undefined): boolean {
  return value?.kind === "symbol" && value.text === "...";
}

function struct(items: Value[]): Value {
  const members: Member[] = items
    .filter((item) => !isEllipsis(item))
    .map((item) => (item.kind === "named" ? { name: item.name, value: item.value } : { name: null, value: item }));
  return { kind: "struct", members, cut: isEllipsis(items.at(-1)) };
}

function array(items: Value[], negated: boolean): Value {
  return { kind: "array", items: items.filter((item) => !isEllipsis(item)), cut: isEllipsis(items.at(-1)), negated };
}

function nameOf(value: Value): string {
  if (value.kind === "symbol" || value.kind === "integer") return value.text;
  return value.kind === "array" ? value.items.map(nameOf).join(" ") : "";
}

function contextOf(value: Value): string {
  if (value.kind === "symbol") return value.text;
  if (value.kind !== "flags") return "";
  return value.parts.map((part, i) => (value.operators[i] ?? "") + (part.kind === "symbol" ? part.text : "")).join("");
}

function noted(value: Value, notes: Annotations): Value {
  const takesNotes = value.kind === "integer" || value.kind === "symbol" || value.kind === "string";
  return takesNotes && Object.keys(notes).length > 0 ? { ...value, ...notes } : value;
}

import { readPlain } from "./plain-arguments.js";
import type { PlainBuilder } from "./plain-builder.js";
import { unquote } from "./unquote.js";
import type { Value } from "./value.js";

type Word = Extract<Value, { kind: "integer" | "symbol" }>;

/** The values of arguments in one of the shapes that nearly all have; null for another text, which is for the grammar. */
export function plainValues(text: string): readonly Value[] | null {
  return readPlain(text, VALUES);
}

const VALUES: PlainBuilder<Value> = {
  word: (text, isNumber, decoration, deleted) => {
    const word = isNumber ? integer(text) : symbol(text);
    if (decoration === null) return word;
    return deleted ? { ...word, decoration, deleted } : { ...word, decoration };
  },
  flags: (words) => ({
    kind: "flags",
    parts: words.map((text) => (isNumber(text) ? integer(text) : symbol(text))),
    operators: words.map((_, index) => (index === 0 ? "" : "|")),
  }),
  string: (quoted, cut) => ({ kind: "string", bytes: unquote(quoted), cut }),
  array: (items, cut, negated) => ({ kind: "array", items, cut, negated }),
  set: (names, negated) => {
    const set: Value = { kind: "flags", parts: names.map(symbol), operators: names.map(() => "") };
    return { kind: "array", items: [set], cut: false, negated };
  },
  struct: (names, members, cut) => ({
    kind: "struct",
    members: members.map((value, index) => ({ name: names[index] ?? null, value })),
    cut,
  }),
  call: (name, args) => ({ kind: "call", name, args }),
  change: (before, after) => ({ kind: "change", before, after }),
  named: (name, value) => ({ kind: "named", name, value }),
};

function symbol(text: string): Word {
  return { kind: "symbol", text };
}

function integer(text: string): Word {
  const number = text.startsWith("-") ? text.slice(1) : text;
  if (/^0\d/.test(number)) return { kind: "integer", value: Number.parseInt(text, 8), text };
  return { kind: "integer", value: text === number ? Number(text) : -Number(number), text };
}

function isNumber(text: string): boolean {
  return /^[\d-]/.test(text);
}

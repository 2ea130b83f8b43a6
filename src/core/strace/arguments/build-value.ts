import type { IToken } from "chevrotain";
import { unquote } from "./unquote.js";
import type { Annotations, Member, Value } from "./value.js";

export function integerValue(token: IToken): Value {
  const text = token.image;
  const isOctal = /^-?0\d/.test(text);
  const value = isOctal ? Number.parseInt(text, 8) : text.startsWith("-") ? -Number(text.slice(1)) : Number(text); // Number("-0x1") is NaN
  return { kind: "integer", value, text };
}

export function quotedValue(token: IToken): Value {
  const { image } = token;
  const bytes = unquote(image.slice(1, image.lastIndexOf('"')));
  return { kind: "string", bytes, cut: image.endsWith('"...') };
}

export function symbol(token: IToken): Value {
  return { kind: "symbol", text: token.image };
}

export function commentOf(token: IToken): string {
  return token.image.slice(2, -2).trim();
}

/** True for the SELinux context after an fd or a path: `3 [unconfined_t]`, `"/etc/x" [system_u:object_r:etc_t:s0]`. */
export function isContext(value: Value | undefined): value is Extract<Value, { kind: "array" }> {
  return value?.kind === "array" && value.items.length === 1 && !value.negated && value.items[0]?.kind !== "struct";
}

export function contextOf({ items }: Extract<Value, { kind: "array" }>): string {
  const [only] = items;
  if (only?.kind !== "flags") return only?.kind === "symbol" ? only.text : "";
  return only.parts
    .map((part, index) => (only.operators[index] ?? "") + (part.kind === "symbol" ? part.text : ""))
    .join("");
}

export function annotate(value: Value, notes: Annotations): Value {
  if (value.kind !== "integer" && value.kind !== "symbol" && value.kind !== "string") return value;
  for (const _ in notes) return { ...value, ...notes }; // most values have none
  return value;
}

export function nameToken(value: Value): string {
  if (value.kind === "symbol") return value.text;
  if (value.kind === "array") return value.items.map(nameToken).join(" "); // [[NAME]=value]
  return value.kind === "integer" ? value.text : "";
}

export function toMember(value: Value): Member {
  return value.kind === "named" ? { name: value.name, value: value.value } : { name: null, value };
}

export function isShown(value: Value): boolean {
  return !(value.kind === "symbol" && value.text === "...");
}

export function isCut(items: readonly Value[]): boolean {
  const last = items.at(-1);
  return last !== undefined && !isShown(last);
}

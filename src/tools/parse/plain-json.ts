import { readPlain } from "../../core/strace/arguments/plain-arguments.js";
import type { PlainBuilder } from "../../core/strace/arguments/plain-builder.js";
import { plainValues } from "../../core/strace/arguments/plain-values.js";
import { unquote } from "../../core/strace/arguments/unquote.js";
import { stringJson, valueJson } from "./value-json.js";

/**
 * Fast path: the arguments of a call as a list in JSON, written while they are read. It makes no values, which is most of what a call
 * costs otherwise; `valueJson` gives the same of values (test/tools/parse/plain-json.test.ts). Null for a text that is for the grammar.
 */
export function plainJson(text: string): string | null {
  const texts = readPlain(text, JSONS);
  return texts && `[${texts.join(",")}]`;
}

/** A number that JSON writes as strace does. */
const DECIMAL = /^(?:0|-?[1-9]\d{0,14})$/;
/** One below 2^53. */
const HEXADECIMAL = /^0x[\da-f]{1,13}$/;
const CALL = '{"$call":"';

const JSONS: PlainBuilder<string> = {
  word: (text, isNumber, decoration, isDeleted) => {
    const json = isNumber ? integerJson(text) : text === "NULL" ? "null" : `{"$flags":["${text}"]}`;
    if (decoration === null) return json;
    return `{"$value":${json},"$decoration":${stringJson(decoration)}${isDeleted ? ',"$deleted":true' : ""}}`;
  },
  flags: (words) => `{"$flags":[${words.map(flagJson).join(",")}]}`,
  string: (quoted, isCut) => {
    const json = stringJson(quoted.includes("\\") ? unquote(quoted) : quoted);
    return isCut ? `{"$string":${json},"$cut":true}` : json;
  },
  array: (items, isCut, isNegated) => {
    const list = `[${items.join(",")}]`;
    return all(isCut ? `{"$array":${list},"$cut":true}` : list, isNegated);
  },
  set: (names, isNegated) => all(`{"$set":["${names.join('","')}"]}`, isNegated),
  struct: (names, members, isCut) => {
    const seen = new Set<string>();
    const fields = members.map((json, index) => {
      const own = names[index] ?? nameless(json, index);
      const key = seen.has(own) ? `${own}$${index}` : own;
      seen.add(key);
      return `"${key}":${json}`;
    });
    if (isCut) fields.push('"$cut":true');
    return `{${fields.join(",")}}`;
  },
  call: (name, args) => `${CALL}${name}","$args":[${args.join(",")}]}`,
  change: (before, after) => `{"$before":${before},"$after":${after}}`,
  named: (name, value) => `{"$name":"${name}","$value":${value}}`,
};

/** All of these, or all but them. */
function all(list: string, isNegated: boolean): string {
  return isNegated ? `{"$not":${list}}` : list;
}

/** The key of a member without a name: a call's own name is one. */
function nameless(json: string, index: number): string {
  return json.startsWith(CALL) ? `$${json.slice(CALL.length, json.indexOf('"', CALL.length))}` : `$${index}`;
}

function flagJson(word: string): string {
  return /^[\d-]/.test(word) ? integerJson(word) : `"${word}"`;
}

/** Octal numbers, and those beyond 2^53, are read first. */
function integerJson(text: string): string {
  if (DECIMAL.test(text)) return text;
  if (HEXADECIMAL.test(text)) return String(Number(text));
  const [value] = plainValues(text) ?? [];
  return value ? valueJson(value) : "null";
}

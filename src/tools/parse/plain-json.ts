import { type PlainBuilder, readPlain } from "../../core/strace/arguments/plain-arguments.js";
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
const CALL = '{"$call":"';

const JSONS: PlainBuilder<string> = {
  word: (text, isNumber, decoration) => {
    const json = isNumber ? integerJson(text) : text === "NULL" ? "null" : `{"$flags":["${text}"]}`;
    return decoration === null ? json : `{"$value":${json},"$decoration":${stringJson(decoration)}}`;
  },
  flags: (words) => `{"$flags":[${words.map(flagJson).join(",")}]}`,
  string: (quoted, isCut) => {
    const json = stringJson(quoted.includes("\\") ? unquote(quoted) : quoted);
    return isCut ? `{"$string":${json},"$cut":true}` : json;
  },
  array: (items, isCut) => (isCut ? `{"$array":[${items.join(",")}],"$cut":true}` : `[${items.join(",")}]`),
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
  named: (name, value) => `{"$name":"${name}","$value":${value}}`,
};

/** The key of a member without a name: a call's own name is one. */
function nameless(json: string, index: number): string {
  return json.startsWith(CALL) ? `$${json.slice(CALL.length, json.indexOf('"', CALL.length))}` : `$${index}`;
}

function flagJson(word: string): string {
  return /^[\d-]/.test(word) ? integerJson(word) : `"${word}"`;
}

/** Octal and hexadecimal numbers, and those beyond 2^53, are read first. */
function integerJson(text: string): string {
  if (DECIMAL.test(text)) return text;
  const [value] = plainValues(text) ?? [];
  return value ? valueJson(value) : "null";
}

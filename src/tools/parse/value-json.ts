import type { Annotations, Member, Value } from "../../core/strace/arguments/value.js";

/**
 * An argument as JSON text. A number keeps all its digits. A string holds the bytes, one character for each. A value
 * that JSON cannot express is an object whose keys start with `$`, as no member of a C struct does:
 *
 *     "abc"                                   a string
 *     {"$string":"abc","$cut":true}           a string that strace cut
 *     {"$flags":["SOCK_STREAM","SOCK_CLOEXEC"]}
 *     {"$value":7,"$decoration":"TCP:[...]"}  an fd with -y
 *     {"$array":[1,2],"$cut":true}            a list that strace cut
 *     {"$set":["HUP","USR2"]}
 *     {"$not":...}
 *     {"$call":"htons","$args":[80]}
 *     {"$before":128,"$after":16}
 *     {"$name":"flags","$value":...}
 *     {"$expression":"8192*1024"}
 *     {"$abstract":"name"}                    for sun_path=@"name"
 *     {"$text":""}                            for an empty argument
 */
export function valueJson(value: Value): string {
  switch (value.kind) {
    case "integer":
      return noted(integerJson(value.value, value.text), value);
    case "string": {
      const text = stringJson(value.bytes);
      return value.cut ? noted(text, value, '"$string"', ',"$cut":true') : noted(text, value, '"$string"');
    }
    case "symbol":
      if (value.text === "NULL") return noted("null", value);
      return noted(`{"$flags":[${stringJson(value.text)}]}`, value);
    case "flags":
      return expression(value.parts, value.operators);
    case "array":
      return array(value.items, value.cut, value.negated);
    case "struct":
      return struct(value.members, value.cut);
    case "call":
      return `{"$call":${stringJson(value.name)},"$args":[${listJson(value.args)}]}`;
    case "named":
      return `{"$name":${JSON.stringify(value.name)},"$value":${valueJson(value.value)}}`;
    case "change":
      return `{"$before":${valueJson(value.before)},"$after":${valueJson(value.after)}}`;
    case "empty":
      return '{"$text":""}';
  }
}

/** A number beyond 2^53 is written with all its digits, which JSON allows (RFC 8259, section 6). */
export function integerJson(value: number, text: string): string {
  if (Number.isSafeInteger(value)) return String(value);
  return text.startsWith("-") ? String(-BigInt(text.slice(1))) : String(BigInt(text));
}

/** Values with a comma in between. */
export function listJson(values: readonly Value[]): string {
  let text = "";
  for (const value of values) text += text === "" ? valueJson(value) : `,${valueJson(value)}`;
  return text;
}

/** Printable ASCII that JSON does not escape. */
const PLAIN = /^[ !#-[\]-~]*$/;
const LONG = 100; // characters: JSON.stringify is faster then

/** `JSON.stringify` of a text. */
export function stringJson(text: string): string {
  return text.length < LONG && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function noted(
  json: string,
  { decoration, comment, context, deleted }: Annotations,
  key = '"$value"',
  more = "",
): string {
  let fields = more;
  if (decoration !== undefined) fields += `,"$decoration":${stringJson(decoration)}`;
  if (deleted) fields += ',"$deleted":true';
  if (context !== undefined) fields += `,"$context":${JSON.stringify(context)}`;
  if (comment !== undefined) fields += `,"$comment":${JSON.stringify(comment)}`;
  return fields === "" ? json : `{${key}:${json}${fields}}`;
}

/** Names joined by `|` are flags, names side by side are a set; anything else stays an expression. */
function expression(parts: readonly Value[], operators: readonly string[]): string {
  const between = operators.slice(1);
  const [at, name] = parts;
  if (at?.kind === "symbol" && at.text === "@" && name) return `{"$abstract":${valueJson(name)}}`; // sun_path=@"name"
  const texts = parts.map(plain);
  if (operators[0] === "" && texts.every((text) => text !== null)) {
    const items = parts.map((part) =>
      part.kind === "integer" ? integerJson(part.value, part.text) : stringJson(plain(part) ?? ""),
    );
    if (between.every((operator) => operator === "|")) return `{"$flags":[${items.join(",")}]}`;
    if (between.every((operator) => operator === "")) return `{"$set":[${items.join(",")}]}`;
  }
  const text = parts.map((part, index) => (operators[index] ?? "") + (plain(part) ?? valueJson(part))).join("");
  return `{"$expression":${JSON.stringify(text + (operators[parts.length] ?? ""))}}`;
}

/** The text of a value that is a single word or number; null for other values. */
function plain(value: Value): string | null {
  return value.kind === "symbol" || value.kind === "integer" ? value.text : null;
}

function array(items: readonly Value[], cut: boolean, negated: boolean): string {
  const [only] = items;
  const isSet = items.length === 1 && only?.kind === "flags" && only.operators.slice(1).includes("");
  const list = isSet && only ? valueJson(only) : `[${listJson(items)}]`;
  const whole = cut ? `{"$array":${list},"$cut":true}` : list;
  return negated ? `{"$not":${whole}}` : whole;
}

function struct(members: readonly Member[], cut: boolean): string {
  const seen = new Set<string>();
  const fields = members.map(({ name, value }, index) => {
    // strace prints a union in place of its member, without a name
    const own = name ?? (value.kind === "call" ? `$${value.name}` : `$${index}`);
    const key = seen.has(own) ? `${own}$${index}` : own;
    seen.add(key);
    return `${stringJson(key)}:${valueJson(value)}`;
  });
  if (cut) fields.push('"$cut":true');
  return `{${fields.join(",")}}`;
}

import type { Member, Value } from "../../core/strace/arguments/value.js";

/** Brackets in brackets are written so deep; nobody asks for what is deeper. */
const DEEPEST = 16;
/** A value of which nothing can be asked. */
const OPAQUE = "_()";
const LEFT_OUT = "...";
/** The integers whose digits the engine reads, those in decimal if they fit into 64 bits. */
const INTEGER = /^-?(?:0[0-7]{0,20}|[1-9]\d{0,19}|0x[\da-f]{1,16})$/;
const MOST = 0xffff_ffff_ffff_ffffn;
const WORD = /^[\w?$][\w?.:$]*(?:-[\w.:]+)*$/;
const NAME = /^[A-Za-z_]\w*$/;
/** As arguments/decoration.ts of the engine has it. */
const LONGEST_FAMILY = 24;
/** The text of a value that stands for a name that cannot be written as a word. */
const SOME_NAME = "_";

/**
 * Writes arguments in plain shapes (src/engine/assembly/arguments/plain.ts). Whatever the engine asks of them, the answer is the one
 * that the values give: names of arguments and comments are left out, and what cannot be asked for.
 */
export function canonicalText(values: readonly Value[]): string {
  return values.map((value) => argument(value.kind === "named" ? value.value : value)).join(", ");
}

/** The dots that a person put in the place of an argument stay. */
function argument(value: Value): string {
  return isLeftOut(value) ? LEFT_OUT : written(value, 0);
}

function isLeftOut(value: Value): boolean {
  return value.kind === "symbol" && value.text === LEFT_OUT;
}

function written(value: Value, depth: number): string {
  if (value.kind !== "change") return expression(value, depth);
  return `${expression(value.before, depth)} => ${expression(value.after, depth)}`;
}

function expression(value: Value, depth: number): string {
  if (depth > DEEPEST) return OPAQUE;
  switch (value.kind) {
    case "integer":
      return integer(value.value, value.text) + (value.decoration === undefined ? "" : decorated(value.decoration));
    case "string":
      return quoted(value.bytes, value.cut);
    case "symbol":
      return word(value.text);
    case "flags":
      return flags(value);
    case "array":
      return `[${list(
        value.items.map((item) => written(item, depth + 1)),
        value.cut,
      )}]`;
    case "struct":
      return `{${list(
        value.members.map((each) => member(each, depth + 1)),
        value.cut,
      )}}`;
    case "call":
      return `${NAME.test(value.name) ? value.name : SOME_NAME}(${list(
        value.args.map((each) => written(each, depth + 1)),
        false,
      )})`;
    default:
      return OPAQUE;
  }
}

function list(texts: readonly string[], isCut: boolean): string {
  return (isCut ? [...texts, LEFT_OUT] : texts).join(", ");
}

function member({ name, value }: Member, depth: number): string {
  if (name === null) return written(value, depth);
  return `${NAME.test(name) ? name : SOME_NAME}=${isLeftOut(value) ? LEFT_OUT : written(value, depth)}`;
}

/** The text as it was printed, as far as the engine reads that; otherwise the value, in hexadecimal. */
function integer(value: number, text: string): string {
  if (INTEGER.test(text) && BigInt(text.replace("-", "")) <= MOST) return text;
  const size = Math.abs(value);
  const digits = Number.isFinite(size) ? BigInt(size).toString(16) : `1${"0".repeat(256)}`;
  return `${value < 0 ? "-" : ""}0x${digits}`;
}

/**
 * Where a decoration ends may depend on what follows it: if it begins as that of a socket, its bracket is looked for in 24
 * characters. After `(deleted)` and a comment none is found that was not there.
 */
function decorated(decoration: string): string {
  const mayGoOn = /^[A-Z(]/.test(decoration) && !decoration.includes("[");
  return `<${decoration}>${mayGoOn ? `(deleted) /*${" ".repeat(LONGEST_FAMILY)}*/` : ""}`;
}

function quoted(bytes: string, isCut: boolean): string {
  const text = bytes.replace(/[^ !#-[\]-~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `"${text}"${isCut ? "..." : ""}`;
}

function word(text: string): string {
  return WORD.test(text) ? text : SOME_NAME;
}

/** Names and numbers in their order. An operator that makes no number of them is written before them. */
function flags(value: Flags): string {
  const terms = termsOf(value);
  const isNumber = areOnlyOr(value);
  if (terms.length === 0) return isNumber ? "0|0" : OPAQUE;
  const [only] = terms;
  if (terms.length === 1 && isNumber) return `${only}|${only}`;
  return (isNumber ? "" : "&") + terms.join("|");
}

function termsOf({ parts }: Flags): string[] {
  return parts.flatMap((part, index) => {
    const before = parts[index - 1];
    if (part.kind === "flags") return termsOf(part);
    if (part.kind === "integer") return [integer(part.value, part.text)];
    if (part.kind === "string" && before && isAt(before)) return []; // it was written with the sign
    if (part.kind !== "symbol") return [OPAQUE];
    const after = parts[index + 1];
    return [isAt(part) && after?.kind === "string" ? `@${quoted(after.bytes, after.cut)}` : word(part.text)];
  });
}

/** True for the sign before the name of an abstract socket: `@"name"`. */
function isAt(value: Value): boolean {
  return value.kind === "symbol" && value.text === "@";
}

function areOnlyOr({ parts, operators }: Flags): boolean {
  const isOr = operators.every((operator) => operator === "" || operator === "|");
  return isOr && parts.every((part) => part.kind !== "flags" || areOnlyOr(part));
}

type Flags = Extract<Value, { kind: "flags" }>;

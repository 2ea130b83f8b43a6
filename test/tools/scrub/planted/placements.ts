import type { Random } from "../../../../src/core/random.js";
import type { Capture } from "../captures.js";

/** The kinds of tokens, and the characters of each. None holds an `x` or a `0`, which replace what goes. */
const ALPHABETS = {
  digits: "123456789",
  capitals: "QZWVKJGYP",
  letters: "qzwvkjgyp",
  hexadecimal: "123456789abcdef",
} as const;
export type TokenKind = keyof typeof ALPHABETS;
const KINDS = Object.keys(ALPHABETS) as TokenKind[];
const LENGTH = 9;
/** So many characters of a token are never in the output by chance. */
export const GRAM = 4;

/** How a token comes into a capture. */
const WAYS = [
  ...["between", "between", "between", "between", "instead of a word", "instead of a word"],
  ...["after a quote", "at the end of a line", "at the end", "at the begin", "in a line like it"],
] as const;
export type Way = (typeof WAYS)[number];

export interface Placement {
  readonly capture: string;
  readonly kind: TokenKind;
  readonly way: Way;
  readonly token: string;
  /** What stands around it, for a message. */
  readonly around: string;
  readonly text: string;
}

/** Lines before and after the one with the token, and of the capture's begin. */
const BEFORE = 6;
const AFTER = 3;
const FIRST = 2;

/** A capture, or a part of it, with a token at some place. */
export function place(captures: readonly Capture[], random: Random): Placement {
  const { name, text } = captures[random.between(0, captures.length - 1)] as Capture;
  const lines = text.split("\n").slice(0, -1);
  const at = random.between(0, lines.length - 1);
  const begin = Math.max(FIRST, at - BEFORE);
  const before = [...lines.slice(0, Math.min(FIRST, at)), ...lines.slice(begin, Math.max(begin, at))];
  const after = lines.slice(at + 1, at + 1 + AFTER);
  const line = lines[at] ?? "";
  const kind = KINDS[random.between(0, KINDS.length - 1)] as TokenKind;
  const token = tokenOf(kind, `${before.join("\n")}\n${line}\n${after.join("\n")}`, random);
  const way = WAYS[random.between(0, WAYS.length - 1)] as Way;
  const spot = random.between(0, line.length);
  const [head, tail] = [line.slice(0, spot), line.slice(spot)];
  const rest = [...after, ""].join("\n");
  const start = before.map((each) => `${each}\n`).join("");
  const texts: Record<Way, () => string> = {
    between: () => `${start}${head}${token}${tail}\n${rest}`,
    "instead of a word": () => `${start}${head.replace(/\w+$/, "")}${token}${tail.replace(/^\w+/, "")}\n${rest}`,
    "after a quote": () => `${start}${head}"${token}${tail}\n${rest}`,
    "at the end of a line": () => `${start}${head}${token}\n${rest}`,
    "at the end": () => `${start}${head}${token}`,
    "at the begin": () => `${token}${tail}\n${rest}`,
    "in a line like it": () => `${start}${line}\n${head}${token} ${tail.replace(/[a-z]/g, "q")}\n${rest}`,
  };
  return { capture: name, kind, way, token, around: `${head.slice(-30)}|${tail.slice(0, 30)}`, text: texts[way]() };
}

/** A token of which no part is in the text. */
function tokenOf(kind: TokenKind, text: string, random: Random): string {
  const chars = ALPHABETS[kind];
  const lower = text.toLowerCase();
  for (;;) {
    let token = "";
    while (token.length < LENGTH) token += chars[random.between(0, chars.length - 1)];
    if (!gramsOf(token).some((gram) => lower.includes(gram))) return token;
  }
}

/** Each part of a token that shows that it is there, in small letters. */
export function gramsOf(token: string): string[] {
  const lower = token.toLowerCase();
  return Array.from({ length: lower.length - GRAM + 1 }, (_, at) => lower.slice(at, at + GRAM));
}

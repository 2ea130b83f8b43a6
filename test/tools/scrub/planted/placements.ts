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
const GRAM = 4;
/** Ports and addresses get numbers that begin so. */
const NAMED = "49152 49153 49154 49155 49156 49157 49158 49159 4916 198.51.100.1 2001:db8";

/** How a token comes into a line, of which `head` stands before it and `tail` after it. */
const WAYS: Readonly<Record<string, (head: string, token: string, tail: string) => string>> = {
  "between two characters": (head, token, tail) => head + token + tail,
  "instead of a word": (head, token, tail) => head.replace(/\w+$/, "") + token + tail.replace(/^\w+/, ""),
  "after a quote": (head, token, tail) => `${head}"${token}${tail}`,
  "at the end of a line": (head, token) => head + token,
  "at the begin of a line": (_head, token, tail) => token + tail,
  "in a line of a log": (head, token, tail) => `${head}${token} ${tail.replace(/[a-z]/g, "q")}`,
};
const OFTEN = ["between two characters", "between two characters", "instead of a word", ...Object.keys(WAYS)];

/** A token in a capture. */
export interface Placement {
  readonly kind: TokenKind;
  readonly token: string;
  readonly way: string;
  /** What stands around it, for a message. */
  readonly around: string;
}

/** A part of a capture with a token on some of its lines. */
export interface Planted {
  readonly capture: string;
  readonly text: string;
  readonly placements: readonly Placement[];
}

/** The lines of a part, after the first two of the capture. */
const LINES = 10;
const FIRST = 2;

export function plant(captures: readonly Capture[], random: Random): Planted {
  const { name, text } = captures[random.between(0, captures.length - 1)] as Capture;
  const all = text.split("\n").slice(0, -1);
  const begin = random.between(0, Math.max(0, all.length - 1));
  const lines = [...all.slice(0, begin < FIRST ? 0 : FIRST), ...all.slice(begin, begin + LINES)];
  const joined = lines.join(""); // as lines that a width folded are
  const lower = `${lines.join("\n")} ${joined} ${NAMED}`.toLowerCase();
  const isSparse = random.between(0, 3) === 0; // many tokens hide what one alone would show
  const placements: Placement[] = [];
  const planted = lines.map((line) => {
    if (random.between(0, isSparse ? LINES : 0) !== 0) return line;
    const kind = KINDS[random.between(0, KINDS.length - 1)] as TokenKind;
    const token = tokenOf(kind, lower, random);
    const way = OFTEN[random.between(0, OFTEN.length - 1)] as string;
    const at = random.between(0, line.length);
    const [head, tail] = [line.slice(0, at), line.slice(at)];
    placements.push({ kind, token, way, around: `${head.slice(-30)}|${tail.slice(0, 30)}` });
    return WAYS[way]?.(head, token, tail) ?? line;
  });
  const isCut = placements.length > 0 && random.between(0, 5) === 0; // the capture ends within a line
  return { capture: name, text: planted.join("\n") + (isCut ? "" : "\n"), placements };
}

/** A token of which no part is in the text. */
function tokenOf(kind: TokenKind, text: string, random: Random): string {
  const chars = ALPHABETS[kind];
  for (;;) {
    let token = "";
    while (token.length < LENGTH) token += chars[random.between(0, chars.length - 1)];
    if (!gramsOf(token).some((gram) => text.includes(gram))) return token;
  }
}

/** Each part of a token that shows that it was there, in small letters. */
export function gramsOf(token: string): string[] {
  const lower = token.toLowerCase();
  return Array.from({ length: lower.length - GRAM + 1 }, (_, at) => lower.slice(at, at + GRAM));
}

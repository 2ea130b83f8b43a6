import { type CustomPatternMatcherReturn, createToken, Lexer, type TokenType } from "chevrotain";
import { isTooMuch } from "./balance.js";
import { endOfDecorationIn } from "./decoration.js";
import { isEscaped } from "./escapes.js";

/**
 * The words of strace's argument language. Strings, comments and decorations are custom patterns:
 * an `indexOf` loop is several times faster than a regular expression on bodies of a few kilobytes.
 */
function customToken(name: string, start: string, end: (text: string, offset: number) => number): TokenType {
  let last = "";
  let wasted = 0; // characters that were read in vain in the text at hand
  return createToken({
    name,
    start_chars_hint: [start],
    line_breaks: false,
    pattern: {
      exec(text: string, offset: number): CustomPatternMatcherReturn | null {
        if (text[offset] !== start) return null;
        if (text !== last) wasted = 0;
        last = text;
        const stop = isTooMuch(wasted, text.length) ? -1 : end(text, offset);
        if (stop < 0) wasted += text.length - offset;
        return stop < 0 ? null : [text.slice(offset, stop)];
      },
    },
  });
}

function endOfQuoted(text: string, offset: number): number {
  let quote = text.indexOf('"', offset + 1);
  while (quote > 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote < 0) return -1;
  if (text.startsWith("...", quote + 1)) return quote + 4;
  const next = text.charCodeAt(quote + 1);
  if (next === COMMA || next === PARENTHESIS_CLOSE || next === BRACE_CLOSE) return quote + 1;
  return quote + 1 + (ELISION_AFTER.exec(text.slice(quote + 1, quote + 1 + MARK))?.[0].length ?? 0);
}

const COMMA = 0x2c;
const PARENTHESIS_CLOSE = 0x29;
const BRACE_CLOSE = 0x7d;
/** Characters of the longest mark that a person puts after a quote. */
const MARK = 16;
/** What a person puts after a string that they shortened: `"GET / HTTP/1.1" ..., 512`, `"GET /"[...], 512`. */
const ELISION_AFTER = /^[ \t]*(?:\.{3,}|[[<(](?:\.{2,}|snip)[\])>])(?=[ \t]*[,)}])/i;

/** Comments nest: `8191 /* IOPRIO_PRIO_VALUE(0 /* IOPRIO_CLASS_NONE *\/, 8191) *\/`. */
function endOfComment(text: string, offset: number): number {
  if (text[offset + 1] !== "*") return -1;
  let depth = 0;
  for (let i = offset; i < text.length - 1; i++) {
    if (text[i] === "/" && text[i + 1] === "*") {
      depth++;
      i++;
    } else if (text[i] === "*" && text[i + 1] === "/") {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}

function endOfAngle(text: string, offset: number): number {
  if (text[offset + 1] === "<") return -1; // the shift in 1<<CAP_CHOWN
  return endOfDecorationIn(text, offset);
}

function endOfChar(text: string, offset: number): number {
  const match = /^'(?:\\.[^']*|[^'\\])'/.exec(text.slice(offset, offset + 8));
  return match ? offset + match[0].length : -1;
}

export const Space = createToken({ name: "Space", pattern: / +/, group: Lexer.SKIPPED });
export const QuotedString = customToken("Quoted", '"', endOfQuoted);
export const Comment = customToken("Comment", "/", endOfComment);
export const Decoration = customToken("Decoration", "<", endOfAngle);
export const Char = customToken("Char", "'", endOfChar);
export const Deleted = createToken({ name: "Deleted", pattern: "(deleted)" });
export const ChangeArrow = createToken({ name: "Change", pattern: /=>|->/ });
export const Ellipsis = createToken({ name: "Ellipsis", pattern: "..." });
export const Integer = createToken({ name: "Integer", pattern: /-?(?:0x[0-9a-f]+|\d+)(?![\w.:])(?!-[\da-f])/ });
/** Names, and whatever else is printed bare: MAC addresses, UUIDs, dates, `???`, dotted names. */
export const Word = createToken({ name: "Word", pattern: /[\w?.$][\w?.:$]*(?:-[\w.:]+)*|@/ });
export const Operator = createToken({ name: "Operator", pattern: /\|\|?|&&?|<<|>>|==|!=|[*/+\-!%^;#:]/ });
export const Equals = createToken({ name: "Equals", pattern: "=" });
export const Tilde = createToken({ name: "Tilde", pattern: "~" });
export const Comma = createToken({ name: "Comma", pattern: "," });
export const ParenOpen = createToken({ name: "ParenOpen", pattern: "(" });
export const ParenClose = createToken({ name: "ParenClose", pattern: ")" });
export const BracketOpen = createToken({ name: "BracketOpen", pattern: "[" });
export const BracketClose = createToken({ name: "BracketClose", pattern: "]" });
export const BraceOpen = createToken({ name: "BraceOpen", pattern: "{" });
export const BraceClose = createToken({ name: "BraceClose", pattern: "}" });

export const tokenTypes = [
  Space,
  QuotedString,
  Comment,
  Decoration,
  Char,
  Deleted,
  ChangeArrow,
  Ellipsis,
  Integer,
  Word,
  Operator,
  Equals,
  Tilde,
  Comma,
  ParenOpen,
  ParenClose,
  BracketOpen,
  BracketClose,
  BraceOpen,
  BraceClose,
];

export const lexerOptions = { positionTracking: "onlyOffset", ensureOptimizations: true } as const;

/** The tokens are the same at every start: a test holds them to their rules, once. */
export const lexer = new Lexer(tokenTypes, { ...lexerOptions, skipValidations: true });

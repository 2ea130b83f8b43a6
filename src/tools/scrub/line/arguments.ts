import { type ArgumentToken, tokenizeArguments } from "../../../core/strace/arguments/parse-arguments.js";
import { isSyscallName, wordAtEnd } from "../../../core/syscalls/names.js";
import type { Patches } from "../patches.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { isConstantName, mayStay } from "../vocabulary.js";
import type { BufferFinder } from "./buffers.js";
import { maskDecoration } from "./decorations.js";
import { BODY, blank, shapeOf } from "./mask.js";
import { quote, readQuoted } from "./quoting.js";

/** The tokens around a token, which show what it is. */
interface Around {
  readonly previous: string;
  readonly beforePrevious: string;
  readonly next: string;
}

/** A number with more characters than this is not an fd, a size or a pid. */
const LONG = 8;

const KEPT: ReadonlySet<string> = new Set(
  "Deleted Change Ellipsis Operator Equals Tilde Comma ParenOpen ParenClose BracketOpen BracketClose BraceOpen BraceClose".split(
    " ",
  ),
);

/** Rewrites text in strace's argument language: what is public stays as it is, the rest is replaced. */
export class ArgumentsMask {
  constructor(
    private readonly patches: Patches,
    private readonly names: Pseudonyms,
    /** True for lines that the reader does not understand: long numbers are replaced too, and all lengths stay. */
    readonly isStrict = false,
  ) {}

  /**
   * @param buffers finds the strings that are buffers; null if the text is not of a call that moves bytes
   * @param keepsNumber true if the integer after a member's name stays
   */
  mask(text: string, buffers: BufferFinder | null = null, keepsNumber = (_name: string): boolean => true): string {
    const tokens = tokenizeArguments(text);
    let masked = "";
    let end = 0;
    for (const [index, token] of tokens.entries()) {
      masked += shapeOf(text.slice(end, token.startOffset));
      end = token.startOffset + token.image.length;
      const buffer = buffers?.token(token.image) ?? null;
      const around = {
        previous: tokens[index - 1]?.image ?? "",
        beforePrevious: tokens[index - 2]?.image ?? "",
        next: tokens[index + 1]?.image ?? "",
      };
      masked += this.#token(
        token,
        around,
        buffer === null ? null : { line: buffers?.line ?? 0, piece: buffer },
        keepsNumber,
      );
    }
    return masked + shapeOf(text.slice(end));
  }

  #token(
    { image, tokenType: { name } }: ArgumentToken,
    around: Around,
    buffer: { line: number; piece: number } | null,
    keepsNumber: (name: string) => boolean,
  ): string {
    if (KEPT.has(name)) return image;
    if (name === "Quoted") return this.#string(image, around, buffer);
    if (name === "Decoration") return `<${maskDecoration(image.slice(1, -1), this.names)}>`;
    if (name === "Integer") {
      const isMember = around.previous === "=";
      const isNeeded = !isMember || keepsNumber(around.beforePrevious);
      return isNeeded && !(this.isStrict && image.length > LONG) ? image : image.replace(/[1-9a-f]/g, "0");
    }
    if (name === "Comment") return comment(image);
    if (name === "Char") return "'x'";
    if (mayStay(image, around.previous === "&" ? "=" : around.next)) return image;
    const call = around.next === "(" ? wordAtEnd(image) : ""; // the call of a line that is glued or broken
    return call !== "" && isSyscallName(call) ? shapeOf(image.slice(0, -call.length)) + call : shapeOf(image);
  }

  #string(image: string, around: Around, buffer: { line: number; piece: number } | null): string {
    const { bytes, ...style } = readQuoted(image);
    if (bytes === "") return image;
    if (this.isStrict)
      return image.replace(/^"(.*)("(?:\.{3})?)$/s, (_all, inner: string, end) => `"${blank(inner)}${end}`);
    if (buffer) {
      const masked = this.patches.bytesOf(buffer.line, buffer.piece, bytes.length, BODY);
      if (masked !== bytes) this.names.removed.add("buffers", bytes);
      return quote(masked, style);
    }
    return quote(this.#text(bytes, around), style);
  }

  #text(bytes: string, { previous, beforePrevious }: Around): string {
    const { addresses, removed } = this.names;
    if (beforePrevious === "sin_port" || beforePrevious === "sin6_port") return bytes; // -X raw
    const isRaw = previous === "=" && (beforePrevious === "sin_addr" || beforePrevious === "sin6_addr");
    const address = isRaw
      ? addresses.ofBytes(bytes)
      : previous === "(" || previous === ","
        ? addresses.of(bytes)
        : null;
    if (address !== null && (isRaw || /^(?:inet_addr|AF_INET6?)$/.test(beforePrevious))) {
      if (address !== bytes) removed.add("addresses", bytes);
      return address;
    }
    const isPath = beforePrevious === "sun_path" || previous === "@" || /^[./]/.test(bytes);
    if (isPath) return this.names.path(bytes);
    const masked = blank(bytes);
    if (masked !== bytes) removed.add("strings", bytes);
    return masked;
  }
}

/** A comment such as `/* send *\/` or `/* 24 vars *\/`: constants and numbers stay. */
function comment(image: string): string {
  return `/*${image.slice(2, -2).replace(/[A-Za-z_][\w:]*/g, (word) => (isConstantName(word) || mayStay(word, "") ? word : shapeOf(word)))}*/`;
}

import { type ArgumentToken, tokenizeArguments } from "../../../core/strace/arguments/parse-arguments.js";
import { wordAtEnd } from "../../../core/syscalls/names.js";
import type { Patches } from "../patches.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { mayStay } from "../vocabulary.js";
import type { BufferFinder } from "./buffers.js";
import { maskDecoration } from "./decorations.js";
import { BODY, blank, shapeOf } from "./mask.js";
import { maskName } from "./names.js";
import { type Around, FD_OF_CALL, NO_NUMBER, type NumberChoice, ONLY_FD, otherNumber, SMALL } from "./numbers.js";
import { isOverlong, withoutBegunSizes } from "./overlong.js";
import { numbersInPlace, WHOLE } from "./places.js";
import { quote, readQuoted } from "./quoting.js";
import { withMarksOf } from "./shortened.js";

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
    /** True for lines that the reader does not understand: numbers are replaced too, and all lengths stay. */
    readonly isStrict = false,
  ) {}

  /**
   * @param buffers finds the strings that are buffers; null if the text is not of a call that moves bytes
   * @param stays decides which numbers stay, of those that stand in places for numbers
   * @param ends whether the text begins and ends with whole words
   */
  mask(text: string, buffers: BufferFinder | null = null, stays: NumberChoice = SMALL, ends = WHOLE): string {
    const tokens = tokenizeArguments(text);
    const inPlace = numbersInPlace(text, tokens, ends);
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
        after: text.slice(end),
      };
      masked += this.#token(
        token,
        around,
        buffer === null ? null : { line: buffers?.line ?? 0, piece: buffer },
        inPlace.has(index) ? this.#choice(stays) : NO_NUMBER,
      );
    }
    return masked + shapeOf(text.slice(end));
  }

  #choice(stays: NumberChoice): NumberChoice {
    return this.isStrict && stays !== NO_NUMBER && stays !== FD_OF_CALL ? ONLY_FD : stays;
  }

  #token(
    { image, tokenType: { name } }: ArgumentToken,
    around: Around,
    buffer: { line: number; piece: number } | null,
    stays: NumberChoice,
  ): string {
    if (KEPT.has(name)) return image;
    if (name === "Quoted") return this.#string(image, around, buffer);
    if (name === "Decoration") return `<${maskDecoration(image.slice(1, -1), this.names)}>`;
    if (name === "Integer") return this.#number(image, around, stays);
    if (name === "Comment") return `/*${this.mask(image.slice(2, -2), null, NO_NUMBER)}*/`;
    if (name === "Char") return "'x'";
    if (mayStay(image, around.previous === "&" ? "=" : around.next)) return image;
    const call = around.next === "(" ? wordAtEnd(image) : ""; // the call of a line that is glued or broken
    return call === "" ? shapeOf(image) : shapeOf(image.slice(0, -call.length)) + maskName(call);
  }

  #number(image: string, around: Around, stays: NumberChoice): string {
    const isPort = around.previous === "(" && around.beforePrevious === "htons" && around.next === ")";
    const port = isPort && !this.isStrict ? this.names.ports.of(image) : null;
    if (port !== null || stays(image, around)) return port ?? image;
    const isEpollData = around.previous === "=" && around.beforePrevious === "u64" && /^\d+$/.test(image);
    return isEpollData && !this.isStrict ? this.names.epollData(image) : otherNumber(image);
  }

  #string(image: string, around: Around, buffer: { line: number; piece: number } | null): string {
    const { bytes, ...style } = readQuoted(image);
    if (bytes === "") return image;
    if (this.isStrict) {
      const close = image.lastIndexOf('"'); // only marks of what was left out stand after it
      return `"${blank(image.slice(1, close))}${image.slice(close)}`;
    }
    if (buffer) {
      const printed = this.patches.bytesOf(buffer.line, buffer.piece, bytes.length, BODY);
      const isShortened = this.patches.isShortened(buffer.line, buffer.piece);
      const shown = isOverlong(bytes, around.after) ? withoutBegunSizes(bytes, printed) : printed;
      const masked = isShortened ? withMarksOf(bytes, shown) : shown;
      if (masked !== bytes) this.names.removed.add("buffers", bytes.slice(firstDifference(bytes, masked)));
      return quote(masked, style);
    }
    return quote(this.#text(bytes, around), style);
  }

  #text(bytes: string, { previous, beforePrevious }: Around): string {
    const { addresses, removed } = this.names;
    const isPort = previous === "=" && (beforePrevious === "sin_port" || beforePrevious === "sin6_port"); // -X raw
    const port = isPort ? this.names.ports.ofBytes(bytes) : null;
    if (port !== null) return port;
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

/** Where two texts begin to differ: what stands before it stays. */
function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

import { bytesOf, latin1 } from "../bytes.js";
import { withoutColors } from "../text/colors.js";
import { AMPERSAND, ByteAhead, ESCAPE, NO_BREAK, TYPOGRAPHIC } from "./line/byte-ahead.js";
import { areEscaped, withoutEntities } from "./line/pasted/entities.js";
import { withPlainQuotes } from "./line/pasted/typographic.js";

/** What is looked at before the first line is read, in bytes. */
const AHEAD = 65_536;
const BLANK = /\xc2\xa0/g;

/** Finds the bytes that strace does not print. */
export class StrangeBytes {
  readonly colored = new ByteAhead(ESCAPE);
  readonly typographic = new ByteAhead(TYPOGRAPHIC);
  readonly noBreak = new ByteAhead(NO_BREAK);
  readonly ampersand = new ByteAhead(AMPERSAND);
}

/** Gives lines back the characters that strace printed, and says what a person's programs had put in their place. */
export class PlainCharacters {
  #isEscaped = false;

  /** @param note takes the name of what was undone, for `recordedWith` */
  constructor(
    private readonly note: (name: string) => void,
    private readonly strange = new StrangeBytes(),
  ) {}

  /** Looks in the lines from `start` on whether HTML escaped them, before any of them is read. */
  look(bytes: Uint8Array, start: number): void {
    this.#isEscaped = areEscaped(latin1(bytes, start, Math.min(bytes.length, start + AHEAD)));
  }

  /** The line `bytes[start..end)` as strace printed it; null if it stands there so. */
  of(bytes: Uint8Array, start: number, end: number): Uint8Array | null {
    const { colored, typographic, noBreak, ampersand } = this.strange;
    const isColored = colored.seekIn(bytes, start, end);
    const isTypographic = typographic.seekIn(bytes, start, end);
    const hasNoBreak = noBreak.seekIn(bytes, start, end);
    const hasAmpersand = ampersand.seekIn(bytes, start, end);
    if (!isColored && !isTypographic && !hasNoBreak && !hasAmpersand) return null;
    let text = latin1(bytes, start, end);
    if (hasAmpersand) {
      this.#isEscaped ||= areEscaped(text);
      if (this.#isEscaped) text = this.#with("entities", text, withoutEntities(text));
    }
    if (isColored) text = withoutColors(text);
    if (hasNoBreak) text = text.replace(BLANK, " ");
    if (isTypographic) text = this.#with("typographic quotes", text, withPlainQuotes(text));
    return bytesOf(text);
  }

  #with(name: string, before: string, after: string): string {
    if (after !== before) this.note(name);
    return after;
  }
}

import { bytesOf, latin1 } from "../bytes.js";
import { withoutColors } from "../text/colors.js";
import { ByteAhead, ESCAPE, TYPOGRAPHIC } from "./line/byte-ahead.js";
import { withPlainQuotes } from "./line/pasted/typographic.js";

/** Gives lines back the characters that strace printed: without colours, with plain quotes. */
export class PlainCharacters {
  readonly #escape = new ByteAhead(ESCAPE);
  readonly #typographic = new ByteAhead(TYPOGRAPHIC);

  /** The line `bytes[start..end)` as strace printed it; null if it stands there so. */
  of(bytes: Uint8Array, start: number, end: number): Uint8Array | null {
    const isColored = this.#escape.seekIn(bytes, start, end);
    const isTypographic = this.#typographic.seekIn(bytes, start, end);
    if (!isColored && !isTypographic) return null;
    const text = withoutColors(latin1(bytes, start, end));
    return bytesOf(isTypographic ? withPlainQuotes(text) : text);
  }
}

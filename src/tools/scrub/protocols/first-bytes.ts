import { ByteParts, type CallBytes } from "./call-bytes.js";

/** First bytes of a connection that are looked at to find out what it speaks (core/protocols/conversations.ts). */
const MOST_SNIFFED = 64;

/** The first bytes of the side that asks, of which no more is read than what shows the protocol. */
export class FirstBytes {
  readonly #parts = new ByteParts(MOST_SNIFFED);

  /** @param mask what stays of them: as many bytes, or fewer if the rest is replaced */
  constructor(private readonly mask: (text: string) => string) {}

  take(call: CallBytes): void {
    const parts = this.#parts;
    if (!parts.isWhole) return;
    parts.add(call, 0, call.length);
    parts.print(this.mask(parts.text));
  }
}

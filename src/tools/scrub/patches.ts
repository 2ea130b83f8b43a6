/** Bytes of one buffer of a call that are not a body's, and what is printed for them. */
export interface Patch {
  /** Which buffer of the call, counted from 0. */
  readonly piece: number;
  /** Offset of the first byte in it. */
  readonly at: number;
  readonly bytes: string;
}

/** The bytes that the buffers of a capture's calls hold besides bodies, by the line on which a call begins. */
export class Patches {
  readonly #byLine = new Map<number, Patch[]>();
  readonly #texts = new Map<string, string>();
  /** Buffers of which a person left something out, by line. */
  readonly #shortened = new Map<number, Set<number>>();

  /** @param place `below`: any other patch counts where both have bytes; `above`: this one does */
  add(line: number, patch: Patch, place: "above" | "below" = "above"): void {
    const noted = { ...patch, bytes: this.#one(patch.bytes) };
    const known = this.#byLine.get(line);
    if (!known) this.#byLine.set(line, [noted]);
    else if (place === "above") known.push(noted);
    else known.unshift(noted);
  }

  /** A person left something out of a buffer. */
  shorten(line: number, piece: number): void {
    this.#shortened.set(line, (this.#shortened.get(line) ?? new Set()).add(piece));
  }

  isShortened(line: number, piece: number): boolean {
    return this.#shortened.get(line)?.has(piece) === true;
  }

  /** `length` bytes of a buffer from offset `from` on, with `filler` for bytes of a body. */
  bytesOf(line: number, piece: number, length: number, filler: string, from = 0): string {
    let bytes = filler.repeat(length);
    for (const patch of this.#byLine.get(line) ?? []) {
      if (patch.piece !== piece) continue;
      const start = Math.max(0, patch.at - from);
      const part = patch.bytes.slice(Math.max(0, from - patch.at), Math.max(0, from + length - patch.at));
      if (start < length && part !== "") bytes = bytes.slice(0, start) + part + bytes.slice(start + part.length);
    }
    return bytes;
  }

  /** The one copy of a text: many masked heads are equal. */
  #one(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < 10_000) this.#texts.set(text, text);
    return text;
  }
}

/** Bytes of one buffer of a call that are printed as something else than a body's. */
export interface Patch {
  /** Which buffer of the call, counted from 0. */
  readonly piece: number;
  /** Offset of the first byte in it. */
  readonly at: number;
  readonly bytes: string;
}

/** What the buffers of the calls of a capture hold besides bodies, by the line on which a call begins. */
export class Patches {
  readonly #byLine = new Map<number, Patch[]>();
  readonly #texts = new Map<string, string>();

  add(line: number, patch: Patch): void {
    const bytes = this.#one(patch.bytes);
    const known = this.#byLine.get(line);
    if (known) known.push({ ...patch, bytes });
    else this.#byLine.set(line, [{ ...patch, bytes }]);
  }

  /** `length` bytes of a buffer from `from` on, `filler` where nothing is known of them. */
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

  /** Masked heads are much the same: each is held once. */
  #one(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < 10_000) this.#texts.set(text, text);
    return text;
  }
}

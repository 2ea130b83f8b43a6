/** Texts that wait until a format can write them. One of several lines may come back as several of one line. */
export interface WaitingTexts {
  add(key: string, text: string): void;
  /** The texts of a key, in the order in which they were added. They are gone afterwards. */
  take(key: string): Iterable<string>;
}

/** Keeps them in memory: for captures that fit there. */
export class TextsInMemory implements WaitingTexts {
  readonly #texts = new Map<string, string[]>();

  add(key: string, text: string): void {
    const known = this.#texts.get(key);
    if (known) known.push(text);
    else this.#texts.set(key, [text]);
  }

  take(key: string): readonly string[] {
    const texts = this.#texts.get(key) ?? [];
    this.#texts.delete(key);
    return texts;
  }
}

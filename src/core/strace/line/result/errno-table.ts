import { latin1 } from "../../../bytes.js";

interface Word {
  readonly text: string;
  /** The next word with the same hash. */
  readonly next: Word | null;
}

/** More words than the kernel has errors. Further words are the program's own text, and are not kept. */
const MAX_WORDS = 1024;

/** Finds a word that was seen before, such as `EAGAIN`, by its bytes, so that no string is made of it again. */
export class ErrnoTable {
  readonly #byHash = new Map<number, Word>();
  #count = 0;

  /** The word whose bytes are `bytes[start..end)`. */
  at(bytes: Uint8Array, start: number, end: number): string {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0;
    const first = this.#byHash.get(hash) ?? null;
    for (let word = first; word !== null; word = word.next) if (isSame(word.text, bytes, start, end)) return word.text;
    const text = latin1(bytes, start, end);
    if (this.#count++ < MAX_WORDS) this.#byHash.set(hash, { text, next: first });
    return text;
  }
}

function isSame(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

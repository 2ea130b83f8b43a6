import { latin1 } from "../../bytes.js";

interface Word {
  readonly text: string;
  /** Another one with the same hash. */
  readonly next: Word | null;
}

/** More than the kernel has errors: beyond it they are the program's own text, and are not remembered. */
const MAX_WORDS = 1024;

/** Words that come again and again, such as `EAGAIN`: no string is made of one that was seen before. */
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

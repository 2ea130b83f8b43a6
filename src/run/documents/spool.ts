import { openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = 1_048_576; // characters, of all keys together

/** A stretch of the file, bytes. */
interface Extent {
  readonly at: number;
  readonly length: number;
}

interface Kept {
  texts: string[];
  readonly extents: Extent[];
}

/**
 * Texts, each of one line, that have to wait until something else is written, by what they belong to: a few in memory,
 * many in a file.
 */
export class Spool<Key> {
  readonly #kept = new Map<Key, Kept>();
  #length = 0;
  #file: number | null = null;
  #fileLength = 0;

  add(key: Key, text: string): void {
    text.charCodeAt(0); // V8 makes one string of it here: what waits is not the twenty that it was put together from
    const kept = this.#kept.get(key);
    if (kept) kept.texts.push(text);
    else this.#kept.set(key, { texts: [text], extents: [] });
    this.#length += text.length;
    if (this.#length > IN_MEMORY) this.#spill();
  }

  /** All of a key's, in order; they are gone afterwards. */
  *take(key: Key): Generator<string> {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    for (const text of kept.texts) this.#length -= text.length;
    for (const { at, length } of kept.extents) yield* this.#read(at, length).split("\n");
    yield* kept.texts;
  }

  #spill(): void {
    this.#file ??= temporaryFile();
    for (const kept of this.#kept.values()) {
      if (kept.texts.length === 0) continue;
      const length = writeSync(this.#file, kept.texts.join("\n"), this.#fileLength);
      kept.extents.push({ at: this.#fileLength, length });
      kept.texts = [];
      this.#fileLength += length;
    }
    this.#length = 0;
  }

  #read(at: number, length: number): string {
    const buffer = Buffer.alloc(length);
    if (this.#file !== null) readSync(this.#file, buffer, 0, length, at);
    return buffer.toString("utf8");
  }
}

/** An fd, open for both; the file has no name any more: whatever happens, nothing stays. */
export function temporaryFile(): number {
  const path = join(tmpdir(), `unflushed-${crypto.randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return file;
}

import type { TextOfKeptLines } from "../../core/formats/context.js";
import { displayName } from "../../reading/problems.js";
import { KeptLines } from "./kept-lines.js";

/** The lines of captures that can be read only once, such as standard input: kept while they are read, if a document shows lines. */
export class KeptCaptures {
  /** By the names that records have. */
  readonly #lines = new Map<string, KeptLines>();
  #isWanted = false;

  /** Some document shows lines. */
  want(): TextOfKeptLines {
    this.#isWanted = true;
    return (name, lines, edit = (text) => text) => {
      const kept = this.#lines.get(name);
      if (!kept) return null;
      const texts = new Map<number, string>();
      kept.find(lines, (line, text) => texts.set(line, edit(text)));
      return texts;
    };
  }

  /** Takes the next bytes of the text of such a capture, before any record of them. */
  take(path: string, text: Uint8Array): void {
    if (!this.#isWanted) return;
    const name = displayName(path);
    const kept = this.#lines.get(name) ?? new KeptLines();
    this.#lines.set(name, kept);
    kept.add(text);
  }

  /** Nobody asks for lines any more. */
  close(): void {
    for (const kept of this.#lines.values()) kept.close();
  }
}

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { chunksOf, type Turns } from "./chunks.js";

const NEWLINE = 0x0a;

/** How many files are read in turn. */
export interface Sharing {
  /** The memory that each chunk is read into. */
  readonly memory: Buffer;
  /** Counts the bytes of all these files. */
  readonly turns: Turns;
  /** True if a file is opened for each chunk, because a process may not have so many open at once. */
  readonly reopens: boolean;
}

/** The bytes of one of these files, as they are stored. */
export class SharedChunks {
  #fd = -1;
  #at = 0;

  constructor(
    private readonly path: string,
    private readonly sharing: Sharing,
  ) {}

  /**
   * The next chunk, which is valid until one of any of the files is read. It is empty at the end, and the file closed. It
   * ends at the end of its last whole line, so that no half of a line waits in memory while other files are read. A chunk
   * without the end of a line is handed on as it is.
   *
   * @throws the error of the file system
   */
  next(): Buffer {
    const { memory, reopens } = this.sharing;
    if (this.#fd < 0) this.#fd = openSync(this.path, "r");
    let read = 0;
    try {
      read = readSync(this.#fd, memory, 0, memory.length, this.#at);
    } finally {
      if (reopens || read === 0) this.close();
    }
    const lines = memory.subarray(0, read).lastIndexOf(NEWLINE) + 1;
    const chunk = memory.subarray(0, lines || read);
    this.#at += chunk.length;
    return chunk;
  }

  close(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }
}

/**
 * Reads one of these files in turn with the others.
 *
 * @throws the error of the file system
 */
export async function* sharedChunksOf(path: string, sharing: Sharing): AsyncGenerator<Buffer> {
  if (!statSync(path).isFile()) {
    yield* chunksOf(path);
    return;
  }
  const chunks = new SharedChunks(path, sharing);
  try {
    for (let chunk = chunks.next(); chunk.length > 0; chunk = chunks.next()) {
      await sharing.turns.after(chunk.length);
      yield chunk;
    }
  } finally {
    chunks.close();
  }
}

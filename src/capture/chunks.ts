import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

/** Few lines cross two chunks of so many bytes; larger ones are not faster. */
export const CHUNK = 1 << 19;
/** After so many bytes, timers, signals and the progress bar get their turn. */
const TURN = 4 * CHUNK;

/** Lets others have their turn now and then: what is read synchronously would leave them none. */
export class Turns {
  #bytes = 0;

  async after(bytes: number): Promise<void> {
    this.#bytes += bytes;
    if (this.#bytes < TURN) return;
    this.#bytes = 0;
    await setImmediate();
  }
}

/** False for a FIFO or a device, whose bytes come later, and for what is not there. */
export function isPlainFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // the one who reads it gets the error
  }
}

/**
 * Reads the bytes of a file as they are stored. A chunk is only valid until the next one is asked for: a plain file is
 * read into the same memory again and again, which takes a third of the time of a stream.
 *
 * @throws the error of the file system: `ENOENT`, `EACCES`, ...
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  if (!statSync(path).isFile()) {
    yield* createReadStream(path, { highWaterMark: CHUNK });
    return;
  }
  const fd = openSync(path, "r");
  const memory = Buffer.allocUnsafeSlow(CHUNK);
  const turns = new Turns();
  try {
    for (let read = readSync(fd, memory); read > 0; read = readSync(fd, memory)) {
      yield memory.subarray(0, read);
      await turns.after(read);
    }
  } finally {
    closeSync(fd);
  }
}

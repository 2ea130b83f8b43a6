import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

const CHUNK = 1 << 19; // 512 KiB: few lines cross two chunks; larger ones are not faster
/** After this many chunks, timers, signals and the progress bar get their turn. */
const TURN = 4;

/**
 * Reads the bytes of a file as they are stored. A chunk is only valid until the next one is asked for: a plain file is
 * read into the same memory again and again, which takes a third of the time of a stream.
 *
 * @throws the error of the file system: `ENOENT`, `EACCES`, ...
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  if (!statSync(path).isFile()) {
    yield* createReadStream(path, { highWaterMark: CHUNK }); // a FIFO or a device: its bytes come later
    return;
  }
  const fd = openSync(path, "r");
  const memory = Buffer.allocUnsafeSlow(CHUNK);
  try {
    for (let count = 1, read = readSync(fd, memory); read > 0; read = readSync(fd, memory), count++) {
      yield memory.subarray(0, read);
      if (count % TURN === 0) await setImmediate();
    }
  } finally {
    closeSync(fd);
  }
}

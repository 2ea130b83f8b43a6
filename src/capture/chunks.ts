import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

/** Few lines cross two chunks of so many bytes; larger ones are not faster. */
export const CHUNK = 1 << 19;
/** After this many chunks, timers, signals and the progress bar get their turn. */
const TURN = 4;

/** How one of many files is read. */
export interface Sharing {
  /** The memory that each chunk is read into. */
  readonly memory: Buffer;
  /** True if the file is opened for each chunk, because a process may not have so many open at once. */
  readonly reopens: boolean;
}

/**
 * Reads a file in turn with others.
 *
 * @throws the error of the file system
 */
export async function* sharedChunksOf(path: string, { memory, reopens }: Sharing): AsyncGenerator<Buffer> {
  if (!statSync(path).isFile()) {
    yield* chunksOf(path);
    return;
  }
  let fd = openSync(path, "r");
  try {
    for (let at = 0; ; ) {
      if (fd < 0) fd = openSync(path, "r");
      const read = readSync(fd, memory, 0, memory.length, at);
      if (read === 0) return;
      at += read;
      if (reopens) fd = closed(fd);
      yield memory.subarray(0, read);
    }
  } finally {
    closed(fd);
  }
}

/** Closes a file that is open. Returns the fd of none. */
function closed(fd: number): number {
  if (fd >= 0) closeSync(fd);
  return -1;
}

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

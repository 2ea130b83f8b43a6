import { UnflushedError } from "../errors.js";
import { chunksOf } from "./chunks.js";
import { decompressed } from "./decompress.js";

/** The name of standard input on the command line and in reports. */
export const STDIN = "-";

export function displayName(path: string): string {
  return path === STDIN ? "standard input" : path;
}

/** Called with the number of bytes read from a file, as they are stored: compressed, if the file is. */
export type ReadListener = (bytes: number) => Promise<void> | void;

/**
 * Reads the text of one file, or of `stdin` for `-`, in chunks. Each chunk is only valid until the next one is asked
 * for.
 *
 * @throws UnflushedError if the file cannot be read, is damaged, or is binary
 */
export async function* textOf(
  path: string,
  onRead?: ReadListener,
  stdin: AsyncIterable<Buffer> = process.stdin,
): AsyncIterable<Buffer> {
  const stored = path === STDIN ? stdin : chunksOf(path);
  const raw = onRead ? counted(stored, onRead) : stored;
  let isFirst = true;
  try {
    for await (const chunk of decompressed(raw)) {
      if (isFirst) refuseBinary(path, chunk);
      isFirst = false;
      yield chunk;
    }
  } catch (error) {
    throw readingError(path, error);
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, onRead: ReadListener): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    await onRead(chunk.length);
    yield chunk;
  }
}

/** strace escapes every byte that is not printable ASCII, so a NUL shows that the file is not strace output. */
function refuseBinary(path: string, chunk: Buffer): void {
  if (!chunk.subarray(0, 4096).includes(0)) return;
  throw new UnflushedError(
    "capture-binary",
    `${displayName(path)} is a binary file, not strace output: give the text that strace printed`,
  );
}

/** The error for a capture in which no line is strace's. */
export function notStrace(path: string): UnflushedError {
  return new UnflushedError(
    "capture-not-strace",
    `${displayName(path)} is not strace output: record one with strace -f -s 4096 -o FILE`,
  );
}

/** Turns an error of the file system or of a decoder into an UnflushedError that says what to do. */
export function readingError(path: string, error: unknown): unknown {
  if (error instanceof UnflushedError) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UnflushedError("capture-not-found", `${path} does not exist: check the name of the capture`);
  }
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return new UnflushedError(
      "capture-unreadable",
      `${displayName(path)} cannot be read (${code}): check its permissions`,
    );
  }
  return new UnflushedError(
    "capture-damaged",
    `${displayName(path)} is compressed, and its data is damaged or ends too early: what stands before was read; compress it again`,
  );
}

import { UnflushedError } from "../errors.js";
import { chunksOf } from "./chunks.js";
import { decompressed } from "./decompress.js";

/** Standard input goes by this name on the command line and in reports. */
export const STDIN = "-";

export function displayName(path: string): string {
  return path === STDIN ? "standard input" : path;
}

/** Hears how many bytes of a file were read, as they are stored: compressed ones count as such. */
export type ReadListener = (bytes: number) => Promise<void> | void;

/**
 * The text of one file, or of `stdin` for `-`, in chunks; each is only valid until the next one is asked for.
 *
 * @throws UnflushedError where it cannot be read, is damaged, or is no text (strace prints ASCII only)
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

/** strace escapes every byte that is not printable ASCII, so a NUL means that this is something else. */
function refuseBinary(path: string, chunk: Buffer): void {
  if (!chunk.subarray(0, 4096).includes(0)) return;
  throw new UnflushedError(
    "capture-binary",
    `${displayName(path)} is a binary file, not strace output: give the text that strace printed`,
  );
}

/** One sentence for what the file system, or a decoder, has to say. */
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

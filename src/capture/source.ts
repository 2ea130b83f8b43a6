import { UnflushedError } from "../errors.js";
import { damagedCapture, STDIN, unreadableCapture } from "../reading/problems.js";
import type { ReadListener } from "../reading/read-listener.js";
import { textOfStored } from "../reading/stored-text.js";
import { chunksOf } from "./chunks.js";
import { DECODERS } from "./decompress.js";
import { type Sharing, sharedChunksOf } from "./shared-chunks.js";

/**
 * Reads the text of one file, or of `stdin` for `-`, in chunks. Each chunk is only valid until the next one is asked
 * for.
 *
 * @param onUtf16 called before the first chunk, if the text was UTF-16
 * @param sharing how it is read in turn with other files
 * @throws UnflushedError if the file cannot be read, is damaged, or is binary
 */
export async function* textOf(
  path: string,
  onRead?: ReadListener,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
  onUtf16: () => void = () => {},
  sharing?: Sharing,
): AsyncIterable<Uint8Array> {
  const stored = path === STDIN ? stdin : sharing ? sharedChunksOf(path, sharing) : chunksOf(path);
  try {
    yield* textOfStored(path, stored, DECODERS, { onRead, onUtf16 });
  } catch (error) {
    throw readingError(path, error);
  }
}

/** Turns an error of the file system or of a decoder into an UnflushedError that says what to do. */
export function readingError(path: string, error: unknown): unknown {
  if (error instanceof UnflushedError) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UnflushedError("capture-not-found", `${path} does not exist: check the name of the capture`);
  }
  return code !== undefined && /^E[A-Z]+$/.test(code) ? unreadableCapture(path, code) : damagedCapture(path);
}

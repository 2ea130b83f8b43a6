import { UnflushedError } from "../../errors.js";
import { damagedCapture, unreadableCapture } from "../../reading/problems.js";
import { type TextListener, textOfStored } from "../../reading/stored-text.js";
import { ReadingCancelled } from "./cancelled.js";
import { PAGE_DECODERS } from "./decoders.js";
import type { GivenFile } from "./messages.js";

/** Bytes that are read of a file at a time. */
const CHUNK = 1 << 21;

const NO_LISTENER: TextListener = { onUtf16: () => {} };

/**
 * The text of a file, which may be compressed.
 *
 * @param size bytes that are read at a time
 * @throws UnflushedError if the file cannot be read, is damaged, or is binary
 */
export async function* textOfFile(
  { name, blob }: GivenFile,
  listener: TextListener = NO_LISTENER,
  size = CHUNK,
): AsyncIterable<Uint8Array> {
  try {
    yield* textOfStored(name, chunksOfBlob(blob, size), PAGE_DECODERS, listener);
  } catch (error) {
    throw problemOf(name, error);
  }
}

async function* chunksOfBlob(blob: Blob, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < blob.size; at += size) {
    yield new Uint8Array(await blob.slice(at, at + size).arrayBuffer());
  }
}

/** A browser says so if a file is gone, has changed, or may not be read. */
function problemOf(name: string, error: unknown): Error {
  if (error instanceof UnflushedError || error instanceof ReadingCancelled) return error;
  return error instanceof DOMException ? unreadableCapture(name, error.name) : damagedCapture(name);
}

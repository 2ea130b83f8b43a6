import { type Decoders, decompressedBy } from "./decompressed.js";
import { asUtf8 } from "./encoding.js";
import { displayName, refuseBinary } from "./problems.js";
import type { ReadListener } from "./read-listener.js";

/** What is heard of a text while it is read. */
export interface TextListener {
  readonly onRead?: ReadListener | undefined;
  /** Called before the first chunk, if the text was UTF-16. */
  readonly onUtf16: () => void;
}

/**
 * The text of stored bytes, which may be compressed, in chunks. Each chunk is only valid until the next one is asked for.
 *
 * @param path the name of the file
 * @throws UnflushedError (`capture-binary`), and what the source and the decoders throw
 */
export async function* textOfStored(
  path: string,
  stored: AsyncIterable<Uint8Array>,
  decoders: Decoders,
  { onRead, onUtf16 }: TextListener,
): AsyncIterable<Uint8Array> {
  let read = 0;
  const counted = eachHeard(stored, (bytes) => {
    read += bytes;
  });
  let isFirst = true;
  for await (const chunk of asUtf8(decompressedBy(decoders, counted, displayName(path)), onUtf16)) {
    if (isFirst) refuseBinary(path, chunk);
    isFirst = false;
    const news = read;
    read = 0;
    await onRead?.(news, chunk);
    yield chunk;
  }
  if (read > 0) await onRead?.(read); // of a last chunk without text
}

async function* eachHeard(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

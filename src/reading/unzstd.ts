import { Decompress } from "fzstd";
import { zstdBlocks } from "./zstd-blocks.js";

/**
 * Unpacks zstd.
 *
 * @throws UnflushedError (`capture-window-too-large`), or what fzstd throws if the data is damaged
 */
export async function* unpackZstd(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => ready.push(new Uint8Array(chunk)));
  for await (const block of zstdBlocks(chunks, name)) {
    stream.push(block);
    yield* ready.splice(0);
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

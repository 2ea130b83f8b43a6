import { type Decoders, decompressedBy } from "../reading/decompressed.js";

type Chunks = AsyncIterable<Uint8Array>;

/** What unpacks each format on Node. Each is loaded when it is needed. */
export const DECODERS: Decoders = { gzip: gunzip, zstd: unzstd, xz: unxz };

/** See `decompressedBy`. */
export function decompressed(chunks: Chunks, name: string): Chunks {
  return decompressedBy(DECODERS, chunks, name);
}

/** `node:zlib` also reads the further members of a file that was appended to (RFC 1952, section 2.2). */
async function* gunzip(chunks: Chunks): Chunks {
  const { Readable } = await import("node:stream");
  const plain = (await import("node:zlib")).createGunzip();
  const source = Readable.from(chunks);
  source.on("error", (error) => plain.destroy(error));
  for await (const chunk of source.pipe(plain)) yield chunk as Buffer;
}

async function* unzstd(chunks: Chunks, name: string): Chunks {
  yield* (await import("../reading/unzstd.js")).unpackZstd(chunks, name);
}

async function* unxz(chunks: Chunks): Chunks {
  const { XzReadableStream } = (await import("xz-decompress")).default;
  const { ReadableStream } = await import("node:stream/web");
  const source = ReadableStream.from(chunks) as unknown as globalThis.ReadableStream<Uint8Array>;
  yield* new XzReadableStream(source) as unknown as Chunks;
}

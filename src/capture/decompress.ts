type Chunks = AsyncIterable<Buffer>;

const FORMATS: readonly (readonly [magic: readonly number[], decode: (chunks: Chunks, name: string) => Chunks])[] = [
  [[0x1f, 0x8b], gunzip],
  [[0x28, 0xb5, 0x2f, 0xfd], unzstd],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], unxz],
];

/**
 * Decompresses a capture if its first bytes say that it is compressed (gzip, zstd or xz). Its name does not matter.
 *
 * @param name what a message calls it
 */
export async function* decompressed(chunks: Chunks, name: string): Chunks {
  const source = chunks[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  const whole = chain(first.value, source);
  const format = formatOf(first.value);
  yield* format ? format[1](copied(whole), name) : whole;
}

/** True if a file that begins so is compressed. */
export function isCompressed(first: Buffer): boolean {
  return formatOf(first) !== undefined;
}

function formatOf(first: Buffer): (typeof FORMATS)[number] | undefined {
  return FORMATS.find(([magic]) => magic.every((byte, index) => first[index] === byte));
}

async function* chain(first: Buffer, rest: AsyncIterator<Buffer>): Chunks {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Copies each chunk: a decoder may keep a chunk for later, but its memory is used again for the next one. */
async function* copied(chunks: Chunks): Chunks {
  for await (const chunk of chunks) yield Buffer.from(chunk);
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
  const [{ Decompress }, { zstdBlocks }] = await Promise.all([import("fzstd"), import("./zstd-blocks.js")]);
  const ready: Buffer[] = [];
  const stream = new Decompress((chunk) => ready.push(Buffer.from(chunk)));
  for await (const block of zstdBlocks(chunks, name)) {
    stream.push(block);
    yield* ready.splice(0);
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

async function* unxz(chunks: Chunks): Chunks {
  const { XzReadableStream } = (await import("xz-decompress")).default;
  const { ReadableStream } = await import("node:stream/web");
  const source = ReadableStream.from(chunks) as unknown as globalThis.ReadableStream<Uint8Array>;
  const plain = new XzReadableStream(source) as unknown as AsyncIterable<Uint8Array>;
  for await (const chunk of plain) yield Buffer.from(chunk);
}

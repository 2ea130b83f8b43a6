type Chunks = AsyncIterable<Uint8Array>;

/** Unpacks data of one format. It may keep a chunk for later. */
export type Decoder = (chunks: Chunks, name: string) => Chunks;

/** What unpacks each format where this runs. */
export type Decoders = Readonly<Record<"gzip" | "zstd" | "xz", Decoder>>;

const FORMATS: readonly (readonly [format: keyof Decoders, magic: readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

/**
 * Decompresses a capture if its first bytes say that it is compressed (gzip, zstd or xz). Its name does not matter.
 *
 * @param name what a message calls it
 */
export async function* decompressedBy(decoders: Decoders, chunks: Chunks, name: string): Chunks {
  const source = chunks[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  const whole = chain(first.value, source);
  const format = formatOf(first.value);
  yield* format ? decoders[format](copied(whole), name) : whole;
}

/** True if a file that begins so is compressed. */
export function isCompressed(first: Uint8Array): boolean {
  return formatOf(first) !== undefined;
}

function formatOf(first: Uint8Array): keyof Decoders | undefined {
  return FORMATS.find(([, magic]) => magic.every((byte, index) => first[index] === byte))?.[0];
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Chunks {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Copies each chunk: a decoder may keep a chunk for later, but its memory is used again for the next one. */
async function* copied(chunks: Chunks): Chunks {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

import { UnflushedError } from "../errors.js";
import { ByteQueue, littleEndian } from "./byte-queue.js";

/** A magic number, and the sizes of what a frame and a block begin with (RFC 8878, section 3.1). */
const MAGIC = 4;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
const SKIPPABLE = 8;
/** The longest frame header after its magic number. */
const FRAME_HEADER = 14;
/** A larger window is refused, in bytes: a decoder has to hold one. `zstd --ultra -21` needs so much; `--long` more. */
const LARGEST_WINDOW = 33_554_432;

/** The stream cannot be followed: the decoder says what is wrong with it. */
class NoZstd extends Error {}

/**
 * Cuts a zstd stream where its blocks end: a block gives no more than 128 KB of text, but a few bytes may hold a thousand blocks.
 *
 * @throws UnflushedError (`capture-window-too-large`) for a frame that needs more memory than a decoder should give
 */
export async function* zstdBlocks(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const source = new ByteQueue(chunks);
  try {
    while (await source.has(MAGIC)) {
      const magic = littleEndian(source.peek(MAGIC), 0, MAGIC);
      if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) yield* skippable(source);
      else if (magic === 0xfd2fb528) yield* frame(source, name);
      else break;
    }
  } catch (error) {
    if (!(error instanceof NoZstd)) throw error;
  }
  yield* source.rest();
}

async function* skippable(source: ByteQueue): AsyncGenerator<Uint8Array> {
  if (!(await source.has(SKIPPABLE))) throw new NoZstd();
  let left = SKIPPABLE + littleEndian(source.peek(SKIPPABLE), MAGIC, MAGIC);
  while (left > 0 && (await source.has(1))) {
    const part = source.take(Math.min(left, source.length));
    left -= part.length;
    yield part;
  }
}

async function* frame(source: ByteQueue, name: string): AsyncGenerator<Uint8Array> {
  await source.has(MAGIC + FRAME_HEADER); // a short frame has fewer
  const { size, window, hasChecksum } = frameHeader(source.peek(MAGIC + FRAME_HEADER));
  if (window > LARGEST_WINDOW) {
    throw new UnflushedError(
      "capture-window-too-large",
      `${name} needs ${Math.ceil(window / 1_048_576)} MB of memory to be unpacked, more than the 32 MB that are allowed: unpack it with zstd -d --long=31, and give the plain file`,
    );
  }
  yield source.take(size);
  for (let isLast = false; !isLast; ) {
    if (!(await source.has(BLOCK_HEADER))) throw new NoZstd();
    const header = littleEndian(source.peek(BLOCK_HEADER), 0, BLOCK_HEADER);
    isLast = (header & 1) === 1;
    const isRepeated = ((header >> 1) & 3) === 1;
    const length = BLOCK_HEADER + (isRepeated ? 1 : header >> 3) + (isLast && hasChecksum ? CHECKSUM : 0);
    if (!(await source.has(length))) throw new NoZstd();
    yield source.take(length);
  }
}

/** The size of a frame's header, the window that it asks for, and whether a checksum ends the frame. */
function frameHeader(bytes: Uint8Array): { size: number; window: number; hasChecksum: boolean } {
  const flags = bytes[MAGIC];
  if (flags === undefined) throw new NoZstd();
  const isSingle = (flags & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][flags & 3] as number;
  const content = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const before = MAGIC + 1 + (isSingle ? 0 : 1) + dictionary;
  const size = before + content;
  if (bytes.length < size) throw new NoZstd();
  return {
    size,
    window: isSingle ? contentSize(bytes, before, content) : windowSize(bytes),
    hasChecksum: (flags & 4) !== 0,
  };
}

function contentSize(bytes: Uint8Array, at: number, length: number): number {
  return littleEndian(bytes, at, length) + (length === 2 ? 256 : 0);
}

function windowSize(bytes: Uint8Array): number {
  const descriptor = bytes[MAGIC + 1] as number;
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

type Chunks = AsyncIterable<Uint8Array>;

/** Bytes that show the encoding of a text without a byte order mark. */
const SAMPLE = 64;
const BOM_UTF8 = 3;

/**
 * The text as the core reads it: ASCII, and UTF-8 in what the program printed. Windows writes UTF-16 when PowerShell
 * redirects a command, and editors there put a byte order mark in front.
 *
 * @param onUtf16 called before the first chunk of such a text
 */
export async function* asUtf8(chunks: Chunks, onUtf16: () => void): Chunks {
  const source = chunks[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  const encoding = encodingOf(first.value);
  if (encoding === "utf-8") {
    yield withoutMark(first.value);
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    return;
  }
  onUtf16();
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  yield encoder.encode(decoder.decode(first.value, { stream: true }));
  for (let next = await source.next(); !next.done; next = await source.next()) {
    yield encoder.encode(decoder.decode(next.value, { stream: true }));
  }
  yield encoder.encode(decoder.decode());
}

/** The first bytes of a text in UTF-8, without a byte order mark. */
export function withoutMark(first: Uint8Array): Uint8Array {
  return first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? first.subarray(BOM_UTF8) : first;
}

/** The encoding of a text that begins so. */
export function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (alternates(bytes, 1)) return "utf-16le";
  return alternates(bytes, 0) ? "utf-16be" : "utf-8";
}

/** True if each second byte is NUL and no other byte is: ASCII in two bytes a character. */
function alternates(bytes: Uint8Array, zeros: 0 | 1): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  return sample.length >= SAMPLE && sample.every((byte, at) => (byte === 0) === (at % 2 === zeros));
}

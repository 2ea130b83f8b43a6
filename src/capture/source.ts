import { RECORD_SERVER } from "../core/recipe.js";
import type { OtherTracer } from "../core/strace/other-tracers.js";
import { UnflushedError } from "../errors.js";
import { chunksOf } from "./chunks.js";
import { decompressed } from "./decompress.js";
import { asUtf8 } from "./encoding.js";
import type { ReadListener } from "./read-listener.js";
import { type Sharing, sharedChunksOf } from "./shared-chunks.js";

/** The name of standard input on the command line and in reports. */
export const STDIN = "-";

export function displayName(path: string): string {
  return path === STDIN ? "standard input" : path;
}

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
): AsyncIterable<Buffer> {
  const stored = path === STDIN ? stdin : sharing ? sharedChunksOf(path, sharing) : chunksOf(path);
  let read = 0;
  const counted = eachHeard(stored, (bytes) => {
    read += bytes;
  });
  let isFirst = true;
  try {
    for await (const chunk of asUtf8(decompressed(counted, displayName(path)), onUtf16)) {
      if (isFirst) refuseBinary(path, chunk);
      isFirst = false;
      const news = read;
      read = 0;
      await onRead?.(news);
      yield chunk;
    }
    if (read > 0) await onRead?.(read); // of a last chunk without text
  } catch (error) {
    throw readingError(path, error);
  }
}

async function* eachHeard(chunks: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

/** Of the first bytes of a file that is not text, more than this part are controls. Of random bytes it is a tenth. */
const MOST_CONTROLS = 0.05;

/**
 * strace escapes every byte that is not printable ASCII. What the traced program prints may stand between strace's lines,
 * and it may hold a NUL: only a file that holds many such bytes is refused.
 *
 * @throws UnflushedError (`capture-binary`)
 */
export function refuseBinary(path: string, chunk: Buffer): void {
  const sample = chunk.subarray(0, 4096);
  if (!sample.includes(0)) return;
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (controls <= sample.length * MOST_CONTROLS) return;
  throw new UnflushedError(
    "capture-binary",
    `${displayName(path)} is a binary file, not strace output: give the text that strace printed`,
  );
}

/** True for a byte that no text holds: a control other than a tab, an end of line or the escape of a colour. */
function isControl(byte: number): boolean {
  return byte < 0x08 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
}

/** The error for a capture in which no line is strace's. */
export function notStrace(path: string): UnflushedError {
  return new UnflushedError(
    "capture-not-strace",
    `${displayName(path)} is not strace output: record one with ${RECORD_SERVER}`,
  );
}

/** The error for the output of another program that traces calls, and for the source of a page that shows calls. */
export function otherTracer(path: string, { name, advice, isMarkup = false }: OtherTracer): UnflushedError {
  if (isMarkup) {
    const message = `${displayName(path)} is the source of a page in ${name}, not the text of strace: ${advice}`;
    return new UnflushedError("capture-not-strace", message);
  }
  return new UnflushedError(
    "capture-of-other-tracer",
    `${displayName(path)} is the output of ${name}, not of strace: ${advice}`,
  );
}

/** Turns an error of the file system or of a decoder into an UnflushedError that says what to do. */
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

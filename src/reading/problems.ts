import { RECORD_SERVER } from "../core/recipe.js";
import type { OtherTracer } from "../core/strace/other-tracers.js";
import { UnflushedError } from "../errors.js";

/** The name of standard input on the command line and in reports. */
export const STDIN = "-";

export function displayName(path: string): string {
  return path === STDIN ? "standard input" : path;
}

/** Of the first bytes of a file that is not text, more than this part are controls. Of random bytes it is a tenth. */
const MOST_CONTROLS = 0.05;
const SAMPLE = 4096;

/**
 * strace escapes every byte that is not printable ASCII. What the traced program prints may stand between strace's lines,
 * and it may hold a NUL: only a file that holds many such bytes is refused.
 *
 * @throws UnflushedError (`capture-binary`)
 */
export function refuseBinary(path: string, chunk: Uint8Array): void {
  const sample = chunk.subarray(0, SAMPLE);
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

/** The error for a capture without a byte of text. */
export function emptyCapture(path: string): UnflushedError {
  return new UnflushedError("capture-empty", `${displayName(path)} is empty: record one with ${RECORD_SERVER}`);
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

/** The error for a file that may not be read, or not any more; `code` says why. */
export function unreadableCapture(path: string, code: string): UnflushedError {
  return new UnflushedError(
    "capture-unreadable",
    `${displayName(path)} cannot be read (${code}): check its permissions`,
  );
}

/** The error for compressed data that no decoder can read to its end. */
export function damagedCapture(path: string): UnflushedError {
  return new UnflushedError(
    "capture-damaged",
    `${displayName(path)} is compressed, and its data is damaged or ends too early: what stands before was read; compress it again`,
  );
}

/** True if a capture was read as far as it could be, so that what stands before counts. */
export function breaksReading(error: unknown): error is UnflushedError {
  const codes = ["capture-damaged", "capture-unreadable", "capture-window-too-large", "engine-failed"];
  return error instanceof UnflushedError && codes.includes(error.code);
}

/** True for a file that is not strace output at all. */
export function isNoStrace({ code }: UnflushedError): boolean {
  return code === "capture-not-strace" || code === "capture-binary";
}

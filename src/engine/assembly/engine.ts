/** The engine: bytes of a capture in, records of its lines out. What it exports is all that the host may use (host/exports.ts). */
import { defineCalls } from "./calls/rows";
import { IN, LONGEST_CHUNK, LONGEST_LINE, OUT, reserve } from "./memory";
import { mostRecordBytes } from "./record";

export { lineCount, recordCount, scan, skipLine } from "./lines";
export { recordBytes } from "./record";

reserve(mostRecordBytes());
defineCalls();

/** Where the host puts the bytes: what is left of the chunk before, and the next chunk after it. */
export function input(): usize {
  return IN;
}

/** Where the records stand after a scan. */
export function output(): usize {
  return OUT;
}

export function longestLine(): i32 {
  return LONGEST_LINE;
}

export function longestChunk(): i32 {
  return LONGEST_CHUNK;
}

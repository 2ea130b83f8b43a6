import type { FrameFormat, FrameHead } from "../frames/frame-format.js";

/** The types of records that are looked at (FastCGI 1.0, section 8). */
export const BEGIN_REQUEST = 1;
export const ABORT_REQUEST = 2;
export const END_REQUEST = 3;
export const PARAMS = 4;
export const STDOUT = 6;
export const STDERR = 7;
const STDIN = 5;
const DATA = 8;
const GET_VALUES = 9;
const GET_VALUES_RESULT = 10;
const UNKNOWN_TYPE = 11;

/** Version, type, two bytes each of request id and content length, padding length, a reserved byte (section 3.3). */
export const RECORD_HEAD_BYTES = 8;
/** BEGIN_REQUEST and END_REQUEST have bodies of one size (sections 5.1 and 5.5). */
export const FIXED_BODY = 8;
/** Bytes of an END_REQUEST record. */
export const END_BYTES = RECORD_HEAD_BYTES + FIXED_BODY;
const VERSION = 1;
/** Records about the connection have this request id, and only they have (section 3.3). */
export const MANAGEMENT = 0;

/** The head of a record. Its body is the content and the padding after it. */
export interface FastCgiRecord extends FrameHead {
  readonly type: number;
  readonly id: number;
  readonly contentBytes: number;
}

const ASKING: ReadonlySet<number> = new Set([BEGIN_REQUEST, ABORT_REQUEST, PARAMS, STDIN, DATA, GET_VALUES]);
const ANSWERING: ReadonlySet<number> = new Set([END_REQUEST, STDOUT, STDERR, GET_VALUES_RESULT, UNKNOWN_TYPE]);
/** The types that are about the connection. */
const MANAGING: ReadonlySet<number> = new Set([GET_VALUES, GET_VALUES_RESULT, UNKNOWN_TYPE]);

/** The records of the web server, and those of the application. */
export const askingRecords: FrameFormat<FastCgiRecord> = {
  longestHead: RECORD_HEAD_BYTES,
  headOf: (bytes) => headOf(bytes, ASKING),
};
export const answeringRecords: FrameFormat<FastCgiRecord> = {
  longestHead: RECORD_HEAD_BYTES,
  headOf: (bytes) => headOf(bytes, ANSWERING),
};

function headOf(bytes: Uint8Array, types: ReadonlySet<number>): FastCgiRecord | "short" | null {
  if (bytes.length > 0 && bytes[0] !== VERSION) return null;
  if (bytes.length > 1 && !types.has(byteAt(bytes, 1))) return null;
  if (bytes.length < RECORD_HEAD_BYTES) return "short";
  const type = byteAt(bytes, 1);
  const id = wordAt(bytes, 2);
  const contentBytes = wordAt(bytes, 4);
  if ((id === MANAGEMENT) !== MANAGING.has(type)) return null;
  if ((type === BEGIN_REQUEST || type === END_REQUEST) && contentBytes !== FIXED_BODY) return null;
  return { headBytes: RECORD_HEAD_BYTES, bodyBytes: contentBytes + byteAt(bytes, 6), type, id, contentBytes };
}

/** Two bytes, the high one first. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return 256 * byteAt(bytes, at) + byteAt(bytes, at + 1);
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

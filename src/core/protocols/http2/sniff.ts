import {
  FIRST_MOST_BYTES,
  fixedBytes,
  HEAD_BYTES,
  Http2FrameFormat,
  type Http2FrameHead,
  isPreface,
  MOST_BYTES,
} from "./frame-format.js";
import { ACK, HEADERS, SETTINGS } from "./frame-types.js";
import { BlockReader } from "./hpack/block-reader.js";
import { STATIC_TABLE } from "./hpack/static-table.js";

const format = new Http2FrameFormat(false, FIRST_MOST_BYTES);
const BYTES_OF_A_SETTING = 6;
const ENABLE_PUSH = 2;
const INITIAL_WINDOW_SIZE = 4;
const MAX_FRAME_SIZE = 5;

/**
 * The side that speaks HTTP/2 first: the asking side with its preface, the answering side with its settings (RFC 9113, section 3.4).
 * A connection that is older than the capture is known by frames with a header block.
 *
 * @param first the first bytes, as far as the capture shows them: at least 3
 * @param length how many bytes their call moved
 */
export function sniffHttp2(first: Uint8Array, length: number): "asks" | "answers" | null {
  if (isPreface(first)) return "asks";
  const head = headOf(first);
  if (head === null || head === "short") return null;
  if (head.type !== SETTINGS || (head.flags & ACK) !== 0) return sideOfHeaders(first, length);
  const end = HEAD_BYTES + head.bodyBytes;
  for (let at = HEAD_BYTES; at + BYTES_OF_A_SETTING <= Math.min(end, first.length); at += BYTES_OF_A_SETTING) {
    if (!isSetting(first.subarray(at, at + BYTES_OF_A_SETTING))) return null;
  }
  // Eight bytes of zeros and a four begin many a binary protocol: what comes next has to be a frame, too.
  if (end >= length || first.length <= end) return "answers";
  const next = headOf(first.subarray(end));
  const isHidden = next === "short" && first.length < length;
  return isHidden || (next !== null && next !== "short") ? "answers" : null;
}

/** The head at the beginning of some bytes, if it is not a doubtful one. */
function headOf(bytes: Uint8Array): Http2FrameHead | "short" | null {
  const head = format.headOf(bytes.subarray(0, HEAD_BYTES));
  return head !== null && head !== "short" && format.isDoubtful(head) ? null : head;
}

/** True if a setting may have this value (section 6.5.2). No setting has the number 0. */
function isSetting(bytes: Uint8Array): boolean {
  const [high = 0, low = 0] = bytes;
  const id = high * 256 + low;
  const value = bytes.subarray(2).reduce((sum, byte) => sum * 256 + byte, 0);
  if (id === ENABLE_PUSH) return value <= 1;
  if (id === INITIAL_WINDOW_SIZE) return value < 2 ** 31;
  if (id === MAX_FRAME_SIZE) return value >= FIRST_MOST_BYTES && value <= MOST_BYTES;
  return id !== 0;
}

/** Frames that come before a HEADERS frame in the same call are small: WINDOW_UPDATE, PING. */
const MOST_BEFORE = 4;

/** The side that sent the first of these frames that are HEADERS; null if there is none, or if they are not frames. */
function sideOfHeaders(first: Uint8Array, length: number): "asks" | "answers" | null {
  let at = 0;
  for (let frames = 0; frames <= MOST_BEFORE; frames++) {
    const head = headOf(first.subarray(at));
    if (head === null || head === "short") return null;
    const start = at + HEAD_BYTES;
    at = start + head.bodyBytes;
    if (at > length) return null;
    if (head.type === HEADERS) return sideOfBlock(first.subarray(start + fixedBytes(HEADERS, head.flags), at));
  }
  return null;
}

/** The first field of a request or of an answer is a pseudo-header field (RFC 9113, section 8.3), most often of the static table. */
function sideOfBlock(block: Uint8Array): "asks" | "answers" | null {
  const reader = new BlockReader(block);
  const field = reader.index();
  const name = field === null ? null : STATIC_TABLE[field - 1]?.name;
  if (name === ":status") return "answers";
  return name?.startsWith(":") ? "asks" : null;
}

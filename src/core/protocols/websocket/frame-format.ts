import type { FrameFormat, FrameHead } from "../frames/frame-format.js";
import type { MovedBytes } from "../moved-bytes.js";

/** The head of a WebSocket frame (RFC 6455, section 5.2). */
export interface WebSocketHead extends FrameHead {
  readonly opcode: number;
  /** True if it is the last frame of its message. */
  readonly isFinal: boolean;
}

/** Opcodes (RFC 6455, section 11.8). */
export const OPCODE = { continuation: 0, binary: 2, close: 8, pong: 10 } as const;

const FINAL = 0x80;
/** The message is compressed (RFC 7692, section 6). Only the first frame of a message of data may have it. */
const RSV1 = 0x40;
const RSV2_AND_3 = 0x30;
const MASKED = 0x80;
/** What the seven bits of length say if the length stands in the next two bytes, or in the next eight. */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;
/** The longest body of a control frame (section 5.5). */
const LONGEST_CONTROL = 125;
const MASKING_KEY = 4;

/** True for close, ping and pong. They may stand between the frames of another message (section 5.4). */
export function isControl(opcode: number): boolean {
  return opcode >= OPCODE.close;
}

/** The frames of a server: it must not mask them (section 5.1). */
export const FROM_SERVER = framesFrom(false);
/** The frames of a client: it must mask them. */
export const FROM_CLIENT = framesFrom(true);

/** True if a server was to send these bytes, and they are frames of control and nothing else. */
export function isControlOnly(bytes: MovedBytes): boolean {
  let at = 0;
  while (at < bytes.length) {
    const head = FROM_SERVER.headOf(bytes.show(at, FROM_SERVER.longestHead));
    if (head === null || head === "short" || !isControl(head.opcode)) return false;
    at += head.headBytes + head.bodyBytes;
  }
  return at === bytes.length;
}

function framesFrom(isMasked: boolean): FrameFormat<WebSocketHead> {
  const keyBytes = isMasked ? MASKING_KEY : 0;
  return {
    longestHead: 10 + keyBytes,
    headOf: (bytes) => {
      const [first, second] = bytes;
      if (first === undefined) return "short";
      if (!isFirstByte(first)) return null;
      if (second === undefined) return "short";
      if (second >= MASKED !== isMasked) return null;
      const opcode = first & 0x0f;
      const lengthAndHead = lengthOf(bytes, second & 0x7f);
      if (lengthAndHead === null || lengthAndHead === "short") return lengthAndHead;
      const { headBytes, bodyBytes } = lengthAndHead;
      if (!mayBeSoLong(opcode, bodyBytes)) return null;
      if (bytes.length < headBytes + keyBytes) return "short";
      return { headBytes: headBytes + keyBytes, bodyBytes, opcode, isFinal: first >= FINAL };
    },
    // Zeros and small numbers in a body look like frames that end no message: those prove nothing.
    mayBeFound: ({ isFinal }) => isFinal,
  };
}

function isFirstByte(first: number): boolean {
  const opcode = first & 0x0f;
  if ((first & RSV2_AND_3) !== 0) return false;
  if (isControl(opcode)) return opcode <= OPCODE.pong && first === (FINAL | opcode);
  return opcode <= OPCODE.binary && !(opcode === OPCODE.continuation && (first & RSV1) !== 0);
}

/** A body of close is empty, or begins with two bytes of status (section 5.5.1). */
function mayBeSoLong(opcode: number, bodyBytes: number): boolean {
  if (!isControl(opcode)) return true;
  return bodyBytes <= LONGEST_CONTROL && !(opcode === OPCODE.close && bodyBytes === 1);
}

/** A length must stand in as few bytes as it needs (section 5.2). `headBytes` does not count the masking key. */
function lengthOf(bytes: Uint8Array, seven: number): FrameHead | "short" | null {
  if (seven < IN_TWO_BYTES) return { headBytes: 2, bodyBytes: seven };
  const headBytes = seven === IN_EIGHT_BYTES ? 10 : 4;
  if (bytes.length < headBytes) return "short";
  const bodyBytes = numberAt(bytes, 2, headBytes);
  if (headBytes === 4) return bodyBytes < IN_TWO_BYTES ? null : { headBytes, bodyBytes };
  const hasHighestBit = Number(bytes[2]) >= 0x80;
  return hasHighestBit || bodyBytes <= 0xffff ? null : { headBytes, bodyBytes };
}

/** A number in network byte order; 2^53 - 1 if it is more. */
function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 256 + Number(bytes[at]);
  return Math.min(number, Number.MAX_SAFE_INTEGER);
}

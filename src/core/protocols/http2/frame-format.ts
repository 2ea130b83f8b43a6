import type { FrameFormat, FrameHead } from "../frames/frame-format.js";
import * as type from "./frame-types.js";
import { uint32 } from "./frame-types.js";

/** The head of a frame (RFC 9113, section 4.1). */
export interface Http2FrameHead extends FrameHead {
  readonly type: number;
  readonly flags: number;
  /** 0 is the connection. */
  readonly stream: number;
}

/** What an asking side sends first (RFC 9113, section 3.4). */
export const PREFACE_TEXT = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
export const HEAD_BYTES = 9;
/** The largest frame before the reader allows more, and the most that it can allow (section 6.5.2). */
export const FIRST_MOST_BYTES = 16_384;
export const MOST_BYTES = 2 ** 24 - 1;
/** Frames of types that are not defined are skipped (section 4.1). Most are small: PRIORITY_UPDATE, ALTSVC, GREASE. */
const USUAL_UNKNOWN_BYTES = 1024;

/** What the head of a defined frame may be. */
interface Rules {
  readonly flags: number;
  /** Whether the frame belongs to a stream; null if it may belong to either. */
  readonly isOfStream: boolean | null;
  readonly fits: (bodyBytes: number) => boolean;
}
const any = (): boolean => true;
const exactly = (bytes: number) => (bodyBytes: number) => bodyBytes === bytes;
const atLeast = (bytes: number) => (bodyBytes: number) => bodyBytes >= bytes;
const BYTES_OF_A_SETTING = 6;

/** By type. Other flags must be left unset by the sender (section 4.1), so a head with them is rather none. */
const RULES: readonly Rules[] = [
  { flags: type.END_STREAM | type.PADDED, isOfStream: true, fits: any },
  { flags: type.END_STREAM | type.END_HEADERS | type.PADDED | type.HAS_PRIORITY, isOfStream: true, fits: atLeast(1) },
  { flags: 0, isOfStream: true, fits: exactly(5) },
  { flags: 0, isOfStream: true, fits: exactly(4) },
  { flags: type.ACK, isOfStream: false, fits: (bytes) => bytes % BYTES_OF_A_SETTING === 0 },
  { flags: type.END_HEADERS | type.PADDED, isOfStream: true, fits: atLeast(4) },
  { flags: type.ACK, isOfStream: false, fits: exactly(8) },
  { flags: 0, isOfStream: false, fits: atLeast(8) },
  { flags: 0, isOfStream: null, fits: exactly(4) },
  { flags: type.END_HEADERS, isOfStream: true, fits: any },
];

/** How the frames of one direction are laid out. */
export class Http2FrameFormat implements FrameFormat<Http2FrameHead> {
  readonly longestHead = HEAD_BYTES;
  /** The highest stream that the asking side has opened; infinite if that is not known. */
  highestAsked = Number.POSITIVE_INFINITY;
  /** The highest one that the other side was seen to promise; infinite if promises may be older than the capture. */
  highestPromised = 0;
  /** The reader of this side was out of step: it may have taken bytes of a body for a frame since, and be so still. */
  isUnsure = false;

  /**
   * @param isAsking true for the side that asks: it begins with the preface, and its streams have odd numbers
   * @param mostBytes the largest body that the other side takes
   */
  constructor(
    private readonly isAsking: boolean,
    public mostBytes: number,
  ) {}

  headOf(bytes: Uint8Array): Http2FrameHead | "short" | null {
    if (bytes.length < HEAD_BYTES) return "short";
    if (this.isAsking && isPreface(bytes)) return PREFACE_HEAD;
    const bodyBytes = uint32(bytes, 0) >>> 8;
    const [, , , kind = 0, flags = 0] = bytes;
    const stream = uint32(bytes, 5);
    const head = { headBytes: HEAD_BYTES, bodyBytes, type: kind, flags, stream };
    return this.#isPlausible(head) && !(this.isUnsure && this.#isOfIdle(head)) ? head : null;
  }

  /**
   * The bytes of a body, and padding most of all, may look like frames if a call begins in their midst, and so does the end of a head with
   * the body after it: the last bytes of a stream's number are read as a length. Frames of types that are not defined are no proof, because
   * most bytes are such a type. Nor are empty frames that say nothing (real programs do not send them), or those of a stream that is not open yet.
   */
  mayBeFound({ bodyBytes, type: kind, flags, stream }: Http2FrameHead): boolean {
    if (kind !== type.PREFACE_TYPE && RULES[kind] === undefined) return false;
    const isSilent = kind === type.CONTINUATION || (kind === type.DATA && (flags & type.END_STREAM) === 0);
    if (isSilent && bodyBytes === 0) return false;
    return this.#isOpened(stream);
  }

  /**
   * True if the type is not defined and the frame is large, as ORIGIN and the METADATA of Envoy may be. Bytes that are no frames may look
   * like one by chance: it counts only when the frame after it shows that this one was one.
   */
  isDoubtful({ bodyBytes, type: kind }: Pick<Http2FrameHead, "bodyBytes" | "type">): boolean {
    return kind !== type.PREFACE_TYPE && RULES[kind] === undefined && bodyBytes > USUAL_UNKNOWN_BYTES;
  }

  /** Only HEADERS, which opens one, and PRIORITY may be of a stream that is not open yet (section 5.1). */
  #isOfIdle({ type: kind, stream }: Http2FrameHead): boolean {
    const mayBe = kind === type.PRIORITY || (this.isAsking && kind === type.HEADERS);
    return RULES[kind] !== undefined && !mayBe && !this.#isOpened(stream);
  }

  /** True if the stream is open, or was; also for 0, which is the connection. */
  #isOpened(stream: number): boolean {
    return stream <= (stream % 2 === 0 ? this.highestPromised : this.highestAsked);
  }

  #isPlausible({ bodyBytes, type: kind, flags, stream }: Http2FrameHead): boolean {
    if (bodyBytes > this.mostBytes || stream >= 2 ** 31) return false;
    const rules = RULES[kind];
    if (rules === undefined) return this.mostBytes < MOST_BYTES || bodyBytes <= FIRST_MOST_BYTES;
    if ((flags & ~rules.flags) !== 0 || !rules.fits(bodyBytes)) return false;
    if (rules.isOfStream !== null && rules.isOfStream !== stream > 0) return false;
    if (kind === type.SETTINGS) return (flags & type.ACK) === 0 || bodyBytes === 0;
    return this.#mayBeOf(kind, stream) && bodyBytes >= fixedBytes(kind, flags);
  }

  /** The asking side opens streams of odd numbers, and promises none (sections 5.1.1 and 8.4). */
  #mayBeOf(kind: number, stream: number): boolean {
    if (!this.isAsking) return true;
    if (kind === type.PUSH_PROMISE) return false;
    const carries = kind === type.DATA || kind === type.HEADERS || kind === type.CONTINUATION;
    return !carries || stream % 2 === 1;
  }
}

const PREFACE_HEAD: Http2FrameHead = {
  headBytes: HEAD_BYTES,
  bodyBytes: PREFACE_TEXT.length - HEAD_BYTES,
  type: type.PREFACE_TYPE,
  flags: 0,
  stream: 0,
};

/** True if these bytes are the first ones of the preface, or all of it. */
export function isPreface(bytes: Uint8Array): boolean {
  return bytes.every((byte, at) => at >= PREFACE_TEXT.length || byte === PREFACE_TEXT.charCodeAt(at));
}

/** Bytes that stand before a payload, at least: the length of the padding, and the priority (sections 6.1 and 6.2). */
export function fixedBytes(kind: number, flags: number): number {
  if (kind !== type.DATA && kind !== type.HEADERS && kind !== type.PUSH_PROMISE) return 0;
  const padding = (flags & type.PADDED) === 0 ? 0 : 1;
  if (kind === type.PUSH_PROMISE) return padding + 4;
  return kind === type.HEADERS && (flags & type.HAS_PRIORITY) !== 0 ? padding + 5 : padding;
}

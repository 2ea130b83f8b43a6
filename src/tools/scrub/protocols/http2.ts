import { bytesOf } from "../../../core/bytes.js";
import {
  FIRST_MOST_BYTES,
  fixedBytes,
  HEAD_BYTES,
  Http2FrameFormat,
  type Http2FrameHead,
  MOST_BYTES,
  PREFACE_TEXT,
} from "../../../core/protocols/http2/frame-format.js";
import * as type from "../../../core/protocols/http2/frame-types.js";
import { eachSetting, MAX_FRAME_SIZE } from "../../../core/protocols/http2/settings.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";
import { FrameMask, type FrameMaskUser } from "./frame-mask.js";
import { HeaderBlockMask } from "./header-block.js";
import type { NewStreamMask } from "./stream-mask.js";

/** What the analysis keeps of a frame, and of a header block (core/protocols/http2/side.ts, header-blocks.ts). */
const MOST_PAYLOAD = 16_384;
const MOST_BLOCK = 65_536;
/** Bytes at the start of a payload that stay: numbers. What follows them is text, or opaque. */
const NUMBERS = new Map<number, number>([
  [type.PRIORITY, 5],
  [type.RST_STREAM, 4],
  [type.SETTINGS, MOST_PAYLOAD],
  [type.GOAWAY, 8],
  [type.WINDOW_UPDATE, 4],
]);
const SETTING_BYTES = 6;
/** The last setting that is registered and of which the values are small or sizes (RFC 9113, section 6.5.2; RFC 8441; RFC 9218). */
const LAST_SETTING = 9;

/** Of HTTP/2 stay the heads of frames, their numbers, and of header blocks the layout, and what frames a message. */
export const http2Mask: NewStreamMask = ({ isOlder, upgraded }, names) => {
  const askFormat = new Http2FrameFormat(true, isOlder ? MOST_BYTES : FIRST_MOST_BYTES);
  const answerFormat = new Http2FrameFormat(false, isOlder || upgraded ? MOST_BYTES : FIRST_MOST_BYTES);
  const asks = new FrameMask<Http2FrameHead>(askFormat, new SideMask(answerFormat, names), isOlder);
  const answers = new FrameMask<Http2FrameHead>(answerFormat, new SideMask(askFormat, names), isOlder);
  return {
    asks: (call) => asks.take(call),
    answers: (call) => answers.take(call),
    find: () => answers.find(),
    miss: () => {
      asks.lose();
      answers.lose();
    },
  };
};

class SideMask implements FrameMaskUser<Http2FrameHead> {
  readonly #blocks: HeaderBlockMask;
  #payload = new ByteParts(MOST_PAYLOAD);
  /** The header block under way, and its stream. */
  #block: ByteParts | null = null;
  #stream = 0;

  /** @param other the format of the other side: this one says how large its frames may be */
  constructor(
    private readonly other: Http2FrameFormat,
    names: Pseudonyms,
  ) {
    this.#blocks = new HeaderBlockMask(names);
  }

  maskHead(head: string): string {
    return head;
  }

  begins(head: Http2FrameHead): void {
    this.#payload = new ByteParts(MOST_PAYLOAD);
    if (head.type === type.CONTINUATION && this.#block !== null && this.#stream === head.stream) return;
    this.#finish(false);
    if (head.type !== type.HEADERS && head.type !== type.PUSH_PROMISE) return;
    this.#block = new ByteParts(MOST_BLOCK);
    this.#stream = head.stream;
  }

  body(head: Http2FrameHead, call: CallBytes, at: number, length: number): void {
    if (head.type === type.DATA && (head.flags & type.PADDED) === 0) return;
    const isFirst = this.#payload.text === "" && this.#payload.isWhole;
    this.#payload.add(call, at, length);
    if (head.type === type.PREFACE_TYPE) this.#payload.print(PREFACE_TEXT.slice(HEAD_BYTES));
    else if (isFirst) this.#payload.print(this.#payload.text.slice(0, fixedBytes(head.type, head.flags)));
    const numbers = NUMBERS.get(head.type);
    if (numbers !== undefined) this.#payload.print(maskNumbers(head.type, this.#payload.text.slice(0, numbers)));
  }

  ends(head: Http2FrameHead): void {
    if (head.type === type.SETTINGS) this.#settings();
    const isOfBlock = head.type === type.HEADERS || head.type === type.PUSH_PROMISE || head.type === type.CONTINUATION;
    if (!isOfBlock) return;
    if (this.#block === null) this.#blocks.forget();
    else this.#join(head, this.#block);
    if ((head.flags & type.END_HEADERS) !== 0) this.#finish(true);
  }

  lost(): void {
    this.#block = null;
    this.#blocks.forget();
    this.other.mostBytes = MOST_BYTES;
  }

  /** Takes the padding and the priority off (RFC 9113, section 6.2). */
  #join(head: Http2FrameHead, block: ByteParts): void {
    const payload = this.#payload;
    const fixed = fixedBytes(head.type, head.flags);
    if (payload.text.length < fixed) {
      block.isWhole = false;
      return;
    }
    payload.print(payload.text.slice(0, fixed));
    const isPadded = fixed > 0 && (head.flags & type.PADDED) !== 0;
    const padding = isPadded ? payload.text.charCodeAt(0) : 0;
    block.append(payload, fixed, Math.max(0, head.bodyBytes - fixed - padding));
  }

  #finish(isWhole: boolean): void {
    const block = this.#block;
    this.#block = null;
    block?.print(this.#blocks.mask(block.text, isWhole && block.isWhole));
  }

  #settings(): void {
    if (!this.#payload.isWhole) this.other.mostBytes = MOST_BYTES;
    eachSetting(bytesOf(this.#payload.text), (id, value) => {
      if (id === MAX_FRAME_SIZE) this.other.mostBytes = Math.max(this.other.mostBytes, value);
    });
  }
}

/** The settings that are registered stay; the value of any other becomes 0. */
function maskNumbers(kind: number, payload: string): string {
  if (kind !== type.SETTINGS) return payload;
  return payload.replace(/[\s\S]{1,6}/g, (setting) => {
    const isKnown = setting.length < 2 || (setting[0] === "\0" && setting.charCodeAt(1) <= LAST_SETTING);
    return isKnown ? setting : setting.slice(0, 2) + "\0".repeat(Math.min(setting.length, SETTING_BYTES) - 2);
  });
}

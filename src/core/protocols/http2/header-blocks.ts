import { fixedBytes, type Http2FrameHead } from "./frame-format.js";
import * as type from "./frame-types.js";
import { uint31 } from "./frame-types.js";
import { type HeaderBlock, noFields, noteField } from "./header-block.js";
import { HpackDecoder } from "./hpack/hpack-decoder.js";
import { ShownBytes } from "./shown-bytes.js";

/** The bound of a header block; what goes beyond it counts as hidden. Common readers allow 8 to 64 KiB. */
const MOST_BYTES = 65_536;

/**
 * Joins the header blocks of one direction: HEADERS or PUSH_PROMISE, and CONTINUATION as long as END_HEADERS has not come (RFC 9113,
 * section 4.3).
 */
export class HeaderBlocks {
  readonly #decoder = new HpackDecoder();
  readonly #fragments = new ShownBytes(MOST_BYTES);
  #first: Http2FrameHead | null = null;
  #promised: number | null = null;
  #line = 0;

  constructor(private readonly use: (block: HeaderBlock) => void) {}

  /** The stream of the block under way; 0 if there is none. */
  get stream(): number {
    return this.#first?.stream ?? 0;
  }

  /** A frame begins. One that does not go on with the block under way breaks it off. */
  begins(head: Http2FrameHead, line: number): void {
    if (head.type === type.CONTINUATION && this.stream === head.stream) return;
    if (this.#first !== null) this.breakOff();
    if (head.type !== type.HEADERS && head.type !== type.PUSH_PROMISE) return;
    this.#first = head;
    this.#promised = null;
    this.#line = line;
    this.#fragments.clear();
  }

  /** A HEADERS, PUSH_PROMISE or CONTINUATION frame is whole. */
  ends(head: Http2FrameHead, payload: ShownBytes): void {
    if (this.#first === null) {
      this.#decoder.forget(); // a CONTINUATION without its beginning
      return;
    }
    this.#join(head, payload);
    if ((head.flags & type.END_HEADERS) !== 0) this.#finish();
  }

  /** The block under way will not be seen whole. */
  breakOff(): void {
    this.#fragments.hide();
    if (this.#first !== null) this.#finish();
  }

  /** Blocks may have gone by unseen. */
  forget(): void {
    this.#first = null;
    this.#decoder.forget();
  }

  /** Takes the padding and the priority off (RFC 9113, section 6.2). */
  #join(head: Http2FrameHead, payload: ShownBytes): void {
    const shown = payload.bytes;
    const fixed = fixedBytes(head.type, head.flags);
    if (shown.length < fixed) {
      this.#fragments.hide();
      return;
    }
    const isPadded = fixed > 0 && (head.flags & type.PADDED) !== 0;
    if (head.type === type.PUSH_PROMISE) this.#promised = uint31(shown, isPadded ? 1 : 0);
    const length = Math.max(0, head.bodyBytes - fixed - (isPadded ? (shown[0] ?? 0) : 0));
    this.#fragments.append(shown.subarray(fixed, fixed + length), length);
  }

  #finish(): void {
    const { stream, type: kind, flags } = this.#first as Http2FrameHead;
    this.#first = null;
    const fields = noFields();
    const { bytes, isWhole } = this.#fragments;
    fields.isWhole = this.#decoder.decode(bytes, isWhole, (field) => noteField(fields, field));
    this.use({
      stream,
      promised: kind === type.PUSH_PROMISE ? (this.#promised ?? 0) : null,
      endsStream: kind === type.HEADERS && (flags & type.END_STREAM) !== 0,
      line: this.#line,
      fields,
    });
  }
}

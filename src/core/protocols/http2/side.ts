import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader, type FrameUser } from "../frames/frame-reader.js";
import type { MovedBytes } from "../moved-bytes.js";
import type { StreamProgress } from "../protocol.js";
import { HEAD_BYTES, type Http2FrameFormat, type Http2FrameHead } from "./frame-format.js";
import * as type from "./frame-types.js";
import type { HeaderBlock } from "./header-block.js";
import { HeaderBlocks } from "./header-blocks.js";
import { ShownBytes } from "./shown-bytes.js";

/** Hears what one side sends. */
export interface SideUser {
  /** A HEADERS or a DATA frame begins. */
  begins(head: Http2FrameHead, line: number): void;
  /** So many bytes of a body, without padding; null if the capture hides how long the padding is. */
  data(stream: number, bytes: number | null): void;
  /** A DATA frame is whole. */
  dataEnds(head: Http2FrameHead): void;
  block(block: HeaderBlock): void;
  /** A frame of another type is whole. Its payload comes as far as the capture shows it. */
  control(head: Http2FrameHead, payload: ShownBytes): void;
  /** What follows is not known, because it is hidden or no HTTP/2, until `found`. */
  lost(isHidden: boolean): void;
  /** The same, for another reason. */
  miss(why: BlindSpotCode): void;
  found(): void;
  /** So many bytes went by of which it is not known to what they belong. */
  hid(bytes: number): void;
}

/** The bound of a frame that is kept until it is whole: a HEADERS frame may be as large as this, unless the peer allows more. */
const MOST_PAYLOAD_BYTES = 16_384;

/** One direction of a connection: takes the frames apart. */
export class Side implements FrameUser<Http2FrameHead> {
  readonly #reader: FrameReader<Http2FrameHead>;
  readonly #blocks: HeaderBlocks;
  readonly #payload = new ShownBytes(MOST_PAYLOAD_BYTES);
  /** Bytes of the direction so far. */
  #total = 0;
  /** Bytes of the call at hand that belong to frames whose heads were seen. */
  #seen = 0;
  /** Bytes of the frame under way that have come. */
  #taken = 0;
  /** Bytes of frames that are doubtful, and not confirmed by what follows; null if there are none. */
  #doubtful: number | null = null;
  /** Bytes of frames since the reader found its step; null if it was never lost. */
  #sinceFound: number | null = null;
  /** Bytes of padding of the DATA frame under way; null if they are not known. */
  #padding: number | null = 0;

  constructor(
    readonly format: Http2FrameFormat,
    isOlder: boolean,
    private readonly user: SideUser,
  ) {
    format.isUnsure = isOlder;
    this.#reader = new FrameReader(format, this, isOlder);
    this.#blocks = new HeaderBlocks((block) => this.user.block(block));
  }

  get isLost(): boolean {
    return this.#reader.step === "lost";
  }

  /** The frame under way, and how much of its body has come; null if there is none. */
  get underWay(): { readonly head: Http2FrameHead; readonly taken: number } | null {
    const head = this.#reader.frame;
    return head === null ? null : { head, taken: this.#taken };
  }

  /** See `Conversation.progress`. */
  get progress(): StreamProgress | null {
    return this.isLost
      ? null
      : { accepted: this.#total, declared: this.#total + (this.underWay ? this.#reader.left : 0) };
  }

  take(bytes: MovedBytes): void {
    this.#total += bytes.length;
    this.#seen = 0;
    this.#reader.take(bytes);
    if (this.isLost) this.user.hid(Math.max(0, bytes.length - this.#seen));
    else if (this.#reader.step === "between") this.#doubtful = null; // a frame that ends with its call is one
  }

  /** Nothing follows: a doubtful frame will not be confirmed. */
  finish(): void {
    if (this.#doubtful === null) return;
    this.#reader.lose();
    this.lost(false);
  }

  /** A side that is lost is in step again: it is known to the byte what was hidden. */
  find(): void {
    this.#reader.find();
  }

  /** Bytes are missing, for this reason, or may be. */
  miss(why: BlindSpotCode): void {
    this.format.isUnsure = true;
    this.#reader.lose();
    this.#doubtful = null;
    this.#blocks.forget();
    this.user.miss(why);
  }

  head(head: Http2FrameHead, line: number): void {
    this.#see(head.headBytes);
    if (this.format.isDoubtful(head)) this.#doubtful = (this.#doubtful ?? 0) + head.headBytes;
    else this.#doubtful = null;
    this.#taken = 0;
    this.#padding = 0;
    this.#payload.clear();
    this.#blocks.begins(head, line);
    if (head.type === type.HEADERS || head.type === type.DATA) this.user.begins(head, line);
  }

  body(head: Http2FrameHead, bytes: MovedBytes, at: number, length: number): void {
    if (head.type === type.DATA) this.#data(head, bytes, at, length);
    else this.#payload.add(bytes, at, length);
    this.#taken += length;
    this.#see(length);
    if (this.#doubtful !== null) this.#doubtful += length;
  }

  end(head: Http2FrameHead): void {
    if (head.type === type.DATA) this.user.dataEnds(head);
    else if (head.type === type.HEADERS || head.type === type.PUSH_PROMISE || head.type === type.CONTINUATION) {
      this.#blocks.ends(head, this.#payload);
    } else this.user.control(head, this.#payload);
  }

  lost(isHidden: boolean): void {
    this.format.isUnsure = true;
    this.#blocks.forget();
    this.user.lost(isHidden);
    const unsure = isHidden ? null : this.#sinceFound;
    if (unsure !== null) this.user.hid(unsure + HEAD_BYTES - 1);
    else if (this.#doubtful !== null) this.user.hid(this.#doubtful);
    this.#doubtful = null;
    this.#sinceFound = null;
  }

  found(): void {
    this.#sinceFound = 0;
    this.user.found();
  }

  /** Bytes belong to a frame. After a loss that may be wrong: if no frame follows, they are of a body, as is what was kept of the next head. */
  #see(bytes: number): void {
    this.#seen += bytes;
    if (this.#sinceFound !== null) this.#sinceFound += bytes;
  }

  /** The first byte of a padded frame is the length of the padding at its end (RFC 9113, section 6.1). */
  #data(head: Http2FrameHead, bytes: MovedBytes, at: number, length: number): void {
    let start = this.#taken;
    if ((head.flags & type.PADDED) !== 0 && start === 0) {
      this.#padding = bytes.show(at, 1)[0] ?? null;
      start = 1;
    }
    if (this.#padding === null) {
      this.user.data(head.stream, null);
      return;
    }
    const end = Math.min(this.#taken + length, head.bodyBytes - this.#padding);
    if (end > start) this.user.data(head.stream, end - start);
  }
}

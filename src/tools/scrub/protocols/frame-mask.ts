import type { FrameFormat, FrameHead } from "../../../core/protocols/frames/frame-format.js";
import { FrameReader, type FrameUser } from "../../../core/protocols/frames/frame-reader.js";
import type { MovedBytes } from "../../../core/protocols/moved-bytes.js";
import { ByteParts, type CallBytes } from "./call-bytes.js";

/** What stays of the frames of one direction. Bytes that are not printed anew become those of a body. */
export interface FrameMaskUser<H extends FrameHead> {
  /** The bytes of a head, or the first of them, without what nothing depends on: as many. */
  maskHead(head: string): string;
  begins?(head: H): void;
  /** So many bytes of a frame's body, from `at` on in this call. */
  body?(head: H, call: CallBytes, at: number, length: number): void;
  ends?(head: H): void;
  /** What follows is not known. */
  lost?(): void;
}

/** Keeps the heads of frames where the analysis finds them: it reads the direction as the analysis does. */
export class FrameMask<H extends FrameHead> implements FrameUser<H> {
  readonly #reader: FrameReader<H>;
  #call: CallBytes | null = null;
  /** The bytes that were last looked at for a head, and where those of them begin that are of the call at hand. */
  #looked: Uint8Array | null = null;
  #lookedAt = 0;
  /** The first bytes of a head that came in calls before. */
  #begun: ByteParts;
  /** While lost: a call that may be a head by itself. */
  #before: CallBytes | null = null;
  readonly #longestHead: number;

  constructor(
    format: FrameFormat<H>,
    private readonly user: FrameMaskUser<H>,
    isLost: boolean,
  ) {
    this.#longestHead = format.longestHead;
    this.#begun = new ByteParts(format.longestHead);
    const noted: FrameFormat<H> = {
      ...format,
      headOf: (bytes) => {
        this.#looked = bytes.slice();
        this.#lookedAt = this.#call?.shownAt ?? 0;
        return format.headOf(bytes);
      },
      mayBeFound: (head) => format.mayBeFound?.(head) ?? true,
    };
    this.#reader = new FrameReader(noted, this, isLost);
  }

  take(call: CallBytes): void {
    this.#call = call;
    this.#looked = null;
    this.#reader.take(call);
    const isBegun = this.#reader.step === "in-head";
    if (isBegun) this.#addBegun(call, call.length - this.#lookedAt);
    if (isBegun) this.#printBegun();
    this.#before = this.#reader.step === "lost" && call.length <= this.#longestHead ? call : null;
  }

  /** If it is lost, it is in step again: what is known elsewhere shows that a frame begins with the next byte. */
  find(): void {
    this.#reader.find();
  }

  /** Bytes are missing. */
  lose(): void {
    this.#reader.lose();
    this.#lost();
  }

  head(head: H): void {
    const call = this.#call as CallBytes;
    if (this.#looked === null) {
      const { text } = this.#partsOf(this.#before as CallBytes, 0, head.headBytes);
      this.#before?.print(0, this.user.maskHead(text));
    } else {
      this.#addBegun(call, head.headBytes - this.#begun.text.length);
      this.#printBegun();
    }
    this.#begun = new ByteParts(this.#longestHead);
    this.user.begins?.(head);
  }

  body(head: H, bytes: MovedBytes, at: number, length: number): void {
    this.user.body?.(head, bytes as CallBytes, at, length);
  }

  end(head: H): void {
    this.user.ends?.(head);
  }

  dropped(head: H): void {
    this.user.ends?.(head);
  }

  /** The bytes of a head that the capture hides stay as far as they are shown: it is still one of which the rest is hidden. */
  lost(isHidden: boolean): void {
    if (isHidden && this.#looked !== null) {
      this.#addBegun(this.#call as CallBytes, this.#looked.length - this.#begun.text.length);
      this.#printBegun();
    }
    this.#lost();
  }

  found(): void {
    this.#looked = null; // the head may be the call before
  }

  #lost(): void {
    this.#begun = new ByteParts(this.#longestHead);
    this.user.lost?.();
  }

  #addBegun(call: CallBytes, length: number): void {
    this.#begun.add(call, this.#lookedAt, length);
  }

  #printBegun(): void {
    this.#begun.print(this.user.maskHead(this.#begun.text));
  }

  #partsOf(call: CallBytes, at: number, length: number): ByteParts {
    const parts = new ByteParts(this.#longestHead);
    parts.add(call, at, length);
    return parts;
  }
}

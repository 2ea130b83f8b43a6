/** Length (three bytes), type, flags, stream (four bytes) (RFC 9113, section 4.1). */
const HEAD = 9;
const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const GOAWAY = 7;
const END_STREAM = 1;
const PADDED = 8;

/** What the server sent on one stream. */
export interface StreamFrames {
  /** Bytes of DATA, without padding. */
  data: number;
  hasEnded: boolean;
  /** The error code of RST_STREAM; null before. */
  reset: number | null;
  headers: number;
}

/** Follows the heads of the frames that a server sends. It reads no header block: what they say, a library says. */
export class FrameWitness {
  readonly streams = new Map<number, StreamFrames>();
  hasGoneAway = false;
  #head: number[] = [];
  #type = 0;
  #flags = 0;
  #stream = 0;
  #declared = 0;
  #left = 0;
  /** The first bytes of a frame: the length of its padding, or an error code. */
  #first: number[] = [];

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#left > 0) {
        const length = Math.min(this.#left, bytes.length - at);
        if (this.#first.length < 4) this.#first.push(...bytes.subarray(at, at + Math.min(length, 4)));
        if (this.#type === DATA) this.#of(this.#stream).data += length;
        this.#left -= length;
        at += length;
        if (this.#left === 0) this.#end();
        continue;
      }
      this.#head.push(bytes[at++] ?? 0);
      if (this.#head.length === HEAD) this.#begin();
    }
  }

  /** The frame under way; null between frames. */
  get cut(): { readonly declared: number; readonly received: number; readonly stream: number } | null {
    if (this.#left > 0)
      return { declared: this.#declared, received: this.#declared - this.#left, stream: this.#stream };
    return this.#head.length > 0 ? { declared: 0, received: 0, stream: 0 } : null;
  }

  #begin(): void {
    const [high = 0, mid = 0, low = 0, type = 0, flags = 0, a = 0, b = 0, c = 0, d = 0] = this.#head;
    this.#declared = (high * 256 + mid) * 256 + low;
    this.#left = this.#declared;
    this.#type = type;
    this.#flags = flags;
    this.#stream = (((a & 127) * 256 + b) * 256 + c) * 256 + d;
    this.#head = [];
    this.#first = [];
    if (this.#left === 0) this.#end();
  }

  #end(): void {
    const [a = 0, b = 0, c = 0, d = 0] = this.#first;
    if (this.#type === GOAWAY) this.hasGoneAway = true;
    if (this.#stream === 0) return;
    const stream = this.#of(this.#stream);
    if (this.#type === HEADERS) stream.headers++;
    if (this.#type === RST_STREAM) stream.reset ??= ((a * 256 + b) * 256 + c) * 256 + d;
    if (this.#type === DATA && this.#flags & PADDED) stream.data -= a + 1;
    if ((this.#type === DATA || this.#type === HEADERS) && this.#flags & END_STREAM) stream.hasEnded = true;
  }

  #of(id: number): StreamFrames {
    const known = this.streams.get(id) ?? { data: 0, hasEnded: false, reset: null, headers: 0 };
    this.streams.set(id, known);
    return known;
  }
}

import type { ReaderPace } from "./pace.js";

/** Bytes that the kernel queues as one segment (Unix: SKB_MAX_ALLOC + 32 KiB; TCP: the MSS of loopback). */
const SEGMENT = { unix: 36_544, tcp: 65_483 } as const;
/** Bytes that the kernel copies in a microsecond. */
const COPY_SPEED = 5_000;
/** The part of a byte that rounding may leave. */
const CRUMB = 1e-3;

export interface BufferWrite {
  readonly accepted: number;
  /** Microseconds at which the last byte was copied. */
  readonly until: number;
}

/**
 * The kernel's send buffer, and the reader at its other end. It holds segments. A segment takes its room until it was
 * read to its end, which is why room comes back in steps. Times are microseconds.
 */
export class SocketBuffer {
  accepted = 0;
  /** When the reader hung up, and whether it left bytes unread: then the hang-up is a reset. */
  hangup: { readonly at: number; readonly isReset: boolean } | null = null;
  #read = 0;
  #at = 0;
  /** The begin and the end of each segment, counted in bytes from the start of the connection. */
  readonly #segments: { readonly from: number; readonly to: number }[] = [];
  /** The index of the first segment that is not read to its end. */
  #first = 0;

  constructor(
    private readonly capacity: number,
    private readonly transport: "tcp" | "unix",
    private readonly pace: ReaderPace,
    private readonly abortAfter: number | null,
  ) {}

  /** Bytes that the reader has read. */
  get read(): number {
    return Math.floor(this.#read + CRUMB);
  }

  /** Lets the reader read up to a time. */
  advance(to: number): void {
    if (to <= this.#at) return;
    const abort = this.hangup ? Number.POSITIVE_INFINITY : this.abortAt();
    const until = Math.min(to, abort);
    if (!this.hangup) {
      this.#read = Math.min(this.accepted, this.#read + this.pace.bytes(this.#at, until));
      while ((this.#segments[this.#first]?.to ?? Number.POSITIVE_INFINITY) <= this.#read + CRUMB) this.#first++;
    }
    if (abort <= to) this.#hangUp(abort);
    this.#at = to;
  }

  /** Offers bytes. The kernel copies segment by segment while there is room, and the reader reads meanwhile. */
  write(asked: number, from: number): BufferWrite {
    let accepted = 0;
    let until = from;
    this.advance(from);
    while (accepted < asked && !this.hangup) {
      const length = Math.min(SEGMENT[this.transport], this.capacity - this.#occupied, asked - accepted);
      if (length <= 0) break;
      this.#segments.push({ from: this.accepted, to: this.accepted + length });
      this.accepted += length;
      accepted += length;
      until += Math.ceil(length / COPY_SPEED);
      this.advance(until);
    }
    return { accepted, until };
  }

  /** When epoll reports EPOLLOUT: at a quarter of the buffer in use (Unix), or with a third of it free (TCP). */
  writableAt(from: number): number {
    this.advance(from);
    const most = this.transport === "unix" ? this.capacity / 4 : (this.capacity * 2) / 3;
    let occupied = this.#occupied;
    let last: number | null = null;
    for (let index = this.#first; occupied > most; index++) {
      const { from: start, to: end } = this.#segments[index] as { from: number; to: number };
      occupied -= end - start;
      last = end;
    }
    return last === null ? from : this.readAt(last);
  }

  /** When the reader will have read that many of the accepted bytes. */
  readAt(total: number): number {
    return Math.max(this.#at, this.pace.until(this.#at, total - this.#read));
  }

  /** When the reader hangs up, if the bytes accepted so far are enough for that; otherwise Infinity. */
  abortAt(): number {
    if (this.hangup) return this.hangup.at;
    if (this.abortAfter === null || this.accepted < this.abortAfter) return Number.POSITIVE_INFINITY;
    return this.readAt(this.abortAfter);
  }

  get #occupied(): number {
    const first = this.#segments[this.#first];
    return first === undefined ? 0 : this.accepted - first.from;
  }

  #hangUp(at: number): void {
    this.#read = Math.max(this.#read, this.abortAfter ?? 0);
    this.hangup = { at, isReset: this.transport === "tcp" || this.accepted > this.read };
    this.#first = this.#segments.length;
  }
}

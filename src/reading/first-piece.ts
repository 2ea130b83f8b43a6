import { LOOKED_AT } from "../core/strace/line/time-order.js";

/**
 * The reader looks at the first lines of a capture before it reads any of them, at so many bytes at most, and at the line that stands
 * there: a person may have sorted the lines, folded them or clipped them.
 */
export const FIRST_PIECE = LOOKED_AT + 65_536;

/** Takes the bytes of one capture. */
export interface ByteSink {
  push(chunk: Uint8Array): void;
  /** More bytes may take a while: what waits for them is read now. */
  settle?(): void;
  finish(): void;
}

/**
 * Hands on the first bytes of a capture in one piece, however they come, so that what is found in the first lines does not depend on
 * where chunks end. If the source is quiet before, it is as many as there are.
 */
export class FirstPiece implements ByteSink {
  /** Null once the first piece was handed on. */
  #piece: Uint8Array | null = new Uint8Array(0);
  #length = 0;

  constructor(private readonly to: ByteSink) {}

  push(chunk: Uint8Array): void {
    const rest = this.#piece ? chunk.subarray(this.#keep(chunk)) : chunk;
    if (rest.length > 0) this.to.push(rest);
  }

  settle(): void {
    this.handOn();
    this.to.settle?.();
  }

  finish(): void {
    this.handOn();
    this.to.finish();
  }

  /** Keeps what belongs to the first piece. Returns how many bytes that are. */
  #keep(chunk: Uint8Array): number {
    const taken = Math.min(chunk.length, FIRST_PIECE - this.#length);
    const piece = this.#roomFor(taken);
    piece.set(chunk.subarray(0, taken), this.#length);
    this.#length += taken;
    if (this.#length === FIRST_PIECE) this.handOn();
    return taken;
  }

  /** A live capture begins with a few bytes: the room for them grows. */
  #roomFor(bytes: number): Uint8Array {
    const piece = this.#piece as Uint8Array;
    const needed = this.#length + bytes;
    if (needed <= piece.length) return piece;
    const larger = new Uint8Array(Math.min(FIRST_PIECE, Math.max(needed, 2 * piece.length)));
    larger.set(piece);
    this.#piece = larger;
    return larger;
  }

  /** Hands on what there is, if it was not handed on yet. */
  handOn(): void {
    const piece = this.#piece;
    if (!piece || this.#length === 0) return;
    this.#piece = null;
    this.to.push(piece.subarray(0, this.#length));
  }
}

/** Runs of bytes, one after the other. */
import { allocate, create, release } from "../heap/allocate";
import { element } from "../memory";
import { Piece } from "./piece";

const FIRST_CAPACITY: i32 = 8;

@unmanaged
export class Pieces {
  /** Where the first one stands; the others follow. */
  start: usize;
  count: i32;
  private capacity: i32;

  at(index: i32): Piece {
    return element<Piece>(this.start, index);
  }

  /** One more piece, which the caller sets. */
  add(): Piece {
    if (this.count === this.capacity) this.grow();
    return this.at(this.count++);
  }

  /** Forgets all, and the bytes that were unquoted. The room is kept. */
  clear(): void {
    while (this.count > 0) this.at(--this.count).forget();
  }

  setAllOf(pieces: Pieces): void {
    this.clear();
    for (let index = 0; index < pieces.count; index++) {
      const piece = pieces.at(index);
      this.add().setFirstOf(piece, piece.length);
    }
  }

  /** The first `count` bytes of these. If they hold fewer, a piece without visible bytes stands for the rest. */
  setFirstOf(pieces: Pieces, count: f64): void {
    this.clear();
    this.addFirstOf(pieces, count);
  }

  addFirstOf(pieces: Pieces, count: f64): void {
    let left = count;
    for (let index = 0; index < pieces.count && left !== 0; index++) {
      const piece = pieces.at(index);
      const length = min<f64>(piece.length, left);
      this.add().setFirstOf(piece, length);
      left -= length;
    }
    if (left > 0 || (pieces.count === 0 && left !== 0)) this.add().setUnseen(left);
  }

  private grow(): void {
    const capacity = this.capacity === 0 ? FIRST_CAPACITY : this.capacity * 2;
    const start = allocate(capacity * offsetof<Piece>());
    memory.copy(start, this.start, this.count * offsetof<Piece>());
    if (this.capacity > 0) release(this.start, this.capacity * offsetof<Piece>());
    this.start = start;
    this.capacity = capacity;
  }
}

/** The bytes that the call moved, and those that a call had offered which never returned, or met a full socket. */
export const moved: Pieces = create<Pieces>();
export const offered: Pieces = create<Pieces>();

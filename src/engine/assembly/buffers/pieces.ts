/** Runs of bytes, one after the other (core/sockets/visible-bytes.ts). */
import { element, only } from "../memory";
import { Piece } from "./piece";

@unmanaged
export class Pieces {
  /** Where the first one stands; the others follow. */
  start: usize;
  count: i32;

  at(index: i32): Piece {
    return element<Piece>(this.start, index);
  }

  clear(): void {}

  /** What the kernel took or gave: the first `count` bytes of these. Bytes that no piece holds are a piece without visible bytes. */
  setFirstOf(pieces: Pieces, count: f64): void {}
}

/** The bytes that the call moved, and those that a call which never returned had offered. */
export const moved: Pieces = only<Pieces>();
export const offered: Pieces = only<Pieces>();

import type { MovedBytes } from "./moved-bytes.js";

/** The first bytes of a connection, which came by so few at a time that several calls had to be waited for. */
export class OpeningBytes implements MovedBytes {
  readonly asked = null;
  readonly isSpliced = false;

  /**
   * @param length how many bytes those calls moved
   * @param shown as many of them as the capture shows
   */
  constructor(
    readonly length: number,
    private readonly shown: Uint8Array,
    readonly line: number,
  ) {}

  show(at: number, most: number): Uint8Array {
    return this.shown.subarray(at, at + most);
  }

  nextShown(at: number): number {
    return at < this.shown.length ? at : this.length;
  }
}

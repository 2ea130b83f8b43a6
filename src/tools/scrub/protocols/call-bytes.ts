import { bytesOf } from "../../../core/bytes.js";
import type { DataEvent } from "../../../core/protocols/exchange.js";
import type { MovedBytes } from "../../../core/protocols/moved-bytes.js";
import { seenOf } from "../spans.js";

/** Takes what is to be printed in place of bytes of an event, from offset `at` on. */
export type Print = (event: DataEvent, at: number, bytes: string) => void;

/** What one call moved of a conversation. It remembers what was last looked at, and takes what is printed in its place. */
export class CallBytes implements MovedBytes {
  readonly length: number;
  readonly asked: number | null;
  readonly line: number;
  /** A reader asks for it to say why a head is hidden, and nothing is said here. */
  readonly isSpliced = false;
  /** The offset from which bytes were last looked at. */
  shownAt = 0;

  /** @param skipped bytes at the start of the event that belong to something else */
  constructor(
    private readonly event: DataEvent,
    private readonly skipped: number,
    private readonly printed: Print,
  ) {
    this.length = event.pieces.reduce((sum, piece) => sum + piece.length, 0) - skipped;
    this.asked = event.kind === "write" && event.asked !== null ? event.asked - skipped : null;
    this.line = event.line;
  }

  show(at: number, most: number): Uint8Array {
    this.shownAt = at;
    return bytesOf(this.text(at, most));
  }

  nextShown(at: number): number {
    let start = -this.skipped;
    for (const { seen, length } of this.event.pieces) {
      if (start >= at && seen !== "") return start;
      start += length;
    }
    return this.length;
  }

  /** The same as text, one char a byte. */
  text(at: number, most: number): string {
    const length = Math.min(most, this.length - at);
    return length > 0 ? seenOf({ event: this.event, at: at + this.skipped, length }) : "";
  }

  /** What stands here in the scrubbed capture. */
  print(at: number, bytes: string): void {
    if (bytes !== "") this.printed(this.event, at + this.skipped, bytes);
  }
}

/** Bytes that belong together, and come in parts: as far as the capture shows them. */
export class ByteParts {
  text = "";
  /** False if bytes of it are hidden: what comes after them is not kept. */
  isWhole = true;
  readonly #places: { readonly call: CallBytes; readonly at: number; readonly length: number }[] = [];

  /** @param most how many bytes are kept */
  constructor(private readonly most: number) {}

  /** So many more bytes, from `at` on in this call. */
  add(call: CallBytes, at: number, length: number): void {
    if (!this.isWhole || length === 0) return;
    const shown = call.text(at, Math.min(length, this.most - this.text.length));
    this.isWhole = shown.length === length;
    if (shown !== "") this.#places.push({ call, at, length: shown.length });
    this.text += shown;
  }

  /** What stands in the place of all of them in the scrubbed capture: as many bytes. */
  print(masked: string): void {
    let from = 0;
    for (const { call, at, length } of this.#places) {
      call.print(at, masked.slice(from, from + length));
      from += length;
    }
  }

  /** All that was added to other parts. */
  append(other: ByteParts, from: number, length: number): void {
    let start = 0;
    for (const place of other.#places) {
      const first = Math.max(from, start);
      const end = Math.min(from + length, start + place.length);
      if (first < end) this.add(place.call, place.at + first - start, end - first);
      start += place.length;
    }
    if (other.text.length < from + length) this.isWhole = false;
  }
}

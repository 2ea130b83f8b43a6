import { MetaVariables } from "../cgi/meta-variables.js";

/** A length below 128 is one byte; a longer one is four, and the first of them has this bit (FastCGI 1.0, section 3.4). */
const FOUR_BYTES = 0x80;

/** What comes next in the stream of names and values. */
type Part = "name-length" | "value-length" | "name" | "value";

/** Reads the name-value pairs of the stream PARAMS (FastCGI 1.0, section 3.4). What is not asked for is passed over, not kept. */
export class Params {
  readonly variables = new MetaVariables();
  #part: Part = "name-length";
  /** The length that is being read: what it is so far, and how many bytes of it are to come. */
  #number = 0;
  #numberLeft = 0;
  #nameLength = 0;
  #valueLength = 0;
  #name = "";
  #value = "";
  /** Bytes of the name or the value that are to come. */
  #left = 0;
  #isLost = false;

  /** The next bytes of the stream, as far as they show; `length` is how many there are. */
  take(shown: Uint8Array, length: number): void {
    for (let at = 0; at < shown.length && !this.#isLost; ) {
      if (this.#part === "name" || this.#part === "value") at += this.#takeText(shown, at);
      else this.#takeLength(shown[at++] as number);
    }
    if (shown.length < length) this.lose();
  }

  /** What follows is hidden. */
  lose(): void {
    this.#isLost = true;
  }

  #takeLength(byte: number): void {
    if (this.#numberLeft > 0) {
      this.#number = this.#number * 256 + byte;
      this.#numberLeft--;
    } else if ((byte & FOUR_BYTES) === 0) {
      this.#number = byte;
    } else {
      this.#number = byte - FOUR_BYTES;
      this.#numberLeft = 3;
    }
    if (this.#numberLeft === 0) this.#endLength();
  }

  #endLength(): void {
    if (this.#part === "name-length") {
      this.#nameLength = this.#number;
      this.#part = "value-length";
      return;
    }
    this.#valueLength = this.#number;
    this.#name = "";
    this.#begin("name", this.#nameLength);
  }

  #takeText(shown: Uint8Array, at: number): number {
    const length = Math.min(this.#left, shown.length - at);
    this.#left -= length;
    if (this.#part === "name") this.#name = kept(this.#name, shown, at, length, MetaVariables.longestName);
    else this.#value = kept(this.#value, shown, at, length, MetaVariables.room(this.#name));
    if (this.#left === 0) this.#endText();
    return length;
  }

  #begin(part: "name" | "value", length: number): void {
    this.#part = part;
    this.#left = length;
    if (length === 0) this.#endText();
  }

  #endText(): void {
    if (this.#part === "name") {
      this.#value = "";
      this.#begin("value", this.#valueLength);
      return;
    }
    if (this.#nameLength === this.#name.length) this.variables.set(this.#name, this.#value);
    this.#part = "name-length";
  }
}

/** A text with more bytes after it, and no more than `most` characters. */
function kept(text: string, bytes: Uint8Array, at: number, length: number, most: number): string {
  const room = Math.min(length, most - text.length);
  return room > 0 ? text + String.fromCharCode(...bytes.subarray(at, at + room)) : text;
}

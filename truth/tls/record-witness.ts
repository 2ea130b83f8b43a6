/** The content types of a record (RFC 8446, section 5.1). */
const ALERT = 21;
const APPLICATION_DATA = 23;
const TYPES: readonly number[] = [20, ALERT, 22, APPLICATION_DATA, 24];
/** Type, version (two bytes) and length (two bytes). */
const HEAD = 5;
/**
 * The length of an alert that TLS 1.3 hides in application data: level, description, the hidden type, and a tag of 16 bytes
 * (RFC 8446, sections 5.2 and 6). All cipher suites of RFC 8446 but CCM_8 have such a tag.
 */
const HIDDEN_ALERT = 19;

/** What a direction of TLS carried, as the heads of its records say. */
export interface Records {
  readonly count: number;
  /** The record that is under way: how long it is, and how much of it came. Null between records. */
  readonly cut: { readonly declared: number; readonly received: number } | null;
  /** The type of the last whole record; null if none came. */
  readonly lastType: number | null;
  readonly lastLength: number;
  /** The last record may be a close_notify. TLS 1.3 does not show which alert, or if it is one. */
  readonly mayBeNotified: boolean;
  /** A head came that is none of TLS. */
  readonly isOther: boolean;
}

/**
 * Follows the heads of TLS records. It decrypts nothing, and asks no library: so it knows where the stream ended even if a
 * library forgives it.
 */
export class RecordWitness {
  #head: number[] = [];
  #left = 0;
  #count = 0;
  #last = { type: 0, length: 0 };
  #lastWhole: { type: number; length: number } | null = null;
  #isOther = false;

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#isOther; ) {
      if (this.#left > 0) {
        const length = Math.min(this.#left, bytes.length - at);
        at += length;
        this.#left -= length;
        if (this.#left === 0) this.#end();
        continue;
      }
      this.#head.push(bytes[at++] ?? 0);
      if (this.#head.length === HEAD) this.#begin();
    }
  }

  get records(): Records {
    const { type: lastType, length: lastLength } = this.#lastWhole ?? { type: null, length: 0 };
    const isUnderWay = this.#left > 0 || this.#head.length > 0;
    // of a head that is cut itself, no length is known
    const declared = this.#left > 0 ? this.#last.length : 0;
    return {
      count: this.#count,
      cut: isUnderWay ? { declared, received: this.#left > 0 ? declared - this.#left : 0 } : null,
      ...{ lastType, lastLength, isOther: this.#isOther },
      mayBeNotified: lastType === ALERT || (lastType === APPLICATION_DATA && lastLength === HIDDEN_ALERT),
    };
  }

  #begin(): void {
    const [type = 0, major = 0, , high = 0, low = 0] = this.#head;
    this.#isOther = !TYPES.includes(type) || major !== 3;
    this.#last = { type, length: high * 256 + low };
    this.#left = this.#last.length;
    this.#head = [];
    if (this.#left === 0) this.#end();
  }

  #end(): void {
    this.#count++;
    this.#lastWhole = this.#last;
  }
}

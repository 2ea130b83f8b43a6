/** Chunks of bytes, of which as many can be asked for as are needed. */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #source: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#source = chunks[Symbol.asyncIterator]();
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** True if there are so many bytes still to come. */
  async has(count: number): Promise<boolean> {
    if (this.#bytes.length >= count) return true;
    const parts = [this.#bytes];
    let length = this.#bytes.length;
    while (length < count) {
      const next = await this.#source.next();
      if (next.done) break;
      parts.push(next.value);
      length += next.value.length;
    }
    this.#bytes = joined(parts, length);
    return length >= count;
  }

  /** The next bytes, which stay; fewer at the end. */
  peek(count: number): Uint8Array {
    return this.#bytes.subarray(0, count);
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    if (this.#bytes.length > 0) yield this.take(this.#bytes.length);
    for (let next = await this.#source.next(); !next.done; next = await this.#source.next()) yield next.value;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The number that these bytes are, the lowest byte first: exact below 2 ** 53. */
export function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let number = 0;
  for (let index = length - 1; index >= 0; index--) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}

/** A fragment of a response. `text` is what strace shows of it; null for the filler of a body. `length` is in bytes. */
export interface Fragment {
  readonly text: string | null;
  readonly length: number;
  readonly isBody: boolean;
}

/** The most IoSlices that hyper hands to one writev. */
const MAX_IOVECS = 64;

/** One response: its fragments in order, and how far the kernel has taken them. */
export class SimulatedResponse {
  readonly headLength: number;
  readonly wireLength: number;
  written = 0;
  bodyWritten = 0;
  readonly #parts: readonly Fragment[];
  #part = 0;
  #offset = 0;

  constructor(
    readonly body: number,
    framing: { readonly kind: "content-length" | "chunked"; readonly chunk: number },
    date: string,
  ) {
    const field = framing.kind === "chunked" ? "transfer-encoding: chunked" : `content-length: ${body}`;
    const head = text(`HTTP/1.1 200 OK\r\ncontent-type: image/avif\r\n${field}\r\ndate: ${date}\r\n\r\n`);
    this.#parts = [head, ...(framing.kind === "chunked" ? chunks(body, framing.chunk) : filler(body))];
    this.headLength = head.length;
    this.wireLength = this.#parts.reduce((sum, { length }) => sum + length, 0);
  }

  get isWritten(): boolean {
    return this.written === this.wireLength;
  }

  /** How many of the first `bytes` of the response are body bytes. */
  bodyWithin(bytes: number): number {
    let body = 0;
    let left = bytes;
    for (const part of this.#parts) {
      if (left <= 0) break;
      if (part.isBody) body += Math.min(left, part.length);
      left -= part.length;
    }
    return body;
  }

  /** The rest of the response: at most 64 fragments for a vector, or all of it. */
  rest(kind: "vector" | "flat"): Fragment[] {
    const until = kind === "vector" ? this.#part + MAX_IOVECS : this.#parts.length;
    const [first, ...others] = this.#parts.slice(this.#part, until);
    return first ? [withoutFirst(first, this.#offset), ...others] : [];
  }

  /** Records that the kernel took so many bytes more. */
  advance(bytes: number): void {
    this.written += bytes;
    for (let left = bytes; left > 0; ) {
      const part = this.#parts[this.#part] as Fragment;
      const taken = Math.min(left, part.length - this.#offset);
      if (part.isBody) this.bodyWritten += taken;
      left -= taken;
      this.#offset += taken;
      if (this.#offset < part.length) return;
      this.#part++;
      this.#offset = 0;
    }
  }
}

function text(value: string): Fragment {
  return { text: value, length: value.length, isBody: false };
}

function filler(length: number): Fragment[] {
  return length > 0 ? [{ text: null, length, isBody: true }] : [];
}

/** The fragments of a chunked body (RFC 9112, section 7.1): size, data and line end of each chunk, and the last chunk. */
function chunks(body: number, size: number): Fragment[] {
  const parts: Fragment[] = [];
  for (let left = body; left > 0; left -= size) {
    const length = Math.min(size, left);
    parts.push(text(`${length.toString(16).toUpperCase()}\r\n`), ...filler(length), text("\r\n"));
  }
  return [...parts, text("0\r\n\r\n")];
}

function withoutFirst(part: Fragment, bytes: number): Fragment {
  return { ...part, text: part.text?.slice(bytes) ?? null, length: part.length - bytes };
}

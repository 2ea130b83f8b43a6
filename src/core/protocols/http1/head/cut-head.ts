import type { VisibleBytes } from "../../../sockets/event.js";
import { responseFraming } from "./framing.js";
import { parseResponseHead } from "./head.js";

/**
 * A head of which the capture hides the end, and what the seen part says whatever the rest holds: that no body follows, or
 * the body's length. A Content-Length excludes a Transfer-Encoding (RFC 9112 section 6.2).
 */
export class CutHead {
  /** Bytes of the response in buffers after the one that holds the cut. */
  #after = 0;

  private constructor(
    /** Null if the code is not shown. */
    readonly status: number | null,
    /** Bytes of the body. */
    readonly length: number,
    readonly isBodiless: boolean,
  ) {}

  /**
   * Null if the seen part does not say how long the body is.
   *
   * @param method null if the request was not seen: it may have been a HEAD
   * @param hidden bytes after the seen part in the same buffer
   */
  static of(seen: string, method: string | null, hidden: number): CutHead | null {
    const lines = seen.slice(0, seen.lastIndexOf("\n") + 1) || statusLineOf(seen);
    const head = parseResponseHead(lines);
    if (!head) return method === "HEAD" ? new CutHead(null, 0, true) : null;
    const framing = responseFraming(head, method);
    if (framing.kind === "none") return new CutHead(head.status, 0, true);
    if (framing.kind !== "content-length" || (method === null && hidden < LONGEST_HEAD)) return null;
    return new CutHead(head.status, framing.length, false);
  }

  /**
   * The head goes on in the buffers after the cut one and ends with the last of them, if these are shown and hold nothing
   * but header lines and the empty line (varnish writes a buffer for each part of a line).
   *
   * @param all the buffers of the call
   */
  goesOnIn(all: readonly VisibleBytes[]): void {
    const isCut = ({ seen, length }: VisibleBytes): boolean => seen.length < length;
    const buffers = all.slice(all.findIndex(isCut) + 1);
    if (buffers.some(isCut)) return;
    const text = buffers.map(({ seen }) => seen).join("");
    if (REST_OF_HEAD.test(text)) this.#after -= text.length;
  }

  /** Bytes go by in a later buffer: of the body, or of the head if that goes over several buffers. */
  pass(bytes: number): void {
    this.#after += bytes;
  }

  /**
   * True if the buffers after the cut hold as many bytes as the body has: the head then ends with its buffer, or the program
   * would have written less or more than it promised by just what stands in the wrong buffer.
   */
  get isFilled(): boolean {
    return this.#after === this.length && this.length > 0;
  }

  /** True if a next response shows that this one is whole. */
  get isWholeIfFollowed(): boolean {
    return this.#after === this.length;
  }
}

/**
 * Bytes that no response head has: servers and clients take up to 8 to 64 KB. A judgement, because RFC 9112 sets no limit. A
 * write of as many carries a body, so it does not answer a HEAD.
 */
const LONGEST_HEAD = 65_536;

/** The end of the line that was cut, whole header lines, and the empty line. */
const REST_OF_HEAD = /^(?:\r\n)?(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n]*\r\n)*\r\n$/;

/** The status line of a head that is cut within it, after the code. */
function statusLineOf(seen: string): string {
  return /^HTTP\/1\.[01] \d{3} /.exec(seen)?.[0] ?? "";
}

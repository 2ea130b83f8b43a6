import type { VisibleBytes } from "../../sockets/event.js";
import type { Request } from "../exchange.js";
import { type Framing, requestFraming } from "./framing.js";
import { mayStartRequest, parseRequestHead, type RequestHead } from "./head.js";
import type { ByteClassifier, Gap, MessageHandler } from "./message-handler.js";
import { MessageParser } from "./message-parser.js";
import { proxyHeaderLength } from "./sniffer.js";

/** The requests of a connection, oldest first, from the bytes that carry them. */
export class RequestReader implements MessageHandler<RequestHead> {
  readonly waiting: Request[] = [];
  #line = 0;
  #isFirst = true;
  #isAnsweredEarly = false;
  /** The last read filled the program's buffer, so that more may have been waiting. */
  #isFull = false;
  /** The client holds its body back until it is told to go on (RFC 9110 section 10.1.1). */
  #awaitsContinue = false;
  readonly skipsEmptyLines = true;
  readonly mayStart = mayStartRequest;
  readonly parseHead = parseRequestHead;
  readonly #parser = new MessageParser<RequestHead>(this);

  constructor(readonly onBytes?: ByteClassifier) {}

  /** The oldest request without a response: also one that is answered before its head was read to the end. */
  next(): Request | null {
    const oldest = this.waiting.shift();
    if (oldest) return oldest;
    const early = this.#isAnsweredEarly ? null : requestIn(this.#parser.partialHead, this.#line);
    this.#isAnsweredEarly ||= early !== null;
    return early;
  }

  /** Takes bytes that were read (or, by a client, written); `isFull` where the reader's buffer had no room left. */
  take(pieces: readonly VisibleBytes[], line: number, isFull = false): void {
    this.#line = line;
    this.#isFull = isFull;
    for (const piece of this.#isFirst ? this.#withoutProxyHeader(pieces) : pieces) this.#parser.feed(piece);
    if (pieces.length > 0) this.#isFirst = false;
  }

  /** The server asked for the body that the client held back. */
  continues(): void {
    this.#awaitsContinue = false;
  }

  /** Request bytes that were surely not read yet; their count is null where the request does not tell it. */
  get unread(): { readonly bytes: number | null } | null {
    switch (this.#parser.state) {
      case "fixed":
        return this.#awaitsContinue ? null : { bytes: this.#parser.left };
      case "chunk-size":
      case "chunk-data":
      case "chunk-end":
      case "trailers":
        return this.#awaitsContinue ? null : { bytes: null };
      case "head":
        return this.#isFull ? { bytes: null } : null;
      default:
        return null;
    }
  }

  #withoutProxyHeader(pieces: readonly VisibleBytes[]): readonly VisibleBytes[] {
    const [first, ...others] = pieces;
    const skipped = first ? Math.min(proxyHeaderLength(first.seen), first.length) : 0;
    if (!first || skipped === 0) return pieces;
    this.onBytes?.("proxy-header", skipped);
    return [{ seen: first.seen.slice(skipped), length: first.length - skipped }, ...others];
  }

  onStart(): void {}

  onHead(head: RequestHead): Framing {
    if (!this.#isAnsweredEarly) this.waiting.push({ method: head.method, target: head.target, line: this.#line });
    this.#isAnsweredEarly = false;
    this.#awaitsContinue = /^100-continue$/i.test(head.fields.expect[0] ?? "");
    return requestFraming(head);
  }

  onBody(): void {
    this.#awaitsContinue = false;
  }

  onEnd(): void {}

  onSurplus(): void {}

  onLost(_where: Gap, seen: string): void {
    const request = requestIn(seen, this.#line);
    if (request && !this.#isAnsweredEarly) this.waiting.push(request);
    this.#isAnsweredEarly = false;
  }
}

/** A request of which only the start was seen: its method is enough to pair it with its response. */
function requestIn(seen: string, line: number): Request | null {
  const [, method, target, behind] = /^([A-Z-]+) (\S*)( HTTP\/1\.[01]\r?\n)?/.exec(seen) ?? [];
  if (method === undefined || target === undefined) return null;
  return { method, target: behind === undefined ? `${target}...` : target, line };
}

import type { VisibleBytes } from "../../sockets/event.js";
import type { Request } from "../exchange.js";
import { type Framing, requestFraming } from "./head/framing.js";
import { mayStartRequest, parseRequestHead, type RequestHead } from "./head/head.js";
import type { ByteClassifier, Gap, MessageHandler } from "./message/message-handler.js";
import { MessageParser } from "./message/message-parser.js";
import { asksOtherScheme, proxyHeaderLength } from "./sniffer.js";
import { uwsgiRequest } from "./uwsgi.js";

/** Reads the requests of a connection: what a server reads, what a client writes. The oldest comes first. */
export class RequestReader implements MessageHandler<RequestHead> {
  /** Requests whose response has not begun. */
  readonly waiting: Request[] = [];
  #line = 0;
  #isFirst = true;
  #isAnsweredEarly = false;
  /** The last read filled the program's buffer, so more bytes may have been waiting. */
  #isFull = false;
  /** The client holds its body back until the server answers 100 (RFC 9110 section 10.1.1). */
  #awaitsContinue = false;
  readonly skipsEmptyLines = true;
  readonly sureStart = 1;
  readonly mayStart = mayStartRequest;
  readonly parseHead = parseRequestHead;
  readonly #parser = new MessageParser<RequestHead>(this);

  constructor(readonly onBytes?: ByteClassifier) {}

  /** Takes the oldest request without a response, also one that is answered before its head was read to the end. */
  next(): Request | null {
    const oldest = this.waiting.shift();
    if (oldest) return oldest;
    const early = this.#isAnsweredEarly ? null : requestIn(this.#parser.partialHead, this.#line);
    this.#isAnsweredEarly ||= early !== null;
    return early;
  }

  /** HTTP answers a question in another protocol, uwsgi's. */
  askedOtherwise({ seen, line }: { readonly seen: string; readonly line: number }): void {
    const request = uwsgiRequest(seen);
    if (request) this.waiting.push({ ...request, line });
  }

  /** Takes bytes that a server read or a client wrote; `isFull`: the read left no room in the server's buffer. */
  take(pieces: readonly VisibleBytes[], line: number, isFull = false): void {
    this.#line = line;
    this.#isFull = isFull;
    this.#parser.take(this.#isFirst ? this.#withoutProxyHeader(pieces) : pieces);
    if (pieces.length > 0) this.#isFirst = false;
  }

  /** The server answered 100: it asks for the body that the client held back. */
  continues(): void {
    this.#awaitsContinue = false;
  }

  /** Request bytes that the server surely did not read yet; their count is null if the request does not say it. */
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

  /** True if a request was read after another one that has no response: few clients send it before they have that. */
  get isAhead(): boolean {
    const [oldest] = this.waiting;
    return oldest !== undefined && oldest.line !== this.waiting.at(-1)?.line;
  }

  /** True if the end of a request is hidden: others may have come in the same read. */
  get mayHideMore(): boolean {
    return this.#parser.state === "lost";
  }

  /** True if the oldest request without a response was read to its end. */
  get isWhole(): boolean {
    return this.waiting.length > 1 || this.#parser.state === "start" || this.#parser.state === "head";
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

  onLost(_gap: Gap, seen: string): void {
    const request = requestIn(seen, this.#line);
    if (request && !this.#isAnsweredEarly) this.waiting.push(request);
    this.#isAnsweredEarly = false;
  }
}

/** A request of which only the start was seen. Its method is enough to pair it with its response. */
function requestIn(seen: string, line: number): Request | null {
  const [, method, target, version] = /^([A-Z-]+) (\S*)( HTTP\/1\.[01](?:\r?\n|\r?$))?/.exec(seen) ?? [];
  if (method === undefined || target === undefined) return null;
  if (version === undefined && seen.includes("\n")) return null; // a whole first line, and no request line
  if (version === undefined && asksOtherScheme(seen)) return null;
  return version === undefined ? { method, target: `${target}...`, line, isCut: true } : { method, target, line };
}

import type { FrameUser } from "../frames/frame-reader.js";
import type { MovedBytes } from "../moved-bytes.js";
import type { OpenRequests } from "./open-requests.js";
import { ABORT_REQUEST, BEGIN_REQUEST, type FastCgiRecord, PARAMS } from "./record.js";

/** Hears the records of the web server: which requests begin, what they ask for, and which it gives up. */
export class WebServerSide implements FrameUser<FastCgiRecord> {
  #line = 0;
  /** Bytes of the record's content that are to come; its padding follows them. */
  #contentLeft = 0;
  #mayMiss: boolean;

  /** @param alone hears that a request begins and that no other is open: so the next byte of the answers is its own */
  constructor(
    private readonly requests: OpenRequests,
    private readonly alone: () => void,
    isOlder: boolean,
  ) {
    this.#mayMiss = isOlder;
  }

  /** True if a request may have begun unseen. */
  get mayMissRequests(): boolean {
    return this.#mayMiss;
  }

  head(record: FastCgiRecord, line: number): void {
    this.#line = line;
    this.#contentLeft = record.contentBytes;
  }

  body(record: FastCgiRecord, bytes: MovedBytes, at: number, length: number): void {
    const content = Math.min(length, this.#contentLeft);
    this.#contentLeft -= content;
    if (record.type === PARAMS) this.requests.get(record.id)?.params.take(bytes.show(at, content), content);
  }

  end(record: FastCgiRecord): void {
    if (record.type === BEGIN_REQUEST) {
      this.requests.begin(record.id, this.#line);
      if (this.requests.size === 1) this.alone();
      return;
    }
    const request = this.requests.get(record.id);
    if (!request) return;
    if (record.type === ABORT_REQUEST) request.isAborted = true;
    else if (record.type === PARAMS && record.contentBytes === 0) request.isRead = true;
  }

  lost(): void {
    this.#mayMiss = true;
    for (const request of this.requests.all()) request.params.lose();
  }

  found(): void {}

  /** Bytes of this direction are missing. */
  miss(): void {
    this.#mayMiss = true;
  }
}

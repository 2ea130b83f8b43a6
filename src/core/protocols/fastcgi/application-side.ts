import type { BlindSpotCode } from "../blind-spot.js";
import type { FrameUser } from "../frames/frame-reader.js";
import type { MessageSign } from "../message-facts.js";
import type { MovedBytes } from "../moved-bytes.js";
import type { OpenRequest } from "./open-request.js";
import type { OpenRequests } from "./open-requests.js";
import { END_REQUEST, type FastCgiRecord, FIXED_BODY, MANAGEMENT, RECORD_HEAD_BYTES, STDOUT } from "./record.js";
import type { WebServerSide } from "./web-server-side.js";

/** Bytes of the application status, at the beginning of the body of END_REQUEST (FastCGI 1.0, section 5.5). */
const STATUS_BYTES = 4;

/** Hears the records of the application: what it answers, and which answers have ended. */
export class ApplicationSide implements FrameUser<FastCgiRecord> {
  #line = 0;
  /** Bytes of the record's content that are to come; its padding follows them. */
  #contentLeft = 0;
  #request: OpenRequest | undefined;
  readonly #endBody = new Uint8Array(FIXED_BODY);
  #endBodyLength = 0;
  /** Where in the call at hand the known part ends; null if it was lost before. */
  #knownTo: number | null = null;
  #why: BlindSpotCode;
  #wasLost: boolean;
  #begun = 0;

  constructor(
    private readonly requests: OpenRequests,
    private readonly webServer: WebServerSide,
    isOlder: boolean,
  ) {
    this.#why = "attached-mid-connection";
    this.#wasLost = isOlder;
  }

  /** How many responses have begun. */
  get begun(): number {
    return this.#begun;
  }

  /** The line of the record under way. */
  get line(): number {
    return this.#line;
  }

  head(record: FastCgiRecord, line: number): void {
    this.#line = line;
    this.#contentLeft = record.contentBytes;
    this.#endBodyLength = 0;
    this.#request = record.id === MANAGEMENT ? undefined : this.#requestOf(record.id, line);
    this.#request?.seen();
    if (this.#request && (record.type === STDOUT || record.type === END_REQUEST)) this.#begin(this.#request, line);
  }

  body(record: FastCgiRecord, bytes: MovedBytes, at: number, length: number): void {
    const content = Math.min(length, this.#contentLeft);
    this.#contentLeft -= content;
    if (record.type === STDOUT) this.#request?.response.take(bytes, at, content);
    else if (record.type === END_REQUEST) this.#takeEnd(bytes.show(at, content));
  }

  end(record: FastCgiRecord): void {
    const request = this.#request;
    if (record.type === END_REQUEST && request) this.requests.end(request, request.ended(this.#signs()));
  }

  lost(isHidden: boolean, at: number): void {
    this.#why = isHidden ? "head-cut-by-string-limit" : "other-protocol";
    this.#wasLost = true;
    this.#knownTo = at;
  }

  found(): void {}

  /** Bytes of this direction are missing. */
  miss(why: BlindSpotCode): void {
    this.#why = why;
    this.#wasLost = true;
  }

  /**
   * The call at hand is over, and where records begin at its end is not known.
   *
   * @param wasInHead true if the head that was lost began before the call
   */
  hideRest(bytes: MovedBytes, wasInHead: boolean): void {
    const at = this.#knownTo;
    this.#knownTo = null;
    const isSplit = at === 0 && wasInHead;
    const length = bytes.length - (at ?? 0) + (isSplit ? RECORD_HEAD_BYTES - 1 : 0);
    const isTail = at !== null && !isSplit && this.requests.size === 1;
    for (const request of this.requests.all()) {
      this.#begin(request, bytes.line);
      request.hide(length, bytes.line, this.#why, isTail);
    }
  }

  #begin({ response }: OpenRequest, line: number): void {
    if (!response.isBegun) this.#begun++;
    response.begin(line);
  }

  /** The request that a record answers; undefined if it answers none. */
  #requestOf(id: number, line: number): OpenRequest | undefined {
    const request = this.requests.get(id);
    if (request && !request.mayBeAnother) return request;
    if (request) this.requests.end(request, request.forgotten());
    if (!request && !this.webServer.mayMissRequests) return undefined;
    const unknown = this.requests.begin(id, null);
    // Its first bytes are those of its head only if no byte of this direction was missed.
    this.#begin(unknown, line);
    if (this.#wasLost) unknown.response.hide(Number.POSITIVE_INFINITY, line, this.#why);
    return unknown;
  }

  #takeEnd(shown: Uint8Array): void {
    this.#endBody.set(shown, this.#endBodyLength);
    this.#endBodyLength += shown.length;
  }

  #signs(): readonly MessageSign[] {
    const isFailed = this.#endBody.subarray(0, Math.min(STATUS_BYTES, this.#endBodyLength)).some((byte) => byte !== 0);
    return isFailed ? ["app-failed"] : [];
  }
}

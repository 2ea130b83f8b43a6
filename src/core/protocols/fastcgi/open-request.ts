import type { BlindSpotCode } from "../blind-spot.js";
import { CgiResponse } from "../cgi/cgi-response.js";
import type { Message, MessageResponse } from "../message.js";
import type { MessageEnd, MessageSign } from "../message-facts.js";
import { Params } from "./params.js";
import { END_BYTES, type FastCgiRecord, RECORD_HEAD_BYTES, STDOUT } from "./record.js";

/** Of hidden bytes that carry some of a response, so many are not its own: the head of a record. */
const ONE_HEAD = RECORD_HEAD_BYTES;
/** And if they hold its END_REQUEST too. */
const HEAD_AND_END = RECORD_HEAD_BYTES + END_BYTES;
/**
 * The records that end a response, if they are written in one call with its last bytes: END_REQUEST, or before it the empty records that
 * end STDOUT, and STDERR (libfcgi writes these).
 */
const UNSEEN_ENDS: ReadonlySet<number> = new Set([
  END_BYTES,
  END_BYTES + RECORD_HEAD_BYTES,
  END_BYTES + 2 * RECORD_HEAD_BYTES,
]);

/** The record under way in the direction of the answers, and how many bytes of it came. */
export interface RecordUnderWay {
  readonly head: FastCgiRecord;
  readonly line: number;
  readonly movedBytes: number;
}

/** A request that has not been answered to its end. */
export class OpenRequest {
  readonly params = new Params();
  readonly response = new CgiResponse();
  /** True if all of its parameters have come, so that the application may answer. */
  isRead = false;
  isAborted = false;
  /** True if bytes of the asking direction are hidden that may be an ABORT_REQUEST. */
  mayBeAborted = false;
  /** True if its END_REQUEST may be among hidden bytes. */
  mayHaveEnded = false;
  /** True if what has its request id now may be another request. */
  mayBeAnother = false;
  /** Bytes hidden at the end of the call that carried the last record that was seen; 0 if more came after it. */
  #tail = 0;
  #hiddenSince = 0;

  /** @param line that of its BEGIN_REQUEST; null if it was not seen */
  constructor(
    readonly id: number,
    readonly line: number | null,
  ) {}

  /** A record of it is seen in step: so it had not ended before. */
  seen(): void {
    this.mayHaveEnded = false;
    this.#hiddenSince = 0;
    this.#tail = 0;
  }

  /**
   * Bytes of the answering direction are hidden.
   *
   * @param isTail true if they are the end of a call of which a record was seen, and if none but this request is open
   */
  hide(length: number, line: number, why: BlindSpotCode, isTail: boolean): void {
    this.response.hide(length, line, why);
    this.#tail = isTail && this.#hiddenSince === 0 ? length : 0;
    this.#hiddenSince += length;
    this.mayHaveEnded = this.#hiddenSince >= END_BYTES;
  }

  /** Bytes of both directions are missing, and how many is not known. */
  miss(why: BlindSpotCode): void {
    this.response.hide(Number.POSITIVE_INFINITY, this.line ?? 0, why);
    this.params.lose();
    this.#tail = 0;
    this.#hiddenSince = Number.POSITIVE_INFINITY;
    this.mayHaveEnded = true;
    this.mayBeAnother = true;
    this.mayBeAborted = true;
  }

  /** How it stands as its END_REQUEST comes. @param signs what that says */
  ended(signs: readonly MessageSign[]): Message {
    return this.#over(ONE_HEAD, signs);
  }

  /** How it stands when its request id is given to another request: so its END_REQUEST has come (FastCGI 1.0, section 3.3). */
  replaced(): Message {
    return this.mayHaveEnded ? this.#over(HEAD_AND_END, []) : this.open(null);
  }

  /** Nobody knows whether it has ended, or what its id stands for. */
  forgotten(): Message {
    return this.#message("lost", [], ONE_HEAD);
  }

  /** How it stands now. @param record what is under way */
  open(record: RecordUnderWay | null): Message {
    const end = this.response.isBegun ? this.#openEnd() : "unended";
    if (record?.head.id === this.id && end !== "whole") return this.#cut(record);
    if (end !== "lost" || !this.#endsUnseen()) return this.#message(end, [], ONE_HEAD);
    // With all that it declared, it does not matter how the connection ends.
    const isFilled = this.response.standing(this.#method, HEAD_AND_END) === "exact";
    return isFilled ? this.#message("whole", [], HEAD_AND_END) : this.#unseen();
  }

  #openEnd(): MessageEnd {
    const { response } = this;
    const standing = response.standing(this.#method, ONE_HEAD);
    if (standing === "short") return "cut";
    if (standing === "over") return "over";
    if (this.#hiddenSince > 0) return "lost";
    if (standing === "unknown" && response.isLengthSeen) return "lost"; // all of it may be there
    // With all that it declared it is whole: nginx then closes the connection, and reads neither padding nor END_REQUEST.
    return standing === "exact" || (standing === "bodiless" && response.isHeadSeen) ? "whole" : "unended";
  }

  get #method(): string | null {
    return this.params.variables.method;
  }

  #over(overhead: number, signs: readonly MessageSign[]): Message {
    return this.#message(this.#endOf(overhead), signs, overhead);
  }

  #endOf(overhead: number): MessageEnd {
    const standing = this.response.standing(this.#method, overhead);
    if (standing === "unknown") return "lost";
    if (standing === "headless") return "short";
    return standing === "short" || standing === "over" ? standing : "whole";
  }

  /** True if the hidden bytes at the end are as long as what ends a response, and this one would then be whole. */
  #endsUnseen(): boolean {
    return UNSEEN_ENDS.has(this.#tail) && this.#endOf(HEAD_AND_END) === "whole";
  }

  /** Whether it is whole depends on how the connection ends, and on nothing else. */
  #unseen(): Message {
    return { ...this.#message("lost", ["unseen-end"], HEAD_AND_END), blindSpots: [] };
  }

  /**
   * The sizes are those of the body, if they are known to differ from its length; otherwise those of the record. If it has a length, and all of it may
   * be there, only a record of the body itself proves that more was to come.
   */
  #cut({ head, line, movedBytes }: RecordUnderWay): Message {
    const begun = this.response.response(this.#method, ONE_HEAD, "fastcgi-records");
    const message = this.#message("cut", ["in-frame"], ONE_HEAD);
    const standing = this.response.standing(this.#method, ONE_HEAD);
    if (standing === "short" || standing === "over") return message;
    const isOfBody = head.type === STDOUT && movedBytes < head.contentBytes;
    if (standing === "unknown" && this.response.isLengthSeen && !isOfBody) return this.#message("lost", [], ONE_HEAD);
    const response: MessageResponse = {
      status: begun?.status ?? null,
      line: begun?.line ?? line,
      framing: "fastcgi-records",
      declaredBytes: head.bodyBytes,
      acceptedBytes: movedBytes,
      isAtMost: false,
      misfitBytes: 0,
    };
    return { ...message, response };
  }

  #message(end: MessageEnd, signs: readonly MessageSign[], overhead: number): Message {
    return {
      request: this.line === null ? null : this.params.variables.request(this.line),
      response: this.response.response(this.#method, overhead, "fastcgi-records"),
      stream: this.id,
      end: this.#lessAborted(end),
      signs,
      blindSpots: this.#blindSpots(end),
    };
  }

  /** What is not whole may be so because the web server wanted no more. */
  #lessAborted(end: MessageEnd): MessageEnd {
    if (end === "whole" || !(this.isAborted || this.mayBeAborted)) return end;
    return this.isAborted ? "cancelled" : "lost";
  }

  #blindSpots(end: MessageEnd): readonly BlindSpotCode[] {
    if (end === "lost") return this.response.blindSpots(this.#method);
    return this.#lessAborted(end) === "lost" ? ["head-cut-by-string-limit"] : [];
  }
}

import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader, type FrameUser } from "../frames/frame-reader.js";
import type { MovedBytes } from "../moved-bytes.js";
import { DataAfterAlert } from "./alerts.js";
import { DataRecords } from "./data-records.js";
import type { Hello } from "./hello.js";
import { HelloBytes } from "./hello-bytes.js";
import { mayBeAlert, type RecordHead, recordFormat } from "./record-head.js";

/** What one side of a TLS connection sends: its records, by their heads. */
export class TlsSide implements FrameUser<RecordHead> {
  readonly reader: FrameReader<RecordHead>;
  readonly data = new DataRecords();
  readonly afterAlert = new DataAfterAlert();
  /** It began another handshake after it had sent data. */
  asksForHandshake = false;
  /** Bytes that were moved. */
  total = 0;
  /** The line of its first byte; 0 before. */
  firstLine = 0;
  /** The last whole record; null if there was none, or if it is not known. */
  last: RecordHead | null = null;
  /** Why the side is out of step; null if it is in step. */
  lostBy: BlindSpotCode | null;
  /** Whole records so far. */
  records = 0;
  /** Its first bytes are no record: an HTTP server answers so to TLS on its port. */
  isOther = false;
  /** It was out of step at some time: what it sent then is not known. */
  wasLost = false;
  /** What its first record said; null before, and if that was hidden. */
  hello: Hello | null = null;
  /** True if the capture shows all of it. */
  isHelloWhole = false;
  /** The kernel refused what may be an alert, and nothing else, and took no byte since. */
  wasAlertRefused = false;
  /** The first record that was given up while bytes of it were outstanding, and how many: another one was sent in their place. */
  givenUp: { readonly head: RecordHead; readonly left: number } | null = null;
  /** A record with data of which the kernel refused all, if nothing was offered since. */
  #refused: RecordHead | null = null;
  /** The call at hand shows no byte, with any flags. */
  #isSpliced = false;
  #helloBytes: HelloBytes | null;

  /** @param mayBeWarned whether an alert of this side may be a reply to what the other side said, and no end of its own */
  constructor(
    isOlder: boolean,
    private readonly mayBeWarned: () => boolean,
  ) {
    this.reader = new FrameReader<RecordHead>(recordFormat, this, isOlder);
    this.lostBy = isOlder ? "attached-mid-connection" : null;
    this.#helloBytes = isOlder ? null : new HelloBytes();
  }

  take(bytes: MovedBytes): void {
    this.wasAlertRefused = false;
    this.#isSpliced = bytes.isSpliced;
    this.#meetRetry(this.#headIn(bytes));
    if (this.firstLine === 0) this.firstLine = bytes.line;
    this.total += bytes.length;
    this.reader.take(bytes);
  }

  /** The kernel refused these bytes. */
  refuse(bytes: MovedBytes): void {
    const head = this.#headIn(bytes);
    this.#meetRetry(head);
    const isAlert = head !== null && mayBeAlert(head);
    this.wasAlertRefused = isAlert && head.headBytes + head.bodyBytes === bytes.length;
    if (!isAlert) this.#refused = head;
  }

  /** True if the bytes are of what may be an alert, and of nothing else. */
  isAlert(bytes: MovedBytes): boolean {
    if (this.isWithinAlert) return bytes.length <= this.reader.left;
    const head = this.#headIn(bytes);
    return head !== null && mayBeAlert(head) && bytes.length <= head.headBytes + head.bodyBytes;
  }

  /** The head with which the bytes begin; null if they begin within a record, or if it is hidden. */
  #headIn(bytes: MovedBytes): RecordHead | null {
    if (this.reader.step !== "between") return null;
    const head = recordFormat.headOf(bytes.show(0, recordFormat.longestHead));
    return head === "short" ? null : head;
  }

  /**
   * A call offers a record after the kernel had refused one. If it is another one, that was given up: a record that was encrypted cannot be
   * made again, because its number went into it (RFC 8446, section 5.3).
   */
  #meetRetry(head: RecordHead | null): void {
    const refused = this.#refused;
    this.#refused = null;
    if (refused === null || head === null) return;
    const isSame = head.content === refused.content && head.bodyBytes === refused.bodyBytes;
    if (!isSame) this.dropped(refused, refused.bodyBytes);
  }

  /** Its last record is whole, and may be an alert: that says that no more follows, or that something failed. */
  get hasSaidEnd(): boolean {
    return this.reader.step === "between" && this.last !== null && mayBeAlert(this.last);
  }

  /** An alert of the other side may be a reply: this side said its end, or asked for another handshake. */
  get mayBeAnswered(): boolean {
    return this.asksForHandshake || this.hasSaidEnd;
  }

  /** The record under way, of which a part was moved, may be an alert: what is missing of it is no data. */
  get isWithinAlert(): boolean {
    const { frame } = this.reader;
    return frame !== null && mayBeAlert(frame);
  }

  /** Bytes are missing. */
  miss(why: BlindSpotCode): void {
    this.reader.lose();
    this.#lose(why);
  }

  head(): void {}

  body(head: RecordHead, bytes: MovedBytes, at: number, length: number): void {
    if (head.content === "handshake") this.#helloBytes?.add(bytes, at, length);
  }

  end(head: RecordHead): void {
    this.last = head;
    this.records++;
    this.afterAlert.take(head, this.data.count > 0, this.mayBeWarned());
    if (head.content === "handshake" && this.data.count > 0) this.asksForHandshake = true;
    this.data.take(head);
    if (!this.#helloBytes) return;
    this.hello = this.#helloBytes.read();
    this.isHelloWhole = this.hello !== null && !this.#helloBytes.isCut;
    this.#helloBytes = null;
  }

  dropped(head: RecordHead, left: number): void {
    this.givenUp ??= { head, left };
  }

  lost(isHidden: boolean): void {
    if (!isHidden && this.records === 0) this.isOther = true;
    // if no record begins, the kernel itself encrypts (kTLS)
    if (!isHidden) this.#lose("encrypted");
    else this.#lose(this.#isSpliced ? "bytes-spliced" : "head-cut-by-string-limit");
  }

  found(): void {
    this.lostBy = null;
  }

  #lose(why: BlindSpotCode): void {
    this.lostBy = why;
    this.wasLost = true;
    this.#refused = null;
    this.last = null;
    this.#helloBytes = null;
  }
}

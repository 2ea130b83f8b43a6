import { HeaderLines } from "./header-lines.js";

/** The status of a response that has none (RFC 3875, section 6.3.3), and of one that redirects its client (section 6.2.3). */
const OK = 200;
const FOUND = 302;
/** Some programs begin with a status line as HTTP has it. Web servers take it in place of the field Status. */
const STATUS_LINE = /^HTTP\/\d\.\d (\d{3})(?: |$)/;
const STATUS = /^(\d{3})(?: |$)/;
const DIGITS = /^\d+$/;
/**
 * Fields that ask the web server for a file, or for another response: it drops the body, and the length is that of the file (Symfony sends it
 * so). nginx, Apache and lighttpd have names of their own.
 */
const REPLACES: ReadonlySet<string> = new Set([
  "x-accel-redirect",
  "x-sendfile",
  "x-lighttpd-send-file",
  "x-sendfile2",
]);

/** The head of a CGI response (RFC 3875, section 6). It keeps the fields that say how long the body is. */
export class CgiHead {
  /** The field Status, or the status line; null if none was seen. */
  #status: number | null = null;
  #isRedirect = false;
  #length: number | null = null;
  #isInvalid = false;
  #isCoded = false;
  #isReplaced = false;
  readonly #lines = new HeaderLines((line, isWhole) => this.#read(line, isWhole));

  /** True if the empty line has come. */
  get isEnded(): boolean {
    return this.#lines.isEnded;
  }

  /** True if the web server sends another body in the place of its own. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** Null if the head has not ended, and no status was seen yet. */
  get status(): number | null {
    if (this.#status !== null || !this.isEnded) return this.#status;
    return this.#isRedirect ? FOUND : OK;
  }

  /** Body bytes that the head promises, 2^53 - 1 if more; null if it promises no number. */
  get length(): number | null {
    return this.#isInvalid || this.#isCoded ? null : this.#length;
  }

  /** True if the Content-Length is no number, or if two of them differ. */
  get isInvalid(): boolean {
    return this.#isInvalid;
  }

  /**
   * Reads on.
   *
   * @returns how many of these bytes belong to the head
   */
  take(bytes: Uint8Array): number {
    return this.#lines.take(bytes);
  }

  #read(line: string, isWhole: boolean): void {
    const first = STATUS_LINE.exec(line);
    if (first) this.#status = Number(first[1]);
    const colon = line.indexOf(":");
    if (colon > 0) this.#readField(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim(), isWhole);
  }

  #readField(name: string, value: string, isWhole: boolean): void {
    if (name === "status") this.#readStatus(value);
    else if (name === "location") this.#isRedirect = true;
    else if (name === "content-length") this.#readLength(isWhole ? value : "");
    else if (REPLACES.has(name)) this.#isReplaced = true;
    else if (name === "transfer-encoding") this.#isCoded = true; // it overrules the length (RFC 9112, section 6.3)
  }

  #readStatus(value: string): void {
    const status = STATUS.exec(value);
    if (status) this.#status = Number(status[1]);
  }

  #readLength(value: string): void {
    const length = DIGITS.test(value) ? Math.min(Number(value), Number.MAX_SAFE_INTEGER) : null;
    if (length === null || (this.#length !== null && this.#length !== length)) this.#isInvalid = true;
    this.#length = length;
  }
}

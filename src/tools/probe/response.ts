import { bodyLength } from "./framing.js";
import type { ObservedFraming, ProbeEnding, ResponseFacts } from "./outcome.js";

const LF = 10;
const MOST_HEAD = 262_144; // bytes: the lines of a head, or of the trailers
const START = "HTTP/1.";

type State = "status" | "fields" | "body" | "until-close" | "chunk-size" | "chunk" | "chunk-end" | "trailers" | "over";

/**
 * Reads one HTTP/1 response from its bytes, in pieces of any size. It counts the body bytes and does not keep them.
 *
 * This reading of HTTP is an independent witness. It follows RFC 9112, section 6.3, by itself and shares no code with
 * `core/protocols`, so that a probe can contradict the analysis. An import rule keeps them apart.
 */
export class ResponseParser implements ResponseFacts {
  status: number | null = null;
  framing: ObservedFraming | null = null;
  declaredBytes: number | null = null;
  receivedBytes = 0;
  excessBytes = 0;
  hasBegun = false;
  /** What is wrong with the bytes; null while nothing is. */
  problem: string | null = null;
  #state: State = "status";
  #line = "";
  #lineBytes = 0;
  #fields: [string, string][] = [];
  /** Bytes of the body, or of the current chunk, that have not come yet. */
  #left = 0;

  /** @param method the request's: a response to HEAD has no body */
  constructor(private readonly method: string) {}

  /** True if the response is complete, or cannot be read further. */
  get isOver(): boolean {
    return this.#state === "over";
  }

  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state !== "over") at = this.#step(bytes, at);
    if (this.problem === null && this.framing !== "tunnel") this.excessBytes += bytes.length - at;
  }

  /** How the response ended if the stream ends here without an error. */
  get ending(): ProbeEnding {
    if (this.problem !== null) return "malformed";
    if (this.framing === "tunnel") return "tunnel";
    if (this.#state === "over") return "complete";
    return this.#state === "until-close" ? "until-close" : "eof";
  }

  #step(bytes: Buffer, at: number): number {
    switch (this.#state) {
      case "body":
      case "chunk":
        return this.#take(bytes, at);
      case "until-close":
        this.receivedBytes += bytes.length - at;
        return bytes.length;
      default:
        return this.#readLine(bytes, at);
    }
  }

  #take(bytes: Buffer, at: number): number {
    const taken = Math.min(this.#left, bytes.length - at);
    this.receivedBytes += taken;
    this.#left -= taken;
    if (this.#left === 0) this.#state = this.#state === "chunk" ? "chunk-end" : "over";
    return at + taken;
  }

  #readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LF, at);
    const next = end < 0 ? bytes.length : end + 1;
    this.#lineBytes += next - at;
    if (this.#lineBytes > MOST_HEAD) return this.#fail("a head of more than 256 KiB", next);
    this.#line += bytes.toString("latin1", at, next);
    if (this.#state === "status") {
      this.hasBegun = true;
      const isHttp = START.startsWith(this.#line.slice(0, START.length));
      if (!isHttp) return this.#fail("bytes that are no HTTP/1 response", next);
    }
    if (this.#state === "chunk-end" && !/^\r?\n?$/.test(this.#line)) {
      return this.#fail("a chunk that is longer than its size", next);
    }
    if (end < 0) return next;
    const line = this.#line.replace(/\r?\n$/, "");
    this.#line = "";
    this.#atLine(line);
    return next;
  }

  #atLine(line: string): void {
    if (this.#state === "status") this.#atStatus(line);
    else if (this.#state === "fields" && line === "") this.#endHead();
    else if (this.#state === "fields") this.#atField(line);
    else if (this.#state === "chunk-size") this.#atChunkSize(line);
    else if (this.#state === "chunk-end") this.#startLines("chunk-size");
    else if (line === "") this.#state = "over"; // the end of the trailers
  }

  #atStatus(line: string): void {
    const status = /^HTTP\/1\.\d ([1-9]\d\d)(?: |$)/.exec(line)?.[1];
    if (status === undefined) {
      this.#fail("a status line that is none", 0);
      return;
    }
    this.status = Number(status);
    this.#state = "fields";
  }

  #atField(line: string): void {
    const last = this.#fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last) last[1] += line; // a folded line belongs to the field before it (RFC 9112, section 5.2)
      return;
    }
    const colon = line.indexOf(":");
    if (colon > 0) this.#fields.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }

  #endHead(): void {
    const status = this.status ?? 0;
    const fields = this.#fields;
    this.#fields = [];
    if (status < 200 && status !== 101) {
      this.status = null;
      this.hasBegun = false;
      this.#startLines("status");
      return;
    }
    const length = bodyLength(this.method, status, fields);
    if (!length) {
      this.#fail("a Content-Length that is no length", 0);
      return;
    }
    this.framing = length.framing;
    this.declaredBytes = length.declaredBytes;
    this.#left = length.declaredBytes ?? 0;
    this.#startLines(this.#firstState(length.framing));
  }

  #firstState(framing: ObservedFraming): State {
    if (framing === "chunked") return "chunk-size";
    if (framing === "until-close") return "until-close";
    return framing === "content-length" && this.#left > 0 ? "body" : "over";
  }

  #atChunkSize(line: string): void {
    const digits = /^([0-9a-f]{1,13})[ \t]*(?:;|$)/i.exec(line)?.[1];
    if (digits === undefined) {
      this.#fail("a chunk without a size", 0);
      return;
    }
    this.#left = Number.parseInt(digits, 16);
    this.#startLines(this.#left === 0 ? "trailers" : "chunk");
  }

  #startLines(state: State): void {
    this.#lineBytes = 0;
    this.#state = state;
  }

  #fail(problem: string, next: number): number {
    this.problem = problem;
    this.#state = "over";
    return next;
  }
}

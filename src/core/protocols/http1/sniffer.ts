import type { DataEvent } from "../exchange.js";

/** The protocol of a connection, as its first bytes show it. */
export type ProtocolName = "http/1" | "tls" | "http/2" | "other";

/** A TLS record: content type 20 to 23, then version 3.0 to 3.4 (RFC 8446 section 5.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: binary protocols are recognized by their first bytes
const TLS = /^[\x14-\x17]\x03[\x00-\x04]/;
const PREFACE = "PRI * HTTP/2.0"; // RFC 9113 section 3.4
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.\d\r?$/;

/**
 * The start of a request of SIP or RTSP, which look like HTTP up to the version: `OPTIONS sip:a@192.0.2.1 SIP/2.0`. HTTP
 * asks for a path, for `*`, or for a URI with an authority, and CONNECT for a host and its port (RFC 9112 section 3.2).
 */
const OTHER_SCHEME = /^(?!CONNECT )[A-Z][A-Z-]{0,19} (?:rtsp[su]?:|[a-z][a-z0-9+.-]{0,19}:(?!\/|$))/i;

/** True if this first line, of which the version was not seen, asks for what HTTP cannot ask for. */
export function asksOtherScheme(seen: string): boolean {
  return OTHER_SCHEME.test(seen);
}

/** True if a response begins with these bytes. */
export function isResponse(seen: string): boolean {
  return seen.startsWith("HTTP/1.");
}

/** True if these bytes begin with a TLS record whose length, up to 2^14 + 256 bytes, fits into `length` bytes. */
export function isTlsRecord(seen: string, length: number): boolean {
  if (seen.length < 5 || !TLS.test(seen)) return false;
  const record = seen.charCodeAt(3) * 256 + seen.charCodeAt(4);
  return record > 0 && record <= 16_640 && 5 + record <= length;
}

/** Fewer bytes say nothing of a protocol. */
export const LEGIBLE = 3;

/** The protocol that begins with these bytes; null if too few of them were seen. */
export function protocolOf(seen: string): ProtocolName | null {
  if (seen.length < LEGIBLE) return null;
  if (TLS.test(seen)) return "tls";
  if (seen.startsWith(PREFACE.slice(0, seen.length))) return seen.length < PREFACE.length ? null : "http/2";
  if (isResponse(seen)) return "http/1";
  if ("HTTP/1.".startsWith(seen)) return null;
  const text = seen.replace(/^[\r\n]+/, ""); // empty lines before a request are to be ignored (RFC 9112 section 2.2)
  const newline = text.indexOf("\n");
  if (newline >= 0) return REQUEST_LINE.test(text.slice(0, newline)) ? "http/1" : "other";
  return /^(?:[A-Z][A-Z-]{0,19}(?: |$)|$)/.test(text) && !asksOtherScheme(text) ? null : "other";
}

/** The two headers of the PROXY protocol (haproxy.org, proxy-protocol.txt) that a load balancer sends before the request. */
const PROXY_HEADER = /^(?:PROXY (?:TCP4|TCP6|UNKNOWN)[^\r\n]*\r\n|\r\n\r\n\0\r\nQUIT\n..(..))/s;

/** The length of a PROXY protocol header at the start, in bytes; 0 without one. */
export function proxyHeaderLength(seen: string): number {
  const header = PROXY_HEADER.exec(seen);
  if (!header) return 0;
  const size = header[1]; // version 2: 16 bytes, of which the last two count the bytes of the addresses that follow
  return size === undefined ? header[0].length : 16 + size.charCodeAt(0) * 256 + size.charCodeAt(1);
}

/** Longer than any first line, in bytes: what is not recognized by then never will be. */
const MAX_OPENING = 8192;

/** Collects the first bytes of a connection, of the side that speaks first. They may come in several calls. */
export class ProtocolSniffer {
  #kind: DataEvent["kind"] | null = null;
  #seen = "";
  #isOver = false;

  /** The line on which the opening begins; 0 before. */
  line = 0;

  /** What was seen of the opening. */
  get seen(): string {
    return this.#seen;
  }

  /** True if so much of the opening was seen that it says something. */
  get isLegible(): boolean {
    return this.#seen.length >= LEGIBLE;
  }

  /** True if this call is of the side that did not speak first. */
  isAnswer({ kind }: DataEvent): boolean {
    return this.#kind !== null && kind !== this.#kind;
  }

  /** Adds a call, and returns the opening so far; null if this call is not part of it. */
  add({ kind, pieces, line }: DataEvent): string | null {
    if (this.#kind === null) this.line = line;
    this.#kind ??= kind;
    if (kind !== this.#kind || this.#isOver) return null;
    for (const { seen, length } of pieces) {
      if (!this.#isOver) this.#seen += seen;
      this.#isOver ||= seen.length < length || this.#seen.length >= MAX_OPENING;
    }
    return this.#seen.slice(proxyHeaderLength(this.#seen));
  }
}

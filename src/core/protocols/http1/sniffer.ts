import type { StreamProtocol } from "../message-facts.js";

/** The protocol of a connection, as its first bytes show it, or as it changed to. */
export type ProtocolName = "http/1" | StreamProtocol | "other";

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

import { BODY } from "./line/mask.js";
import { maskScheme } from "./schemes.js";

const WHOLE_REQUEST = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.\d\r?\n$/;

/** The client's preface. A server that speaks first has it as its answer. */
export const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"; // RFC 9113 section 3.4
// biome-ignore lint/suspicious/noControlCharactersInRegex: binary protocols are recognized by their first bytes
const TLS = /^[\x14-\x17]\x03[\x00-\x04]/;
const PROXY_V1 = /^PROXY (?:TCP4|TCP6|UNKNOWN)/;
/** Version 2: its signature, a version and a family, which the analysis does not read, and the length of what follows. */
const PROXY_V2 = /^(\r\n\r\n\0\r\nQUIT\n)..(..)/s;

/** True for a header of the PROXY protocol, version 1, or its beginning: it looks like the head of a request if its end is hidden. */
export function isProxyHeader(text: string): boolean {
  return PROXY_V1.test(text);
}

/**
 * The first bytes of a connection that is not HTTP. The bytes that decide its protocol stay. Each byte depends only on
 * those before it, so an opening that comes in parts can be masked part by part. A scheme that HTTP does not ask for stays.
 */
export function maskOpening(text: string): string {
  const known =
    TLS.exec(text)?.[0] ??
    text
      .match(PROXY_V2)
      ?.slice(1)
      .join(BODY + BODY);
  if (known !== undefined) return known + BODY.repeat(text.length - known.length);
  let preface = 0;
  while (preface < PREFACE.length && text[preface] === PREFACE[preface]) preface++;
  const proxy = PROXY_V1.exec(text)?.[0] ?? "";
  const kept = Math.max(preface, proxy.length);
  const [, empty = "", word = ""] = /^([\r\n]*)([A-Z][A-Z-]{0,19}(?: |$))?/.exec(text) ?? [];
  let start = empty + word.replace(/[A-Z]/g, "X");
  start = text.slice(0, kept) + start.slice(kept);
  const newline = text.indexOf("\n", empty.length);
  const line = newline < 0 ? text : text.slice(0, newline + 1);
  const version = WHOLE_REQUEST.test(line.slice(empty.length)) ? (/ HTTP\/1\.\d\r?\n$/.exec(line)?.[0] ?? "") : "";
  const isTunnel = line.startsWith("CONNECT ", empty.length); // it asks for a host and its port, which is no scheme
  const target = start.length === empty.length + word.length && word.endsWith(" ") && !isTunnel ? start.length : -1;
  const scheme = target < 0 ? "" : maskScheme(line.slice(target));
  const from = start.length + scheme.length;
  const rest = scheme + line.slice(from, line.length - version.length).replace(/\S/g, kindOf) + version;
  return start + rest + BODY.repeat(text.length - Math.max(line.length, start.length));
}

/** A character of a token (RFC 9110 section 5.6.2) becomes a point, any other a comma, which is not one. */
function kindOf(char: string): string {
  return /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(char) ? BODY : ",";
}

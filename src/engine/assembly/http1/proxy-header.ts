/** The two headers of the PROXY protocol (haproxy.org, proxy-protocol.txt) that a load balancer sends before the request. */
import { byteAt, startsWith } from "../bytes";
import { isLineEnd } from "./text-classes";

/** What version 2 begins with, after which two bytes stand, and two more that count the bytes of the addresses. */
const SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
const FIXED_BYTES: usize = 16;
/** `PROXY ` */
const WORD_BYTES: usize = 6;

/** The length of a PROXY protocol header at the start of p..end, in bytes, of which not all may be seen; 0 without one. */
export function proxyHeaderLength(p: usize, end: usize): i32 {
  if (startsWith(p, end, SIGNATURE))
    return end - p < FIXED_BYTES ? 0 : <i32>FIXED_BYTES + byteAt(p + 14) * 256 + byteAt(p + 15);
  if (!startsWith(p, end, "PROXY ") || !isTransport(p + WORD_BYTES, end)) return 0;
  let at = p + WORD_BYTES;
  while (at < end && !isLineEnd(byteAt(at))) at++;
  return startsWith(at, end, "\r\n") ? <i32>(at + 2 - p) : 0;
}

/** True if a header of the PROXY protocol begins here, of which not all need be seen. */
export function beginsProxyHeader(p: usize, end: usize): bool {
  return startsWith(p, end, SIGNATURE) || (startsWith(p, end, "PROXY ") && isTransport(p + WORD_BYTES, end));
}

function isTransport(p: usize, end: usize): bool {
  return startsWith(p, end, "TCP4") || startsWith(p, end, "TCP6") || startsWith(p, end, "UNKNOWN");
}

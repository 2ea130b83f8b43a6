import { latin1 } from "../../bytes.js";
import { type Endpoint, isIPv6 } from "./endpoint.js";

/** The flags of TCP that are used here (RFC 9293, section 3.1). */
export const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/** A TCP segment in the IP packet that carries it. */
export interface Segment {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Of `FLAG`, added up. */
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly window: number;
  /** The bytes of the payload that are known, the first ones; one character for each. */
  readonly seen: string;
  /** The bytes that the payload has. */
  readonly length: number;
}

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const TCP_HEADER = 20;
const TCP = 6;
const HOPS = 64;
const DONT_FRAGMENT = 0x4000;
/** Of a SYN: the largest segment, and windows that count units of 16,384 bytes, so that none is ever full. */
const SYN_OPTIONS = "\x02\x04\xff\xd7\x01\x03\x03\x0e";

/** The most bytes of payload of a segment: with its headers it is as long as an IP packet may be. */
export function mostPayload({ address }: Endpoint): number {
  return 65_535 - TCP_HEADER - (isIPv6(address) ? IPV6_HEADER : IPV4_HEADER);
}

/** The bytes of the packet as far as its payload is known, and the length of the whole. Bytes that are not known count as 0 in its checksum. */
export function packetOf(segment: Segment): { readonly captured: string; readonly length: number } {
  const { from, to, flags, sequence, acknowledged, window, seen, length } = segment;
  const options = (flags & FLAG.syn) === 0 ? "" : SYN_OPTIONS;
  const isSix = isIPv6(from.address);
  const start = isSix ? IPV6_HEADER : IPV4_HEADER;
  const header = TCP_HEADER + options.length;
  const bytes = new Uint8Array(start + header);
  const view = new DataView(bytes.buffer);
  view.setUint16(start, from.port);
  view.setUint16(start + 2, to.port);
  view.setUint32(start + 4, sequence);
  view.setUint32(start + 8, acknowledged);
  view.setUint8(start + 12, (header / 4) << 4);
  view.setUint8(start + 13, flags);
  view.setUint16(start + 14, window);
  put(options, bytes, start + TCP_HEADER);
  const pseudoHeader = sumOfText(from.address) + sumOfText(to.address) + TCP + header + length;
  view.setUint16(start + 16, checksum(pseudoHeader + sumOfText(latin1(bytes, start)) + sumOfText(seen)));
  if (isSix) fillIPv6(view, bytes, segment, header + length);
  else fillIPv4(view, bytes, segment, header + length);
  return { captured: latin1(bytes) + seen, length: start + header + length };
}

function fillIPv4(view: DataView, bytes: Uint8Array, { from, to }: Segment, carried: number): void {
  view.setUint8(0, 0x45);
  view.setUint16(2, IPV4_HEADER + carried);
  view.setUint16(6, DONT_FRAGMENT);
  view.setUint8(8, HOPS);
  view.setUint8(9, TCP);
  put(from.address, bytes, 12);
  put(to.address, bytes, 16);
  view.setUint16(10, checksum(sumOfText(latin1(bytes, 0, IPV4_HEADER))));
}

function fillIPv6(view: DataView, bytes: Uint8Array, { from, to }: Segment, carried: number): void {
  view.setUint8(0, 0x60);
  view.setUint16(4, carried);
  view.setUint8(6, TCP);
  view.setUint8(7, HOPS);
  put(from.address, bytes, 8);
  put(to.address, bytes, 24);
}

function put(text: string, bytes: Uint8Array, at: number): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
}

/** The sum of all pairs of bytes. An odd one has a 0 after it. */
function sumOfText(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 2) {
    const low = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    sum += (text.charCodeAt(at) << 8) | low;
  }
  return sum;
}

/** The checksum of IP and TCP (RFC 1071): what is carried over is added again, and all bits are turned. */
function checksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}

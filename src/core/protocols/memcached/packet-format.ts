import type { FrameFormat, FrameHead } from "../frames/frame-format.js";

/** Bytes of every head of the binary protocol (memcached wiki, BinaryProtocolRevamped). */
const HEAD = 24;
const REQUEST = 0x80;
const RESPONSE = 0x81;
/** A response of Couchbase, whose key length is one byte: the other one counts bytes in front of the extras. */
const FLEXIBLE_RESPONSE = 0x18;
/** The last command of memcached: the steps of SASL. A connection begins with one of its commands, also with Couchbase. */
const LAST_COMMAND = 0x22;
const LONGEST_KEY = 250;

/** The packets of a server. */
export const SERVER_PACKETS: FrameFormat<FrameHead> = {
  longestHead: HEAD,
  headOf: (bytes) => {
    const [magic, , keyHigh = 0, keyLow = 0, extras = 0] = bytes;
    if (magic === undefined) return "short";
    if (magic !== RESPONSE && magic !== FLEXIBLE_RESPONSE) return null;
    if (bytes.length < HEAD) return "short";
    const key = magic === RESPONSE ? keyHigh * 256 + keyLow : keyHigh + keyLow;
    const bodyBytes = bodyOf(bytes);
    return key + extras > bodyBytes ? null : { headBytes: HEAD, bodyBytes };
  },
};

/** True if a client begins a connection with these bytes: a request whose parts fit its length. */
export function isRequest(first: Uint8Array, length: number): boolean {
  const [magic, command = 0, keyHigh = 0, keyLow = 0, extras = 0, dataType] = first;
  if (magic !== REQUEST || first.length < HEAD || command > LAST_COMMAND || dataType !== 0) return false;
  const key = keyHigh * 256 + keyLow;
  const body = bodyOf(first);
  return key <= LONGEST_KEY && key + extras <= body && length >= HEAD + key + extras;
}

/** True if a packet of the binary protocol may begin with this byte, in either direction. */
export function isBinary(first: number | undefined): boolean {
  return first === REQUEST || first === RESPONSE || first === FLEXIBLE_RESPONSE;
}

function bodyOf(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(8);
}

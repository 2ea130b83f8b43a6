import { type Latin1Decoder, useLatin1Decoder } from "../core/bytes.js";

/** Node's own decoder. It works on any `Uint8Array` and does not copy the bytes. */
export const nodeLatin1: Latin1Decoder = (bytes, start, end) => Buffer.prototype.latin1Slice.call(bytes, start, end);

useLatin1Decoder(nodeLatin1);

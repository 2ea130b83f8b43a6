import { type Latin1Decoder, useLatin1Decoder } from "../core/bytes.js";

/** Node's own decoder, which works on any `Uint8Array`; a copy of the bytes is not made. */
export const nodeLatin1: Latin1Decoder = (bytes, start, end) => Buffer.prototype.latin1Slice.call(bytes, start, end);

useLatin1Decoder(nodeLatin1);

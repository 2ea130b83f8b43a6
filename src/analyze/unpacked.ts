import { inflateSync } from "fflate";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BITS_OF_DIGIT = 6;
const BITS_OF_BYTE = 8;

/** What was deflated, and written in base64 without padding. */
export function unpacked(base64: string): Uint8Array<ArrayBuffer> {
  return inflateSync(bytesOfBase64(base64)) as Uint8Array<ArrayBuffer>; // it makes its own buffer, which nobody shares
}

/** The language itself has no function for it. */
function bytesOfBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value;
  const bytes = new Uint8Array(Math.floor((text.length * BITS_OF_DIGIT) / BITS_OF_BYTE));
  let [bits, count, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    bits = (bits << BITS_OF_DIGIT) | (values[text.charCodeAt(index)] as number);
    count += BITS_OF_DIGIT;
    if (count < BITS_OF_BYTE) continue;
    count -= BITS_OF_BYTE;
    bytes[at++] = bits >> count; // the bits before are those of bytes that were written
  }
  return bytes;
}

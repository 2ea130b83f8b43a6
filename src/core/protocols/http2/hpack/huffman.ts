/**
 * Bits of the code of each byte, and of EOS at the end (RFC 7541, appendix B). The code is canonical: these lengths make it.
 */
export const CODE_LENGTHS: readonly number[] = (
  "13 23 28 28 28 28 28 28 28 24 30 28 28 30 28 28 28 28 28 28 28 28 30 28 28 28 28 28 28 28 28 28 " +
  "6 10 10 12 13 6 8 11 10 10 8 11 8 6 6 6 5 5 5 6 6 6 6 6 6 6 7 8 15 6 12 10 " +
  "13 6 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 8 7 8 13 19 13 14 6 " +
  "15 5 6 5 6 5 6 6 6 5 7 7 6 6 6 5 6 7 6 5 5 6 7 7 7 7 7 15 11 14 13 28 " +
  "20 22 20 20 22 22 22 23 22 23 23 23 23 23 24 23 24 24 22 23 24 23 23 23 23 21 22 23 22 23 23 24 " +
  "22 21 20 22 22 23 23 21 23 22 22 24 21 22 23 23 21 21 22 21 23 22 23 23 20 22 22 22 23 22 22 23 " +
  "26 26 20 19 22 23 22 25 26 26 26 27 27 26 24 25 19 21 26 27 27 26 27 24 21 21 26 26 28 27 27 27 " +
  "20 24 20 21 22 21 21 23 22 22 25 25 24 24 26 23 26 27 26 26 27 27 27 27 27 28 27 27 27 27 27 26 30"
)
  .split(" ")
  .map(Number);
const EOS = 256;
const LONGEST = 30;
const BITS_OF_A_BYTE = 8;

/** The bytes in the order of their codes. */
const symbols = new Uint16Array(EOS + 1);
/** For each length: the first code that is longer, and what to add to a code of this length for its place in `symbols`. */
const limits = new Uint32Array(LONGEST + 1);
const places = new Int32Array(LONGEST + 1);

/** Fills the tables: codes of one length follow one another in the order of their bytes. */
function assignCodes(): void {
  let code = 0;
  let place = 0;
  for (let bits = 1; bits <= LONGEST; bits++) {
    code *= 2;
    places[bits] = place - code;
    for (let symbol = 0; symbol <= EOS; symbol++) {
      if (CODE_LENGTHS[symbol] !== bits) continue;
      symbols[place++] = symbol;
      code++;
    }
    limits[bits] = code;
  }
}
assignCodes();

/**
 * The text of a Huffman-coded string, one char a byte.
 *
 * @returns null if it is none: it holds EOS, or ends with more than seven bits, or others than ones (RFC 7541, section 5.2)
 */
export function huffmanText(coded: Uint8Array): string | null {
  let text = "";
  let code = 0;
  let bits = 0;
  for (const byte of coded) {
    for (let bit = BITS_OF_A_BYTE - 1; bit >= 0; bit--) {
      code = code * 2 + ((byte >> bit) & 1);
      bits++;
      if (code >= (limits[bits] ?? 0)) continue;
      const symbol = symbols[code + (places[bits] ?? 0)] ?? EOS;
      if (symbol === EOS) return null;
      text += String.fromCharCode(symbol);
      code = 0;
      bits = 0;
    }
  }
  return bits < BITS_OF_A_BYTE && code === 2 ** bits - 1 ? text : null;
}

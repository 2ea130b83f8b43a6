import { CODE_LENGTHS } from "../../../core/protocols/http2/hpack/huffman.js";

const EOS = 256;
const LONGEST = 30;
const BITS_OF_A_BYTE = 8;
/** A character of each of the shortest codes, by their bits (RFC 7541, appendix B). */
const FILLERS: ReadonlyMap<number, string> = new Map([
  [5, "a"],
  [6, "b"],
  [7, "x"],
  [8, "X"],
]);
const SHORTEST_CODE = 5;
const LONGEST_FILLER = 8;

/** The code of each byte: the canonical one of these lengths. */
const codes = assignCodes();

function assignCodes(): readonly number[] {
  const assigned: number[] = [];
  let code = 0;
  for (let bits = 1; bits <= LONGEST; bits++) {
    code *= 2;
    for (let symbol = 0; symbol <= EOS; symbol++) if (CODE_LENGTHS[symbol] === bits) assigned[symbol] = code++;
  }
  return assigned;
}

/** How many bits the code of a text has. */
export function bitsOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (CODE_LENGTHS[char.charCodeAt(0)] ?? 0), 0);
}

/** The Huffman code of a text (RFC 7541, section 5.2), one char a byte; its last byte is filled up with ones. */
export function huffmanCode(text: string): string {
  let coded = "";
  let byte = 0;
  let count = 0;
  const put = (bit: number): void => {
    byte = byte * 2 + bit;
    if (++count < BITS_OF_A_BYTE) return;
    coded += String.fromCharCode(byte);
    byte = 0;
    count = 0;
  };
  for (const char of text) {
    const symbol = char.charCodeAt(0);
    for (let bit = (CODE_LENGTHS[symbol] ?? 0) - 1; bit >= 0; bit--) put(((codes[symbol] ?? 0) >>> bit) & 1);
  }
  while (count > 0) put(1);
  return coded;
}

/**
 * Another text with as many characters and a code of as many bits, so that a table of fields holds as many of it (RFC 7541, section 4.1).
 *
 * @param lead how it begins, if there is room
 */
export function alike(text: string, lead = ""): string {
  const filled = lead + fill(text.length - lead.length, bitsOf(text) - bitsOf(lead));
  if (filled.length === text.length && bitsOf(filled) === bitsOf(text)) return filled;
  return lead === "" ? sorted(text) : alike(text);
}

/** So many characters of so many bits; fewer if there are none. */
function fill(count: number, bits: number): string {
  let text = "";
  let left = bits;
  for (let chars = count; chars > 0; chars--) {
    const most = left - SHORTEST_CODE * (chars - 1);
    const size = Math.min(LONGEST_FILLER, most);
    text = (FILLERS.get(size) ?? "") + text;
    left -= size;
  }
  return text;
}

/** A text of rare characters: one of each length of its codes, in the order of the lengths. */
function sorted(text: string): string {
  const lengths = [...text].map((char) => CODE_LENGTHS[char.charCodeAt(0)] ?? 0).sort((one, other) => one - other);
  return lengths.map((bits) => FILLERS.get(bits) ?? String.fromCharCode(CODE_LENGTHS.indexOf(bits))).join("");
}

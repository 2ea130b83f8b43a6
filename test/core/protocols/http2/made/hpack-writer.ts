import { bytesOf } from "../../../../../src/core/bytes.js";
import { joined, number } from "../wire.js";

/** Fields of the static table that the writer knows (RFC 7541, appendix A). */
const STATIC = new Map([
  [":method: GET", 2],
  [":method: POST", 3],
  [":path: /", 4],
  [":status: 200", 8],
  [":status: 204", 9],
  [":status: 304", 11],
]);
const FIRST_DYNAMIC = 62;
const ENTRY_OVERHEAD = 32;
/** The Huffman code of the digits (RFC 7541, appendix B). */
const DIGITS = "00000 00001 00010 011001 011010 011011 011100 011101 011110 011111".split(" ");

/** Writes header blocks, with a table of its own. What form a field takes is the choice of the caller: `form` is any number. */
export class HpackWriter {
  /** Newest first. */
  #table: string[] = [];
  #most = 4096;

  block(fields: Readonly<Record<string, string>>, form: number): Uint8Array {
    const parts: Uint8Array[] = [];
    if (form % 11 === 0) parts.push(this.#resize(form % 3 === 0 ? 64 : 4096));
    let choice = form;
    for (const [name, value] of Object.entries(fields)) {
      parts.push(this.#field(name, value, choice));
      choice = Math.floor(choice / 3) + 7;
    }
    return joined(...parts);
  }

  #field(name: string, value: string, choice: number): Uint8Array {
    const field = `${name}: ${value}`;
    const place = this.#table.indexOf(field);
    const index = STATIC.get(field) ?? (place < 0 ? null : FIRST_DYNAMIC + place);
    if (index !== null && choice % 4 !== 0) return integer(index, 7, 0x80);
    const named = this.#table.findIndex((entry) => entry.startsWith(`${name}: `));
    const nameIndex = named < 0 || choice % 5 === 0 ? 0 : FIRST_DYNAMIC + named;
    const isIndexed = choice % 3 !== 0;
    const head = isIndexed ? integer(nameIndex, 6, 0x40) : integer(nameIndex, 4, choice % 2 === 0 ? 0x10 : 0);
    if (isIndexed) this.#add(field);
    return joined(head, ...(nameIndex === 0 ? [plain(name)] : []), choice % 7 < 4 ? huffman(value) : plain(value));
  }

  #resize(bytes: number): Uint8Array {
    this.#most = bytes;
    this.#evict();
    return integer(bytes, 5, 0x20);
  }

  #add(field: string): void {
    this.#table.unshift(field);
    this.#evict();
  }

  #evict(): void {
    const size = (): number => this.#table.reduce((sum, field) => sum + field.length - 2 + ENTRY_OVERHEAD, 0);
    while (size() > this.#most) this.#table.pop();
  }
}

function integer(value: number, prefix: number, pattern: number): Uint8Array {
  const most = 2 ** prefix - 1;
  if (value < most) return number(pattern | value, 1);
  const bytes = [pattern | most];
  let rest = value - most;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.from([...bytes, rest]);
}

function plain(text: string): Uint8Array {
  return joined(integer(text.length, 7, 0), bytesOf(text));
}

/** Plain, if it has other characters than digits. */
function huffman(text: string): Uint8Array {
  if (!/^[0-9]+$/.test(text)) return plain(text);
  const bits = [...text].map((digit) => DIGITS[Number(digit)]).join("");
  const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, "1"), 2)) ?? [];
  return joined(integer(bytes.length, 7, 0x80), Uint8Array.from(bytes));
}

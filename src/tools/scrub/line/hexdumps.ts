import type { Patches } from "../patches.js";
import { BODY } from "./mask.js";

const LINE = /^( \| ([0-9a-f]{5,}) {2})/;
const BUFFER = /^ \* \d+ bytes in buffer \d+$/;
const BYTES_A_LINE = 16;
const ASCII_AT = 50; // columns behind the first pair: three a byte, one between the two groups, one more

/** The dump of bytes below a call (`-e read=`, `-e write=`), printed anew from what stands for them. */
export class HexdumpMask {
  #line = 0;
  #buffer = -1;

  constructor(private readonly patches: Patches) {}

  /** The lines below are about the call that began on `line`. */
  follow(line: number): void {
    this.#line = line;
    this.#buffer = -1;
  }

  mask(text: string): string {
    if (BUFFER.test(text)) this.#buffer++;
    const [start = "", , offset = ""] = LINE.exec(text) ?? [];
    if (start === "") return text; // its other lines are of numbers only
    const count = pairsIn(text.slice(start.length));
    const at = Number.parseInt(offset, 16);
    const bytes = this.patches.bytesOf(this.#line, Math.max(0, this.#buffer), count, BODY, at);
    return `${start}${columns(bytes)}`;
  }
}

/** How many bytes a line shows: the pairs stand in fixed columns. */
function pairsIn(text: string): number {
  let count = 0;
  while (count < BYTES_A_LINE && /^[0-9a-f]{2}(?: |$)/.test(text.slice(columnOf(count), columnOf(count) + 3))) count++;
  return count;
}

function columnOf(index: number): number {
  return index * 3 + (index >= BYTES_A_LINE / 2 ? 1 : 0);
}

function columns(bytes: string): string {
  let hex = "";
  for (let i = 0; i < bytes.length; i++) {
    hex = hex.padEnd(columnOf(i)) + bytes.charCodeAt(i).toString(16).padStart(2, "0");
  }
  return `${hex.padEnd(ASCII_AT)}${bytes.replace(/[^ -~]/g, ".").padEnd(BYTES_A_LINE)} |`;
}

import { dumpLine } from "../../../core/strace/line/dump-line.js";
import type { Patches } from "../patches.js";
import { BODY } from "./mask.js";
import { otherNumber, withShortNumbers } from "./numbers.js";

const BYTES_A_LINE = 16;
/** Digits of an offset, and of the numbers of a dump. */
const OFFSET = 8;
/** Columns from the first pair to the text: three a byte, one between the two groups, one more. */
const ASCII_AT = 50;

/** The dump of bytes below a call (`-e read=`, `-e write=`), printed anew from what replaces them. */
export class HexdumpMask {
  #line = 0;
  #buffer = -1;

  constructor(private readonly patches: Patches) {}

  /** The lines that follow are about the call that began on `line`. */
  follow(line: number): void {
    this.#line = line;
    this.#buffer = -1;
  }

  mask(text: string): string {
    const line = dumpLine(text);
    if (line?.kind === "buffer") this.#buffer++;
    if (line?.kind !== "bytes") return withShortNumbers(text.replace(/0x[0-9a-f]+/, otherNumber), OFFSET); // only numbers
    const { lead, offset, bytes } = line;
    const isOffset = offset % BYTES_A_LINE === 0;
    const start = lead.replace(/[0-9a-f]+/, (digits) =>
      digits.length <= OFFSET && isOffset ? digits : "0".repeat(digits.length),
    );
    return start + columns(this.patches.bytesOf(this.#line, Math.max(0, this.#buffer), bytes.length, BODY, offset));
  }
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

import { quote } from "./line/quoting.js";
import { isTelling } from "./removed.js";

/** Searches the output for texts that should have been replaced, in each way in which strace prints bytes. */
export class Leftovers {
  readonly #needles: readonly Buffer[];
  readonly #overlap: number;
  #tail = Buffer.alloc(0);
  /** True once one of the texts was found. */
  hasFound = false;

  constructor(secrets: readonly string[]) {
    this.#needles = secrets.flatMap(encodings).map((text) => Buffer.from(text, "latin1"));
    this.#overlap = Math.max(0, ...this.#needles.map(({ length }) => length));
  }

  search(chunk: Buffer): void {
    const text = Buffer.concat([this.#tail, chunk]);
    this.hasFound ||= this.#needles.some((needle) => text.includes(needle));
    this.#tail = Buffer.from(text.subarray(Math.max(0, text.length - this.#overlap)));
  }
}

/** Bytes of a dump that are together in one group of a line. */
const COLUMNS = 8;

function encodings(secret: string): string[] {
  const plain = quote(secret, { isHex: false, isCut: false }).slice(1, -1);
  const hex = quote(secret, { isHex: true, isCut: false }).slice(1, -1);
  const start = secret.slice(0, COLUMNS);
  if (!isTelling(start) && !/^[0-9]+$/.test(start)) return [plain, hex];
  return [
    plain,
    hex,
    Buffer.from(start, "latin1")
      .toString("hex")
      .replace(/..(?=.)/g, "$& "),
  ];
}

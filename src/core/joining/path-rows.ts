import { knownTarget } from "../paths/target-hash.js";
import type { PathRecord } from "../records/record.js";

/** What joins the paths of several captures, of one exchange: who was at its two ends, what was asked for, how much of it came, and when. */
export interface RowEnd {
  /** Of a connection: what is here for one process is there for the one at the other end; 0: not known. */
  readonly here: number;
  readonly there: number;
  /** A number for the target; 0: not known. */
  readonly target: number;
  readonly capture: number;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** When it ended or, if it is not on the path, when the exchange did that it was asked for. */
  readonly time: number | null;
}

/** Where the numbers of a row stand: first those that take eight bytes, in units of eight, then the others, in units of four. */
const FLOAT = { offset: 0, answered: 1, asked: 4 } as const;
const INTEGER = { answered: 14, asked: 18, line: 22, flags: 23 } as const;
const ROW_FLOATS = 12;
const ROW_INTEGERS = 2 * ROW_FLOATS;
/** Rows of a chunk. Chunks are not moved when more rows come, so none has to be there twice. */
const CHUNK = 256;
const UNKNOWN = -1; // of a size
const ANSWERS = 1;
const ASKS = 2;
const IS_PROVEN = 4;
const HAS_ASKED = 8;
const LEFT = 16;
const MAY_BE_SHORT = 32;
const SAW_END = 64;
const ASKS_STREAMS = 128;

/**
 * Paths as numbers, a row of 96 bytes for each: very many captures may have very many losses, and all of them are needed until the last
 * capture is read. The paths themselves are kept elsewhere, at an offset.
 */
export class PathRows {
  readonly #floats: Float64Array[] = [];
  readonly #integers: Int32Array[] = [];
  count = 0;

  /** The bytes that the rows take. */
  get bytes(): number {
    return this.#floats.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Adds a path of which the rest is kept at an offset. Returns its row. */
  add(path: PathRecord, offset: number): number {
    const row = this.count++;
    if (row % CHUNK === 0) {
      const floats = new Float64Array(CHUNK * ROW_FLOATS);
      this.#floats.push(floats);
      this.#integers.push(new Int32Array(floats.buffer));
    }
    this.#float(row)[floatAt(row) + FLOAT.offset] = offset;
    const [answered, asked, left] = [answeredBy(path), askedBy(path), leftBy(path)];
    if (answered) this.#put(row, "answered", answered);
    const end = asked ?? left;
    if (end) this.#put(row, "asked", end);
    const integers = this.#integer(row);
    integers[integerAt(row) + INTEGER.line] = path.exchanges[0]?.line ?? 0;
    integers[integerAt(row) + INTEGER.flags] =
      (answered ? ANSWERS : 0) |
      (asked ? ASKS : left ? LEFT : 0) |
      (path.isProven ? IS_PROVEN : 0) |
      (path.asked !== null ? HAS_ASKED : 0) |
      (path.asked?.sawEnd ? SAW_END : 0) |
      (path.streams ? ASKS_STREAMS : 0) |
      (path.isProven || path.exchanges[0]?.verdict === "undetermined" ? MAY_BE_SHORT : 0);
    return row;
  }

  offsetOf(row: number): number {
    return this.#float(row)[floatAt(row) + FLOAT.offset] as number;
  }

  /** The exchange that its first hop answered; null if that one asked. */
  answered(row: number): RowEnd | null {
    return this.#has(row, ANSWERS) ? this.#end(row, "answered") : null;
  }

  /** What its innermost program asked for, if another capture may show what became of that; null if none can. */
  asked(row: number): RowEnd | null {
    return this.#has(row, ASKS) ? this.#end(row, "asked") : null;
  }

  /** The exchange that its program had asked for, and ended by itself, as far as its capture shows; null if it asked for none so. */
  left(row: number): RowEnd | null {
    return this.#has(row, LEFT) ? this.#end(row, "asked") : null;
  }

  /** The line that decided its first exchange. */
  lineOf(row: number): number {
    return this.#integer(row)[integerAt(row) + INTEGER.line] as number;
  }

  isProven(row: number): boolean {
    return this.#has(row, IS_PROVEN);
  }

  /** True if bytes of its first exchange were lost, or if its capture does not show whether. */
  mayBeShort(row: number): boolean {
    return this.#has(row, MAY_BE_SHORT);
  }

  /** True if the exchange on which it asked is not on the path. */
  hasAsked(row: number): boolean {
    return this.#has(row, HAS_ASKED);
  }

  /** True if its program saw the server end the exchange on which it asked. */
  sawEnd(row: number): boolean {
    return this.#has(row, SAW_END);
  }

  /** True if its last program asked over TLS, and the other ends of its streams may say who lost the bytes. */
  asksStreams(row: number): boolean {
    return this.#has(row, ASKS_STREAMS);
  }

  #has(row: number, flag: number): boolean {
    return ((this.#integer(row)[integerAt(row) + INTEGER.flags] as number) & flag) !== 0;
  }

  #put(row: number, part: "answered" | "asked", end: RowEnd): void {
    const { here, there, target, capture, declaredBytes, acceptedBytes, time } = end;
    const sizes = [declaredBytes ?? UNKNOWN, acceptedBytes ?? UNKNOWN, time ?? Number.NaN];
    this.#float(row).set(sizes, floatAt(row) + FLOAT[part]);
    this.#integer(row).set([here, there, target, capture], integerAt(row) + INTEGER[part]);
  }

  #end(row: number, part: "answered" | "asked"): RowEnd {
    const at = floatAt(row) + FLOAT[part];
    const [declared, accepted, time] = this.#float(row).subarray(at, at + 3) as unknown as [number, number, number];
    const from = integerAt(row) + INTEGER[part];
    const numbers = this.#integer(row).subarray(from, from + 4) as unknown as [number, number, number, number];
    const [here, there, target, capture] = numbers;
    return {
      ...{ here, there, target, capture, time: Number.isNaN(time) ? null : time },
      declaredBytes: declared === UNKNOWN ? null : declared,
      acceptedBytes: accepted === UNKNOWN ? null : accepted,
    };
  }

  #float(row: number): Float64Array {
    return this.#floats[Math.floor(row / CHUNK)] as Float64Array;
  }

  #integer(row: number): Int32Array {
    return this.#integers[Math.floor(row / CHUNK)] as Int32Array;
  }
}

function floatAt(row: number): number {
  return (row % CHUNK) * ROW_FLOATS;
}

function integerAt(row: number): number {
  return (row % CHUNK) * ROW_INTEGERS;
}

/** Its time is the one at which bytes were lost: its server may have ended it later, and they may have been lost inwards of that. */
function answeredBy({ exchanges, origin }: PathRecord): RowEnd | null {
  const [first] = exchanges;
  if (first === undefined || first.role === "client") return null;
  return { ...endOf(first), time: exchanges[origin ?? 0]?.time ?? first.time };
}

function askedBy({ exchanges, asked, isProven }: PathRecord): RowEnd | null {
  const last = exchanges.at(-1);
  if (!last) return null;
  if (asked) {
    const { ends, ...facts } = asked;
    return { ...facts, here: ends[0], there: ends[1], capture: last.capture, time: last.time }; // it ended no later than its answer
  }
  return last.role === "client" && isProven ? endOf(last) : null; // its own program answers on a path that says what it asked
}

function leftBy({ exchanges: [only, more], isProven }: PathRecord): RowEnd | null {
  return only?.role === "client" && more === undefined && !isProven ? endOf(only) : null;
}

function endOf({ ends, target, ...facts }: PathRecord["exchanges"][number]): RowEnd {
  const { capture, declaredBytes, acceptedBytes, time } = facts;
  const hash = knownTarget(target);
  return { here: ends[0], there: ends[1], target: hash, capture, declaredBytes, acceptedBytes, time };
}

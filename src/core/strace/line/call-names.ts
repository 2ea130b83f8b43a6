import { bytesOf, latin1 } from "../../bytes.js";
/** What is known of the calls of one name. */
export interface KnownCall {
  readonly text: string;
  /** True where somebody wants to hear of its calls. */
  readonly isWanted: boolean;
  /** Which of its calls are left out nevertheless. */
  readonly skip: Skip | null;
  readonly bytes: Uint8Array;
  /** Another name with the same hash. */
  readonly next: KnownCall | null;
}

/** Tells calls that nobody needs from a few of their bytes, before they are read. */
export interface Skip {
  /**
   * Where it shows: in the first arguments, so that the first half of a call is enough, or towards its end, so that of
   * a call in halves the second one is.
   */
  readonly shows: "first" | "last";
  /** `bytes[start..end)` is the line behind the call's parenthesis, or behind `resumed>`. */
  applies(bytes: Uint8Array, start: number, end: number, pid: number | null): boolean;
}

/** Who listens: what is left out before it is looked at costs next to nothing. */
export interface CallFilter {
  /** The calls whose arguments matter; the others are counted. */
  wants(name: string): boolean;
  readonly skips?: ReadonlyMap<string, Skip>;
}

/** More names than any kernel has: beyond it they are the program's own text, and are not remembered. */
const MAX_NAMES = 4096;
const PAREN_OPEN = 0x28;

/** From the bytes of a name to what is known of it: no string is made of a name that was seen before. */
export class NameTable {
  readonly #byHash = new Map<number, KnownCall>();
  #count = 0;

  constructor(private readonly audience: CallFilter) {}

  /** The name at `start` that ends with `(` (or with `terminator`), or null where none does. */
  before(bytes: Uint8Array, start: number, end: number, terminator = PAREN_OPEN): KnownCall | null {
    let hash = 0;
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === terminator) break;
      const isName = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x3f;
      if (!isName) return null;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (i === start || i === end) return null;
    const first = this.#byHash.get(hash) ?? null;
    for (let name = first; name !== null; name = name.next) if (isSame(name.bytes, bytes, start, i)) return name;
    return this.#add(hash, first, latin1(bytes, start, i));
  }

  #add(hash: number, next: KnownCall | null, text: string): KnownCall {
    const isWanted = this.audience.wants(text);
    const skip = (isWanted && this.audience.skips?.get(text)) || null;
    const name: KnownCall = { text, isWanted, skip, bytes: bytesOf(text), next };
    if (this.#count++ < MAX_NAMES) this.#byHash.set(hash, name);
    return name;
  }
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false;
  return true;
}

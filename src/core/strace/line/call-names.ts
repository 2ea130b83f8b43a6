import { bytesOf, latin1 } from "../../bytes.js";
import { isSyscallName } from "../../syscalls/names.js";
import type { CallFilter, Skip } from "../call-filter.js";
import type { LineParts } from "./split.js";

/** What the reader knows of the calls of one name. */
export interface KnownCall {
  readonly text: string;
  /** True if the reader's user needs its calls. */
  readonly isWanted: boolean;
  /** Which of its calls are left out nevertheless. */
  readonly skip: Skip | null;
  readonly bytes: Uint8Array;
  /** The next name with the same hash. */
  readonly next: KnownCall | null;
}

/** More names than any kernel has. Further names are the program's own text, and are not kept. */
const MAX_NAMES = 4096;

/** Finds a known name by its bytes, so that no string is made of a name that was seen before. */
export class NameTable {
  readonly #byHash = new Map<number, KnownCall>();
  #count = 0;

  constructor(private readonly filter: CallFilter) {}

  /** The name of a `call` or `resumed` line. */
  of(bytes: Uint8Array, { nameStart, nameEnd, nameHash }: LineParts): KnownCall {
    const first = this.#byHash.get(nameHash) ?? null;
    for (let name = first; name !== null; name = name.next) {
      if (isSame(name.bytes, bytes, nameStart, nameEnd)) return name;
    }
    return this.#add(nameHash, first, latin1(bytes, nameStart, nameEnd));
  }

  #add(hash: number, next: KnownCall | null, text: string): KnownCall {
    const isWanted = this.filter.wants(text) || !isSyscallName(text); // read whole: it may be the program's own text
    const skip = (isWanted && this.filter.skips?.get(text)) || null;
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

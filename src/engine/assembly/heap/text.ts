/** Text that outlives its line. */
import { areSame, copyBytes } from "../blocks";
import { byteAt, literalByte, partAt, wordAt } from "../bytes";
import { release } from "./allocate";
import { Counted, createCounted } from "./counted";

/** Its bytes stand after its fields. */
@unmanaged
export class Text extends Counted {
  length: i32;
  /** Its hash; 0: nobody asked for it yet. */
  knownHash: u32;

  get hash(): u32 {
    if (this.knownHash === 0) this.knownHash = hashOfBytes(this.start, this.end);
    return this.knownHash;
  }

  get start(): usize {
    return changetype<usize>(this) + offsetof<Text>();
  }

  get end(): usize {
    return this.start + this.length;
  }

  /** True if the bytes p..end are the same. */
  is(p: usize, end: usize): bool {
    return <usize>this.length === end - p && areSame(this.start, p, this.length);
  }

  equals(other: Text): bool {
    return this === other || this.is(other.start, other.end);
  }

  /** True if it begins with an ASCII literal. */
  beginsWith(literal: string): bool {
    const length = literal.length;
    if (length > this.length) return false;
    for (let i = 0; i < length; i++) if (byteAt(this.start + i) !== literalByte(literal, i)) return false;
    return true;
  }
}

/** A copy of the bytes p..end, which nothing keeps yet. */
export function textOf(p: usize, end: usize): Text {
  const length = <i32>(end - p);
  const text = createCounted<Text>(destroyText, length);
  text.length = length;
  copyBytes(text.start, p, end);
  return text;
}

function destroyText(address: usize): void {
  release(address, offsetof<Text>() + changetype<Text>(address).length);
}

const GOLDEN: u64 = 0x9e3779b97f4a7c15;

/** Bytes that are the same have the same hash. */
export function hashOfBytes(p: usize, end: usize): u32 {
  let hash = <u64>(end - p);
  for (; p + 8 <= end; p += 8) {
    hash = (hash ^ wordAt(p)) * GOLDEN;
    hash ^= hash >> 29;
  }
  hash = (hash ^ partAt(p, <i32>(end - p))) * GOLDEN;
  return <u32>(hash >> 32);
}

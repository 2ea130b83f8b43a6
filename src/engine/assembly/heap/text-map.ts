/** A map from texts to objects. It keeps the texts; whether it keeps the objects is the caller's business. */
import { create, destroy } from "./allocate";
import { keep, letGo } from "./counted";
import { createMap, destroyMap, OrderedMap } from "./ordered-map";
import { hashOfBytes, Text } from "./text";

@unmanaged
class TextEntry<V> {
  text: Text;
  value: V;
  /** The next one of the same hash. */
  next: TextEntry<V> | null;
}

@unmanaged
export class TextMap<V> {
  /** From a hash to the first entry that has it. */
  byHash: OrderedMap<TextEntry<V>>;

  get(text: Text): V | null {
    const entry = this.find(text.hash, text.start, text.end);
    return entry ? entry.value : null;
  }

  /** The object of the text p..end. */
  getAt(p: usize, end: usize): V | null {
    const entry = this.find(hashOfBytes(p, end), p, end);
    return entry ? entry.value : null;
  }

  set(text: Text, value: V): void {
    const known = this.find(text.hash, text.start, text.end);
    if (known) {
      known.value = value;
      return;
    }
    const entry = create<TextEntry<V>>();
    entry.text = keep<Text>(text);
    entry.value = value;
    entry.next = this.first(text.hash);
    this.byHash.set(text.hash, entry);
  }

  delete(text: Text): void {
    const entry = this.find(text.hash, text.start, text.end);
    if (!entry) return;
    const first = changetype<TextEntry<V>>(this.first(text.hash));
    if (first !== entry) {
      let before = first;
      while (before.next !== entry) before = changetype<TextEntry<V>>(before.next);
      before.next = entry.next;
    } else if (entry.next) this.byHash.set(text.hash, changetype<TextEntry<V>>(entry.next));
    else this.byHash.delete(text.hash);
    release<V>(entry);
  }

  /** Forgets all. */
  clear(): void {
    for (let i = this.byHash.after(-1); i >= 0; i = this.byHash.after(i)) {
      let entry: TextEntry<V> | null = this.byHash.valueAt(i);
      while (entry) {
        const next: TextEntry<V> | null = entry.next;
        release<V>(entry);
        entry = next;
      }
    }
    this.byHash.free();
  }

  private first(hash: u32): TextEntry<V> | null {
    return this.byHash.get(hash);
  }

  private find(hash: u32, p: usize, end: usize): TextEntry<V> | null {
    let entry = this.first(hash);
    while (entry && !entry.text.is(p, end)) entry = entry.next;
    return entry;
  }
}

/** An empty map, which the caller has to destroy. */
export function createTextMap<V>(): TextMap<V> {
  const map = create<TextMap<V>>();
  map.byHash = createMap<TextEntry<V>>();
  return map;
}

/** Gives a map back, and lets go of its texts. */
export function destroyTextMap<V>(map: TextMap<V>): void {
  map.clear();
  destroyMap<TextEntry<V>>(map.byHash);
  destroy<TextMap<V>>(map);
}

function release<V>(entry: TextEntry<V>): void {
  letGo(entry.text);
  destroy<TextEntry<V>>(entry);
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { ModelEngine } from "./model-engine.js";
import { run, Steps } from "./steps.js";

/** A map of JavaScript's and one of the engine. */
class BothMaps {
  readonly #engine = new ModelEngine();
  readonly #core = new Map<number, number>();
  readonly #atStart = this.#bytesInUse();
  readonly #own = this.#engine.call("makeMap");

  set(key: number, value: number): void {
    this.#core.set(key, value);
    this.#engine.call("setInMap", this.#own, key, value);
  }

  setMany(first: number, count: number): void {
    for (let key = first; key < first + count; key++) this.set(key, key + 1);
  }

  delete(key: number): void {
    expect(this.#engine.asks("deleteFromMap", this.#own, key)).toBe(this.#core.delete(key));
  }

  deleteMany(first: number, count: number): void {
    for (let key = first; key < first + count; key++) this.delete(key);
  }

  check(): void {
    for (let key = 0; key < 9; key++) {
      expect(this.#engine.call("getFromMap", this.#own, key)).toBe(this.#core.get(key) ?? 0);
    }
    expect(this.#engine.list("entriesOfMap", this.#own)).toEqual([...this.#core].flat());
  }

  end(): void {
    this.#engine.call("dropMap", this.#own);
    expect(this.#bytesInUse()).toBe(this.#atStart);
  }

  #bytesInUse(): number {
    this.#engine.call("liveSockets");
    return this.#engine.call("bytesInUse");
  }
}

const key = fc.oneof(fc.nat(8), fc.nat(100), fc.constantFrom(-1, 0.5, 2 ** 31, 1e12));
const maps = new Steps<BothMaps>()
  .does(6, "set", key, fc.integer({ min: 1, max: 1_000 }))
  .does(4, "delete", key)
  .does(1, "setMany", fc.nat(60), fc.nat(60))
  .does(1, "deleteMany", fc.nat(60), fc.nat(60))
  .does(2, "check");

test("a map is walked through as one of JavaScript's", () => {
  fc.assert(
    fc.property(fc.array(maps.any, { maxLength: 80 }), (drawn) => {
      const both = new BothMaps();
      run(both, drawn);
      both.check();
      both.end();
    }),
    budget(150),
  );
});

/** A map of texts, some of which have the same hash. */
class BothTextMaps {
  readonly #engine = new ModelEngine();
  readonly #core = new Map<string, number>();
  readonly #atStart = this.#bytesInUse();
  readonly #own = this.#engine.call("makeTextMap");

  set(text: string, value: number): void {
    this.#core.set(text, value);
    this.#engine.call("setInTextMap", this.#own, ...this.#engine.write(text), value, text.length % 2);
  }

  delete(text: string): void {
    this.#core.delete(text);
    this.#engine.call("deleteFromTextMap", this.#own, ...this.#engine.write(text), text.length % 2);
  }

  get(text: string): void {
    const found = this.#engine.call("getFromTextMap", this.#own, ...this.#engine.write(text), text.length % 2);
    expect(found).toBe(this.#core.get(text) ?? 0);
  }

  end(): void {
    for (const text of TEXTS) this.get(text);
    this.#engine.call("dropTextMap", this.#own);
    expect(this.#bytesInUse()).toBe(this.#atStart);
  }

  #bytesInUse(): number {
    this.#engine.call("liveSockets");
    this.#engine.call("lineEnds");
    return this.#engine.call("bytesInUse");
  }
}

const TEXTS = ["", "a", "b", "ab", "ba", "abc", "abcdefgh", "abcdefghi", "abcdefghj"];
const text = fc.constantFrom(...TEXTS);
const textMaps = new Steps<BothTextMaps>()
  .does(3, "set", text, fc.integer({ min: 1, max: 1_000 }))
  .does(2, "delete", text)
  .does(2, "get", text);

test("a map of texts finds each text, whatever their hashes are", () => {
  fc.assert(
    fc.property(fc.array(textMaps.any, { maxLength: 60 }), (drawn) => {
      const both = new BothTextMaps();
      run(both, drawn);
      both.end();
    }),
    budget(120),
  );
});

test("texts that differ in a byte have different hashes", () => {
  const engine = new ModelEngine();
  const hashes = Array.from({ length: 4_096 }, (_, index) => {
    const lengths = engine.write(`127.0.0.1:80->127.0.0.1:${index}`);
    return engine.call("hashOf", ...lengths) >>> 0;
  });
  expect(new Set(hashes).size).toBeGreaterThan(4_090);
  expect(new Set(hashes.map((hash) => hash % 1_024)).size).toBeGreaterThan(900);
});

test("what is equal keeps its order", () => {
  const engine = new ModelEngine();
  const numbers = fc.array(fc.tuple(fc.nat(9), fc.nat(99)).map(([whole, rest]) => whole + rest / 100));
  fc.assert(
    fc.property(numbers, (list) => {
      engine.write(Buffer.from(new Float64Array(list).buffer).toString("latin1"));
      const sorted = [...list].sort((one, other) => Math.floor(one) - Math.floor(other));
      expect(engine.list("sortNumbers", list.length)).toEqual(sorted);
    }),
    budget(120),
  );
});

test("a list closes the gap of what is removed", () => {
  expect(new ModelEngine().list("removeFromList", 6, 2)).toEqual([0, 1, 3, 4, 5]);
});

test("a run of any length is copied, compared and cleared", () => {
  const engine = new ModelEngine();
  for (let length = 0; length < 300; length++) {
    const run = Array.from({ length }, (_, index) => String.fromCharCode(1 + ((index * 7 + length) % 250))).join("");
    engine.write(`${run}${"-".repeat(length + 1)}`);
    engine.call("copyBehind", length);
    expect(engine.read(2 * length + 1)).toBe(`${run}${run}-`);
    expect(engine.asks("areHalvesSame", 2 * length)).toBe(true);
    for (const at of [0, length >> 1, length - 1].filter((index) => index >= 0 && index < length)) {
      engine.write(`${run}${run.slice(0, at)}\0${run.slice(at + 1)}`);
      expect(engine.asks("areHalvesSame", 2 * length)).toBe(false);
    }
    engine.write("+".repeat(length + 16));
    engine.call("clearScratch", length);
    const cleared = engine.read(length + 16) ?? "";
    expect(cleared.slice(0, length)).toBe("\0".repeat(length));
    expect(cleared.at(length + 15)).toBe("+");
  }
});

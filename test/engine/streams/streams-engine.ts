import { readFileSync } from "node:fs";
import { latin1, writeLatin1 } from "../../../src/core/bytes.js";
import { shownOfElided } from "../../../src/core/protocols/http1/head/elided-head.js";

/** What test/engine/assembly/streams.ts exports. Objects are addresses; a boolean is 0 or 1. */
type Exports = { readonly memory: WebAssembly.Memory } & Record<
  string,
  (...args: readonly (number | boolean)[]) => number
>;

const bytes = readFileSync(new URL("../../../.test-results/engine/streams.wasm", import.meta.url));
const module = new WebAssembly.Module(bytes);

function fail(name: string | symbol): never {
  throw new Error(`${String(name)} was called`);
}

/** A buffer as strace or a person shows it: `text` of `length` bytes, in quotes or as a dump. */
export interface DrawnPiece {
  readonly text: string;
  readonly length: number;
  readonly isCut: boolean;
  readonly isQuoted: boolean;
}

/** Any byte that strace escapes, as an octal number; those of a line's end as strace writes them. */
export function quoted(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n")
    .replace(/[^\x20-\x7e]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`);
}

/** Fills what was written, so that whoever still refers to it goes wrong. */
const USELESS = 0xdd;
const SLACK = 64;

/** Fails if doing something once more takes memory that it does not give back. The first time, texts get their room. */
export function leavesNothing(engine: StreamsEngine, act: () => void): void {
  act();
  const before = engine.bytesInUse();
  act();
  const left = engine.bytesInUse() - before;
  if (left !== 0) throw new Error(`${left} bytes are left in the heap`);
}

/** The streams of HTTP/1 in the engine, by themselves. */
export class StreamsEngine {
  readonly #exports: Exports;
  #written = 0;

  constructor() {
    const askShownOfElided = (start: number, end: number, isShort: number) => this.#askShown(start, end, isShort);
    // whatever else connections call of their host, no stream does
    const host = new Proxy(
      {},
      { get: (_, name) => (name === "askShownOfElided" ? askShownOfElided : () => fail(name)) },
    );
    this.#exports = new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
  }

  /** Calls a function. */
  call(name: string, ...args: readonly (number | boolean)[]): number {
    const found = this.#exports[name];
    if (!found) throw new Error(`the engine exports no ${name}`);
    return found(...args);
  }

  /** Writes texts one after the other, and returns where each begins and ends. */
  write(...texts: readonly string[]): number[] {
    this.#forgetWritten();
    return this.add(...texts);
  }

  /** Writes texts after those that were written last. */
  add(...texts: readonly string[]): number[] {
    const places: number[] = [];
    for (const text of texts) places.push(...this.#add(text));
    return places;
  }

  /** Makes these the pieces of the call at hand. */
  setPieces(pieces: readonly DrawnPiece[]): void {
    this.call("clearPieces");
    this.#forgetWritten();
    for (const { text, length, isCut, isQuoted } of pieces) {
      const [start = 0, end = 0] = this.#add(isQuoted ? quoted(text) : text);
      this.call("addPiece", start, end, isQuoted, length, isCut);
    }
  }

  /** The numbers that were written since the last time. */
  takeLog(): number[] {
    const log = new Float64Array(this.#exports.memory.buffer, this.call("logStart"), this.call("logLength"));
    const numbers = [...log];
    this.call("clearLog");
    return numbers;
  }

  /** Bytes of the heap in use, after the end of a line. */
  bytesInUse(): number {
    this.call("clearPieces");
    this.call("lineEnds");
    return this.call("bytesInUse");
  }

  #add(text: string): [number, number] {
    const start = this.call("scratch") + this.#written;
    writeLatin1(text, new Uint8Array(this.#exports.memory.buffer).subarray(start));
    this.#written += text.length + SLACK;
    return [start, start + text.length];
  }

  #forgetWritten(): void {
    new Uint8Array(this.#exports.memory.buffer, this.call("scratch"), this.#written).fill(USELESS);
    this.#written = 0;
  }

  #askShown(start: number, end: number, isShort: number): number {
    const left = shownOfElided(latin1(new Uint8Array(this.#exports.memory.buffer), start, end), isShort !== 0);
    if (left === null) return -1;
    const room = this.call("roomForElided", left.length + SLACK);
    writeLatin1(left, new Uint8Array(this.#exports.memory.buffer).subarray(room));
    return left.length;
  }
}

import { readFileSync } from "node:fs";

/** What test/engine/assembly/model.ts exports. Objects are addresses, 0 is null; a boolean is 0 or 1. */
type Exports = { readonly memory: WebAssembly.Memory } & Record<
  string,
  (...args: readonly (number | boolean)[]) => number
>;

const bytes = readFileSync(new URL("../../../.test-results/engine/model.wasm", import.meta.url));
const module = new WebAssembly.Module(bytes);

/** The rooms of the engine that hold fds, threads and sockets, by themselves. */
export class ModelEngine {
  readonly #exports = new WebAssembly.Instance(module, {}).exports as unknown as Exports;

  /** Calls a function. */
  call(name: string, ...args: readonly (number | boolean)[]): number {
    const found = this.#exports[name];
    if (!found) throw new Error(`the engine exports no ${name}`);
    return found(...args);
  }

  /** Calls a function that says yes or no. */
  asks(name: string, ...args: readonly (number | boolean)[]): boolean {
    return this.call(name, ...args) !== 0;
  }

  /** Calls a function that hands out numbers. */
  list(name: string, ...args: readonly (number | boolean)[]): number[] {
    this.call(name, ...args);
    return this.results;
  }

  /** The numbers that were handed out last. */
  get results(): number[] {
    return Array.from({ length: this.call("resultCount") }, (_, index) => this.call("resultAt", index));
  }

  /** Writes texts one after the other where the engine reads them. Returns their lengths, -1 for null. */
  write(...texts: readonly (string | null)[]): number[] {
    const all = Buffer.from(texts.join(""), "latin1");
    new Uint8Array(this.#exports.memory.buffer).set(all, this.call("scratch"));
    return texts.map((text) => (text === null ? -1 : text.length));
  }

  /** The text of so many bytes that the engine wrote. */
  read(length: number): string | null {
    const start = this.call("scratch");
    return length < 0 ? null : Buffer.from(this.#exports.memory.buffer, start, length).toString("latin1");
  }
}

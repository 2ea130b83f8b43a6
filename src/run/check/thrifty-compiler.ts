import { setFlagsFromString } from "node:v8";

/** Of Node 20. Others have other flags, and V8 ends the process at one that it does not know. */
const HAS_FLAGS = process.versions.v8.startsWith("11.");

/** A shorter capture ends before V8 optimizes anything. */
const WORTH_IT = 65_536; // bytes

/**
 * Has V8 wait until more of a function has run before it optimizes that function. By default it does so after a millisecond or two,
 * on other threads, and for a capture of 250 MB that took a fifth of all CPU time: most of what the engine and its host have is
 * seldom called. What a long capture needs all the time is optimized all the same.
 */
export class ThriftyCompiler {
  #read = 0;

  /** So many more bytes of the capture were read. */
  advance(bytes: number): void {
    const before = this.#read;
    this.#read += bytes;
    if (!HAS_FLAGS || before >= WORTH_IT || this.#read < WORTH_IT) return;
    setFlagsFromString("--interrupt-budget=300000"); // bytes of code that ran, of JavaScript: 4 times the usual
    setFlagsFromString("--wasm-tiering-budget=40000000"); // and of WebAssembly: 22 times
  }
}

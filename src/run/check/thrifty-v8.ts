import { setFlagsFromString } from "node:v8";

/** A shorter capture ends before V8 optimizes anything. */
const NOT_SHORT = 65_536; // bytes
/** A shorter capture fills no heap. */
const LONG = 4_000_000; // bytes
/** Of Node 20. Others have other flags, and V8 ends the process at one that it does not know. */
const HAS_BUDGETS = process.versions.v8.startsWith("11.");

/** Has V8 spend less on a capture, as soon as it turns out to be long enough for that to matter: it is set for programs that run for days. */
export class ThriftyV8 {
  #read = 0;

  /** So many more bytes of the capture were read. */
  advance(bytes: number): void {
    const before = this.#read;
    this.#read += bytes;
    const passes = (size: number): boolean => before < size && this.#read >= size;
    if (passes(NOT_SHORT) && HAS_BUDGETS) optimizeLess();
    if (passes(LONG)) growLess();
  }
}

/**
 * V8 waits until more of a function has run before it optimizes that function. By default it does so after a millisecond or two,
 * on other threads, and for a capture of 250 MB that took a fifth of all CPU time: most of what the engine and its host have is
 * seldom called. What a long capture needs all the time is optimized all the same.
 */
function optimizeLess(): void {
  setFlagsFromString("--interrupt-budget=300000"); // bytes of code that ran, of JavaScript: 4 times the usual
  setFlagsFromString("--wasm-tiering-budget=40000000"); // and of WebAssembly: 22 times
}

/**
 * The heap grows by three fifths between two full collections, not to a multiple: what is alive is small, whatever the size
 * of the capture, and V8 would fill three times as much with what is dead. Nor does the part for what is new grow, of which V8 would
 * fill up to 48 MB. Costs no time that can be measured.
 */
function growLess(): void {
  setFlagsFromString("--heap-growing-percent=60");
  setFlagsFromString("--semi-space-growth-factor=1");
}

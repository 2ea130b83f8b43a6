import { readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

const NEWLINE = 0x0a;
const TICK = 10; // milliseconds

/** Feeds the lines of a capture at a steady pace, as strace would print them, and remembers when each was written. */
export class Feeder {
  /** When the portion that ends with a line was begun, in milliseconds: by the number of its last line. */
  readonly #portions: { readonly last: number; readonly at: number }[] = [];

  /** When the line of this number was written. */
  writtenAt(line: number): number {
    return this.#portions.find(({ last }) => line <= last)?.at ?? Number.NaN;
  }

  /** How many lines were written. */
  get lines(): number {
    return this.#portions.at(-1)?.last ?? 0;
  }

  /**
   * Writes a portion each 10 ms, until the time is over. Portions that are late come together.
   *
   * @param rate lines a second
   */
  async feed(path: string, to: Writable, rate: number, seconds: number): Promise<void> {
    const bytes = readFileSync(path);
    const begin = performance.now();
    let start = 0;
    for (let line = 0; line < rate * seconds && start < bytes.length; await sleep(TICK)) {
      const at = performance.now();
      const due = Math.floor(((at - begin) / 1000) * rate);
      let end = start;
      for (; line < due; line++) end = bytes.indexOf(NEWLINE, end) + 1 || bytes.length;
      if (end === start) continue;
      this.#portions.push({ last: line, at });
      to.write(bytes.subarray(start, end));
      start = end;
    }
    to.end();
  }
}

import { callsWhere } from "../../syscalls/rows.js";
import type { Syscall } from "../call/syscall.js";
import type { StraceEvent } from "../event.js";

const LINE = /^ \| ([0-9a-f]{5,}) {2}((?:[0-9a-f]{2}(?: {1,2}|$))+)/;
const CANNOT_FETCH = /^ \| <Cannot fetch \d+ bytes? from pid \d+ @0x[0-9a-f]+>$/;
const BUFFER = /^ \* \d+ bytes in buffer (\d+)$/;
const VECTOR = /^ = \d+ buffers in vector \d+$/;
/** Heads and chunk sizes stand near the start; the rest of a body is counted, not read. */
const KEPT = 65_536;
/** The calls that `-e read=` and `-e write=` dump (syscall.c, dumpio): those whose arguments hold the bytes. */
const DUMPED = callsWhere(({ buffers }) => buffers !== undefined);

/** True for the lines that `-e read=`/`-e write=` print below a call (util.c, dumpstr); they bear no prefix. */
export function isHexdump(text: string): boolean {
  return LINE.test(text) || BUFFER.test(text) || CANNOT_FETCH.test(text) || VECTOR.test(text);
}

/**
 * Gives calls the bytes that a dump below them shows: holds a call of the read or write family back until the
 * line behind it tells that no (more) dump follows.
 */
export class DumpJoiner {
  /** False where the line behind the current one surely is no dump: its call need not wait. */
  mayFollow = true;
  #call: Syscall | null = null;
  #buffer = -1;
  readonly #lines: StraceEvent[] = [];

  constructor(private readonly to: (event: StraceEvent) => void) {}

  push(event: StraceEvent): void {
    if (event.kind === "hexdump" && this.#call) {
      this.#lines.push(event);
      if (!this.#add(this.#call, event.text)) this.release();
      return;
    }
    this.release();
    if (event.kind === "call" && this.mayFollow && DUMPED.has(event.call.name)) this.#call = event.call;
    else this.to(event);
  }

  /** Tells the call that was held back, and then the lines of its dump. */
  release(): void {
    const call = this.#call;
    if (!call) return;
    this.#call = null;
    this.#buffer = -1;
    this.to({ kind: "call", call });
    for (const line of this.#lines.splice(0)) this.to(line);
  }

  /** Adds a line of the dump; buffers of several vectors (sendmmsg) are numbered through. False where it is enough. */
  #add(call: Syscall, text: string): boolean {
    if (BUFFER.test(text)) this.#buffer++;
    const line = LINE.exec(text);
    if (!line) return true;
    const index = Math.max(0, this.#buffer);
    const hex = (line[2] as string).slice(0, 50).replaceAll(" ", ""); // sixteen bytes in two groups
    call.addDump(
      index,
      hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))),
    );
    return (call.dumps[index]?.length ?? 0) < KEPT;
  }
}

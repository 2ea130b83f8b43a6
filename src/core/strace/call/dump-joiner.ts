import { callsWhere } from "../../syscalls/rows.js";
import type { StraceEvent } from "../event.js";
import { dumpLine } from "../line/dump-line.js";
import type { Syscall } from "./syscall.js";

/** Bytes of a buffer that are kept: heads and chunk sizes stand near the start; the rest of a body is only counted. */
const KEPT = 65_536;
/** The calls that `-e read=` and `-e write=` dump (syscall.c, dumpio): those whose arguments hold the bytes. */
const DUMPED = callsWhere(({ buffers }) => buffers !== undefined);

/**
 * Gives calls the bytes that a dump below them shows. It holds a call of the read or write family back until the next
 * line shows that no further line of a dump follows.
 */
export class DumpJoiner {
  /** False if the line after the current one is surely not a dump: the current call need not wait. */
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

  /** Reports the call that was held back, and then the lines of its dump. */
  release(): void {
    const call = this.#call;
    if (!call) return;
    this.#call = null;
    this.#buffer = -1;
    this.to({ kind: "call", call });
    for (const line of this.#lines.splice(0)) this.to(line);
  }

  /**
   * Adds a line of the dump to its call. Several vectors (sendmmsg) number their buffers through.
   *
   * @returns false once the buffer holds enough
   */
  #add(call: Syscall, text: string): boolean {
    const line = dumpLine(text);
    if (line?.kind === "buffer") this.#buffer++;
    if (line?.kind !== "bytes") return true;
    const index = Math.max(0, this.#buffer);
    call.addDump(index, line.bytes);
    return (call.dumps[index]?.length ?? 0) < KEPT;
  }
}

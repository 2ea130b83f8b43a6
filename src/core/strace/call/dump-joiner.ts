import { callsWhere } from "../../syscalls/rows.js";
import type { StraceEvent } from "../event.js";
import type { CurrentLine } from "../line/current-line.js";
import { dumpLine } from "../line/dump-line.js";
import { mayHaveDump } from "../line/line-bytes.js";
import { mayBeRestOfResult, withRest } from "../line/result/rest-of-result.js";
import type { Syscall } from "./syscall.js";

/** Bytes of a buffer that are kept: heads and chunk sizes stand near the start; the rest of a body is only counted. */
const KEPT = 65_536;
/** Lines of a dump that are kept until their call is reported: so many hold more bytes than are kept of a buffer. */
const MOST_LINES = 8192;
/** The calls that `-e read=` and `-e write=` dump (syscall.c, dumpio): those whose arguments hold the bytes. */
export const DUMPED = callsWhere(({ buffers }) => buffers !== undefined);

/**
 * Gives calls the bytes that a dump below them shows. It holds a call of the read or write family back until the next
 * line shows that no further line of a dump follows.
 */
export class DumpJoiner {
  /** False if the line after the current one is surely not a dump: the current call need not wait. */
  #mayFollow = true;
  /** True if the line after the current one goes on with a result: ` = 12` and then `3`. */
  #goesOn = false;
  #call: Syscall | null = null;
  #buffer = -1;
  readonly #lines: StraceEvent[] = [];

  constructor(private readonly to: (event: StraceEvent) => void) {}

  /**
   * Looks at the line after the one that ends at `end`, as far as it is in `bytes`.
   *
   * @param isHidden true if a column stands in front of that line: it may be anything
   */
  lookAhead(bytes: Uint8Array, end: number, isHidden: boolean): void {
    this.#mayFollow = isHidden || mayHaveDump(bytes, end);
    this.#goesOn = isHidden || mayBeRestOfResult(bytes, end);
  }

  /** True while a call waits for the next line. */
  get isHolding(): boolean {
    return this.#call !== null;
  }

  /** True if the line after the current one may be the rest of its result. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** The line of this number, if it is the rest of a result: a call's line was wrapped within it. False otherwise. */
  goOn(text: string, { number: line, time }: CurrentLine, isCut: boolean): boolean {
    const call = this.#call;
    if (call?.end.line !== line - 1 || call.dumps.length > 0) return false;
    const mayBePrefix = isCut && (call.end.pid !== null || time !== null); // the capture ends in the next line's columns
    const result = mayBePrefix ? null : withRest(call.result, text);
    if (!result || (result.value ?? 0) > mostOf(call)) return false;
    this.#call = call.returning(result, line);
    return true;
  }

  push(event: StraceEvent): void {
    if (event.kind === "hexdump" && this.#call) {
      this.#lines.push(event);
      if (!this.#add(this.#call, event.text) || this.#lines.length >= MOST_LINES) this.release();
      return;
    }
    this.release();
    const mayWait = event.kind === "call" && (this.#goesOn || (this.#mayFollow && DUMPED.has(event.call.name)));
    if (mayWait) this.#call = event.call;
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

const COUNT = /"(?:\.\.\.)?, (\d+)(?:, [^"]*)?$/;

/** The most that the call can return: the size of its only buffer, if it has one. */
function mostOf({ argumentsText }: Syscall): number {
  const count = COUNT.exec(argumentsText.slice(-256))?.[1];
  return count === undefined ? Number.POSITIVE_INFINITY : Number(count);
}

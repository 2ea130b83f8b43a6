import { latin1 } from "../../bytes.js";
import type { CallFilter } from "../call-filter.js";
import { isDigit } from "../line/line-bytes.js";
import type { LineRef } from "../line/line-ref.js";
import type { ScannedLine } from "../scanned-line.js";
import type { CallSurroundings } from "./call-lines.js";

/**
 * Reads the lines of calls that were scanned before: the fast way for plain lines. It does with each what call-lines.ts does, without
 * looking for the name, the arguments and the result again: the scan was sure of them. What depends on other lines is decided here.
 */
export class ScannedCalls {
  /** Whether the calls of a name are wanted, by their number. */
  readonly #wanted: boolean[] = [];

  constructor(
    private readonly by: CallSurroundings,
    private readonly filter: CallFilter,
  ) {}

  take(line: ScannedLine): void {
    const { kind, pid } = line;
    if (kind === "second-half") this.#secondHalf(line, pid);
    else if (kind === "first-half") this.#firstHalf(line, pid);
    else this.#whole(line, pid);
  }

  #whole(line: ScannedLine, pid: number | null): void {
    const { by } = this;
    by.joiner.next(pid);
    const isClipped = this.#isClipped(line);
    if (!isClipped && !by.dumps.goesOn && this.#isUnneeded(line)) {
      by.line.note(line.prefix);
      by.dumps.release();
      by.joiner.leftOut(line.name, pid);
      by.onLeftOut(by.line.number);
      by.counts.events++;
      return;
    }
    const at = by.line.take(line.prefix);
    if (isClipped) this.#clipped(line, at);
    else by.joiner.whole(line.name, line.argumentsText, line.result, at, by.line.endOf(at), "whole", true);
  }

  #firstHalf(line: ScannedLine, pid: number | null): void {
    const { joiner, dumps, counts } = this.by;
    joiner.next(pid);
    const at = this.by.line.take(line.prefix);
    if (this.#isUnneeded(line)) {
      dumps.release();
      joiner.leftOutHalf(line.name, line.argumentsText, at);
      counts.events++;
    } else joiner.half(line.name, line.argumentsText, at, false, true);
  }

  #secondHalf(line: ScannedLine, pid: number | null): void {
    const { by } = this;
    const { name } = line;
    const isClipped = this.#isClipped(line);
    if (by.joiner.mayLeaveOut(name, pid, this.#isSkipped(line)) && !isClipped && !by.dumps.goesOn) {
      by.line.note(line.prefix);
      by.dumps.release();
      by.joiner.leaveOutHalves(pid); // its first half counts
      by.onLeftOut(by.line.number);
      return;
    }
    by.joiner.nextResumed(pid);
    const at = by.line.take(line.prefix);
    if (isClipped) this.#clipped(line, at);
    else if (!by.joiner.resumedWhole(name, line.argumentsText, line.result, at, true)) {
      by.joiner.resumed(name, latin1(line.bytes, line.argumentsStart, line.end), at, true);
    }
  }

  /** The line ends at the edge of a clipped capture: its result may have had more digits. */
  #clipped({ bytes, properStart, end }: ScannedLine, at: LineRef): void {
    this.by.joiner.giveUp();
    this.by.emit({ kind: "unrecognized", text: latin1(bytes, properStart, end), at });
  }

  #isClipped({ bytes, end }: ScannedLine): boolean {
    const { clipping, line } = this.by;
    clipping.whole(line.width);
    return clipping.isEdge(line.width) && isDigit(bytes[end - 1]);
  }

  #isUnneeded(line: ScannedLine): boolean {
    return !this.#isWanted(line) || this.#isSkipped(line);
  }

  #isSkipped(line: ScannedLine): boolean {
    return this.filter.isUnneeded?.(line) ?? false;
  }

  #isWanted({ call, name }: ScannedLine): boolean {
    this.#wanted[call] ??= this.filter.wants(name);
    return this.#wanted[call];
  }
}

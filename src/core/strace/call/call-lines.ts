import { bytesOf, latin1 } from "../../bytes.js";
import { isSyscallName } from "../../syscalls/names.js";
import { endOfArguments } from "../arguments/balance.js";
import { endOfSureArguments, OPEN } from "../arguments/sure-arguments.js";
import type { CallFilter } from "../call-filter.js";
import type { StraceEvent } from "../event.js";
import { type KnownCall, NameTable } from "../line/call-names.js";
import type { CurrentLine } from "../line/current-line.js";
import { endsOpen, unfinishedAt } from "../line/ending.js";
import { isDigit } from "../line/line-bytes.js";
import type { Clipping } from "../line/pasted/clipping.js";
import { isBegunResult } from "../line/result/begun-result.js";
import { isSureResult } from "../line/result/sure-result.js";
import { type LineParts, splitEnd } from "../line/split.js";
import type { DumpJoiner } from "./dump-joiner.js";
import type { CallJoiner } from "./joiner.js";

/** What the lines of calls need from their reader. */
export interface CallSurroundings {
  readonly line: CurrentLine;
  readonly clipping: Clipping;
  readonly joiner: CallJoiner;
  readonly dumps: DumpJoiner;
  readonly counts: { events: number };
  /** Hears of each line that ends a call which is not reported. */
  readonly onLeftOut: (line: number) => void;
  readonly emit: (event: StraceEvent) => void;
}

/** A result, and another call after it: two lines of strace's without a line end between them. */
const TWO_CALLS = /\) += (?:\?|-?\d|0x)[^"(]{0,200}(?:\([^"()]{0,200}\)[^"(]{0,200})?[a-z_0-9]\(/;

/** Reads the lines of calls: hands their parts to the joiner. Calls that nobody asks for are only counted, if their line is surely whole. */
export class CallLines {
  readonly #line: CurrentLine;
  readonly #clipping: Clipping;
  readonly #joiner: CallJoiner;
  readonly #emit: (event: StraceEvent) => void;
  readonly #dumps: DumpJoiner;
  readonly #counts: { events: number };
  readonly #onLeftOut: (line: number) => void;
  readonly #names: NameTable;

  constructor({ line, clipping, joiner, dumps, counts, onLeftOut, emit }: CallSurroundings, filter: CallFilter) {
    this.#line = line;
    this.#clipping = clipping;
    this.#joiner = joiner;
    this.#emit = emit;
    this.#dumps = dumps;
    this.#counts = counts;
    this.#onLeftOut = onLeftOut;
    this.#names = new NameTable(filter);
  }

  /** `name(...`, of which `splitStart` has found the start. Returns false if the line turns out to be other text. */
  call(bytes: Uint8Array, end: number, parts: LineParts): boolean {
    const { prefix, argsStart } = parts;
    const name = this.#names.of(bytes, parts);
    const pid = this.#line.pidOf(prefix);
    this.#joiner.next(pid);
    const { skip } = name;
    const isHalf = endsOpen(bytes, end);
    const isSkipped = skip !== null && !(isHalf && skip.shows === "last") && skip.applies(bytes, argsStart, end, pid);
    if ((!name.isWanted || isSkipped) && this.#leaveOut(bytes, end, parts, name, isHalf)) return true;
    const result = splitEnd(bytes, end, parts);
    const { end: kind } = parts;
    const args = latin1(bytes, argsStart, parts.argsEnd);
    const isCut = kind === "open" || (kind === "no-result" && isCutInResult(args));
    if (isCut ? !isSyscallName(name.text) : kind === "no-result") return false; // the program's own text
    const at = this.#line.take(prefix);
    if (isCut) this.#joiner.cut(name.text, args, at, kind === "no-result");
    else if (this.#isDamaged(bytes, end, parts)) {
      this.#joiner.giveUp();
      this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at });
    } else if (!result) this.#joiner.half(name.text, args, at, kind === "detached", parts.isSure);
    else this.#joiner.whole(name.text, args, result, at, this.#line.endOf(at), "whole", parts.isSure);
    return true;
  }

  /** True if the line was clipped within its result, or swallowed another. */
  #isDamaged(bytes: Uint8Array, end: number, { end: kind, argsStart, argsEnd, isSure }: LineParts): boolean {
    if (kind === "result") return this.#isClipped(bytes, end);
    if (isSure) return false;
    const closed = kind === "late-result" ? argsStart : endOfArguments(bytes, argsStart, argsEnd);
    return closed >= 0 && TWO_CALLS.test(latin1(bytes, closed, argsEnd));
  }

  /** True for a line that ends at the edge of a clipped capture, in a digit: there may have been more of them. */
  #isClipped(bytes: Uint8Array, end: number): boolean {
    this.#clipping.whole(this.#line.width);
    return this.#clipping.isEdge(this.#line.width) && isDigit(bytes[end - 1]);
  }

  /**
   * Counts a call that nobody asks for, or keeps its first half. Returns false if its line is not surely as strace prints it:
   * then it is read like the line of any other call, so that no damage is missed.
   */
  #leaveOut(bytes: Uint8Array, end: number, parts: LineParts, name: KnownCall, isHalf: boolean): boolean {
    const { prefix, argsStart } = parts;
    if (isHalf) {
      const open = unfinishedAt(bytes, argsStart, end);
      if (open < 0 || endOfSureArguments(bytes, argsStart, open) !== OPEN) return false;
      this.#dumps.release();
      this.#joiner.leftOutHalf(name.text, latin1(bytes, argsStart, open), this.#line.take(prefix));
    } else {
      if (!this.#isSurelyWhole(bytes, argsStart, end)) return false;
      this.#line.note(prefix);
      this.#dumps.release();
      this.#joiner.leftOut(name.text, this.#line.pidOf(prefix));
      this.#onLeftOut(this.#line.number);
    }
    this.#counts.events++;
    return true;
  }

  /** True if `bytes[start..end)` is surely the rest of a call's line: arguments that close, a whole result, and no more. */
  #isSurelyWhole(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#dumps.goesOn) return false;
    const close = endOfSureArguments(bytes, start, end);
    return close >= 0 && isSureResult(bytes, close + 1, end) && !this.#isClipped(bytes, end);
  }

  /** `<... name resumed>` and the rest of the call. Returns false if the line turns out to be other text. */
  resumed(bytes: Uint8Array, end: number, parts: LineParts): boolean {
    const { prefix, argsStart } = parts;
    const name = this.#names.of(bytes, parts);
    const pid = this.#line.pidOf(prefix);
    if (this.#isSecondLeftOut(bytes, end, parts, name, pid)) return true;
    this.#joiner.nextResumed(pid);
    const at = this.#line.take(prefix);
    const result = splitEnd(bytes, end, parts);
    if (result && parts.end === "result") {
      if (this.#isClipped(bytes, end)) {
        this.#joiner.giveUp();
        this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at });
        return true;
      }
      const rest = latin1(bytes, argsStart, parts.argsEnd);
      if (this.#joiner.resumedWhole(name.text, rest, result, at, parts.isSure)) return true;
    }
    return this.#joiner.resumed(name.text, latin1(bytes, argsStart, end), at, parts.isSure);
  }

  /**
   * Counts a call whose second half is surely whole, if its first half was left out, or if the second half shows that the call
   * changes nothing. Returns false for all others.
   */
  #isSecondLeftOut(bytes: Uint8Array, end: number, parts: LineParts, name: KnownCall, pid: number | null): boolean {
    const { argsStart } = parts;
    const { skip, text } = name;
    const isSkipped = skip?.shows === "last" && skip.applies(bytes, argsStart, end, pid);
    if (!this.#joiner.mayLeaveOut(text, pid, isSkipped) || !this.#isSurelyWhole(bytes, argsStart, end)) return false;
    this.#line.note(parts.prefix);
    this.#dumps.release();
    this.#joiner.leaveOutHalves(pid);
    this.#onLeftOut(this.#line.number);
    return true;
  }
}

/** True if a call's text has whole arguments, and stops before or within its result. */
function isCutInResult(text: string): boolean {
  const bytes = bytesOf(text);
  const close = endOfArguments(bytes, 0, bytes.length);
  return close >= 0 && isBegunResult(text.slice(close + 1));
}

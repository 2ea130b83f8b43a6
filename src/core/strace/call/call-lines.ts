import { bytesOf, latin1 } from "../../bytes.js";
import { isSyscallName } from "../../syscalls/names.js";
import { endOfArguments } from "../arguments/balance.js";
import type { CallFilter } from "../call-filter.js";
import type { StraceEvent } from "../event.js";
import { type KnownCall, NameTable } from "../line/call-names.js";
import type { CurrentLine } from "../line/current-line.js";
import { endsOpen, surelyHasResult, unfinishedAt } from "../line/ending.js";
import { isDigit } from "../line/line-bytes.js";
import type { Clipping } from "../line/pasted/clipping.js";
import { isBegunResult } from "../line/result/begun-result.js";
import { type LineParts, splitEnd } from "../line/split.js";
import type { DumpJoiner } from "./dump-joiner.js";
import type { CallJoiner } from "./joiner.js";

/** What the lines of calls need from their reader. */
interface Surroundings {
  readonly line: CurrentLine;
  readonly clipping: Clipping;
  readonly joiner: CallJoiner;
  readonly dumps: DumpJoiner;
  readonly counts: { events: number };
  readonly emit: (event: StraceEvent) => void;
}

/** A result, and another call after it: two lines of strace's without a line end between them. */
const TWO_CALLS = /\) += (?:\?|-?\d|0x)[^"(]{0,200}(?:\([^"()]{0,200}\)[^"(]{0,200})?[a-z_0-9]\(/;

/** Reads the lines of calls: hands the parts of wanted calls to the joiner, and counts the others unread. */
export class CallLines {
  readonly #line: CurrentLine;
  readonly #clipping: Clipping;
  readonly #joiner: CallJoiner;
  readonly #emit: (event: StraceEvent) => void;
  readonly #dumps: DumpJoiner;
  readonly #counts: { events: number };
  readonly #names: NameTable;

  constructor({ line, clipping, joiner, dumps, counts, emit }: Surroundings, filter: CallFilter) {
    this.#line = line;
    this.#clipping = clipping;
    this.#joiner = joiner;
    this.#emit = emit;
    this.#dumps = dumps;
    this.#counts = counts;
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
    if (!name.isWanted || isSkipped) {
      const isOpen = isHalf && unfinishedAt(bytes, argsStart, end) >= 0;
      return this.#leaveOut(bytes, end, parts, name, isOpen);
    }
    const result = splitEnd(bytes, end, parts);
    const { end: kind } = parts;
    const args = latin1(bytes, argsStart, parts.argsEnd);
    const isCut = kind === "open" || (kind === "no-result" && isCutInResult(args));
    if (isCut ? !isSyscallName(name.text) : kind === "no-result") return false; // the program's own text
    const at = this.#line.take(prefix);
    if (isCut) this.#joiner.cut(name.text, args, at, kind === "no-result");
    else if (!result) this.#joiner.half(name.text, args, at, kind === "detached");
    else if ((kind === "result" && this.#isClipped(bytes, end)) || (kind === "late-result" && TWO_CALLS.test(args))) {
      this.#joiner.giveUp();
      this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at });
    } else this.#joiner.whole(name.text, args, result, at, this.#line.endOf(at));
    return true;
  }

  /** True for a line that ends at the edge of a clipped capture, in a digit: there may have been more of them. */
  #isClipped(bytes: Uint8Array, end: number): boolean {
    this.#clipping.whole(this.#line.width);
    return this.#clipping.isEdge(this.#line.width) && isDigit(bytes[end - 1]);
  }

  /** Counts a call, and reads no more of its line than its end. */
  #leaveOut(bytes: Uint8Array, end: number, parts: LineParts, name: KnownCall, isOpen: boolean): true {
    this.#counts.events++;
    this.#dumps.release();
    this.#joiner.leftOut(name.text);
    if (isOpen || surelyHasResult(bytes, parts.argsStart, end)) {
      this.#line.note(parts.prefix);
      if (isOpen) this.#joiner.leftOutHalf(name.text, this.#line.pidOf(parts.prefix), this.#line.number);
    } else this.#awaitRest(bytes, end, parts, name);
    return true;
  }

  /** `<... name resumed>` and the rest of the call. Returns false if the line turns out to be other text. */
  resumed(bytes: Uint8Array, end: number, parts: LineParts): boolean {
    const { prefix, argsStart } = parts;
    const name = this.#names.of(bytes, parts);
    if (!name.isWanted && surelyHasResult(bytes, argsStart, end)) {
      this.#line.note(prefix);
      this.#joiner.giveUp(); // the call was counted with its first half
      return true;
    }
    const pid = this.#line.pidOf(prefix);
    const isSkipped = name.skip?.shows === "last" && name.skip.applies(bytes, argsStart, end, pid);
    if (isSkipped && this.#joiner.leaveOutHalves(name.text, pid)) {
      this.#line.note(prefix);
      return true;
    }
    if (this.#joiner.nextResumed(name.text, pid) || !name.isWanted) {
      this.#joiner.giveUp(); // the call was counted with its first half
      this.#awaitRest(bytes, end, parts, name);
      return true;
    }
    const at = this.#line.take(prefix);
    const result = splitEnd(bytes, end, parts);
    if (result && parts.end === "result") {
      if (this.#isClipped(bytes, end)) {
        this.#joiner.giveUp();
        this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at });
        return true;
      }
      const rest = latin1(bytes, argsStart, parts.argsEnd);
      if (this.#joiner.resumedWhole(name.text, rest, result, at)) return true;
    }
    return this.#joiner.resumed(name.text, latin1(bytes, argsStart, end), at);
  }

  /** A call that is left out may go on in the next line: as a second half, or because its line was cut. */
  #awaitRest(bytes: Uint8Array, end: number, parts: LineParts, name: KnownCall): void {
    if (surelyHasResult(bytes, parts.argsStart, end)) {
      this.#line.note(parts.prefix);
      return;
    }
    const at = this.#line.take(parts.prefix);
    splitEnd(bytes, end, parts);
    if (parts.end === "unfinished") this.#joiner.leftOutHalf(name.text, at.pid, at.line);
    if (parts.end !== "open" && parts.end !== "no-result") return;
    const text = latin1(bytes, parts.argsStart, end);
    const tail = text.slice(-64);
    const mayHaveEnded = tail.includes(" = ") || tail.endsWith(">");
    if (!mayHaveEnded) this.#joiner.cut(name.text, text, at);
  }
}

/** True if a call's text has whole arguments, and stops before or within its result. */
function isCutInResult(text: string): boolean {
  const bytes = bytesOf(text);
  const close = endOfArguments(bytes, 0, bytes.length);
  return close >= 0 && isBegunResult(text.slice(close + 1));
}

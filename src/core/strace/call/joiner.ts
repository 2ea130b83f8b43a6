import { isSyscallName } from "../../syscalls/names.js";
import type { StraceEvent } from "../event.js";
import type { KnownCall } from "../line/call-names.js";
import { type CutLine, lateEnd, messageWithin, restOf, unfinished, withoutOutput } from "../line/cut-line.js";
import { endingBehind, endingOf, isOnlyFd } from "../line/ending.js";
import { noticeLine } from "../line/event-line.js";
import { NO_RESULT, parseResult, type Result } from "../line/result.js";
import { type UnfinishedCall, UnfinishedCalls } from "./pending.js";
import { type Extent, type LineRef, Syscall } from "./syscall.js";

/** Puts calls together from the pieces that strace prints, and tells each when it is whole, or given up. */
export class CallJoiner {
  /** A line that strace began and has not ended yet. */
  #cut: CutLine | null = null;
  readonly #pending = new UnfinishedCalls();
  /** Line on which the last unfinished call that nobody wants began. */
  #unwantedAt = -1;
  /** Every call's name that was seen: what never appears was probably filtered out. */
  readonly names = new Set<string>();
  count = 0;

  constructor(
    private readonly emit: (event: StraceEvent) => void,
    private readonly wants: (name: string) => boolean,
  ) {}

  get isCut(): boolean {
    return this.#cut !== null;
  }

  /** Takes note of a line of a thread's that is not the second half of a call. */
  next(pid: number | null): void {
    this.#pending.of(pid).isBehindResumed = false;
  }

  /** A whole line: the text between the parentheses, and the result. */
  whole(name: string, text: string, result: Result, begin: LineRef, end = begin, extent: Extent = "whole"): void {
    this.giveUp();
    const forgotten = begin.pid !== null && extent === "whole" ? this.#pending.drop(begin.pid) : null;
    if (forgotten) this.#begun(forgotten);
    this.names.add(name);
    this.count++;
    const mayHoldOutput =
      name === "write" && /^(?:fd=)?(?:0x)?[12]\b/.test(text) && !text.endsWith(`, ${result.value}`);
    const printed = mayHoldOutput ? withoutOutput(name, text) : text;
    const args = printed.endsWith(" ...>") ? printed.replace(/(?:, *)?<unfinished \.\.\.>$/, "") : printed;
    this.emit({ kind: "call", call: new Syscall(name, end.pid ?? begin.pid, args, result, begin, end, extent) });
  }

  /** A call that nobody wants: it is counted. */
  skip(name: string): void {
    this.giveUp();
    this.names.add(name);
    this.count++;
  }

  /** The first half of a call that nobody wants: nor does anybody want the second. */
  skipHalf({ text, isWanted }: KnownCall, pid: number | null, line: number): void {
    this.#unwantedAt = line;
    if (isWanted) this.#pending.of(pid).leftOut = text;
  }

  /** The second half of a call that nobody wants. False where its first half was not seen, or the line is cut. */
  skipRest(name: string, pid: number | null): boolean {
    if (this.#cut || this.#pending.of(pid).leftOut === name || !this.#pending.resume(pid, name)) return false;
    this.count++;
    return true;
  }

  /** Of a call that nobody wants only one thing matters: whether the next line is the rest of it. */
  unwanted(name: string, text: string, at: LineRef): void {
    const tail = text.slice(-64);
    if (tail.endsWith("<unfinished ...>")) {
      this.#unwantedAt = at.line;
      if (this.wants(name)) this.#pending.of(at.pid).leftOut = name;
    } else if (!tail.includes(" = ") && !tail.endsWith(">") && endingOf(text) === null) this.#begin(name, text, at);
  }

  /** The first half of a call: its arguments as far as they stand before `<unfinished ...>`. */
  half(name: string, argumentsText: string, at: LineRef): void {
    this.#unfinished({ name, argumentsText, at }, false);
  }

  /** A call without its end: unfinished, or cut by a message or the program's own output. False where it is no call. */
  open(name: string, text: string, place: () => LineRef): boolean {
    const half = unfinished(text);
    if (!half && this.late(name, text, place)) return true;
    if (!half && !isSyscallName(name)) return false; // the program's own text
    const at = place();
    if (half) this.#unfinished({ name, argumentsText: half.argumentsText, at }, half.isDetached);
    else this.#begin(name, text, at);
    return true;
  }

  /** A call into whose line the program's output fell, brackets and all: `write(2, ")", 1)) = 1`. */
  late(name: string, text: string, place: () => LineRef): boolean {
    const late = lateEnd(text);
    const result = late && parseResult(late.end.slice(1));
    if (late && result) this.whole(name, late.before, result, place());
    return Boolean(late && result);
  }

  /** True where `text` goes on with the line that was cut. */
  goOn(text: string, line: number): boolean {
    const cut = this.#cut;
    if (!cut) return false;
    const before = cut.text;
    for (const rest of [text, restOf(text)]) {
      if (rest !== null && this.#completes(cut, before + rest, before.length, line)) return true;
    }
    const again = cut.byMessage ? messageWithin(before + text) : null;
    if (!again) return false;
    this.#cut = null;
    this.#begin(cut.name, before + text, cut.at);
    return true;
  }

  #completes(cut: CutLine, text: string, from: number, line: number): boolean {
    const half = unfinished(text);
    const ending = half ? null : endingOf(text, from);
    if (!half && !ending) return false;
    this.#cut = null;
    if (!this.wants(cut.name)) return true;
    const end = { pid: cut.at.pid, line, time: null };
    if (half) this.#unfinished({ ...cut, argumentsText: half.argumentsText }, half.isDetached);
    else if (ending) this.whole(cut.name, text.slice(0, ending.close), ending.result, cut.at, end);
    return true;
  }

  /**
   * `<... name resumed>rest) = 1` that ends where `rest` ends, taken by itself. That holds where the first half is only
   * an fd, or all of the arguments: strace stops between two of them. False where it may end elsewhere.
   */
  ends(name: string, rest: string, result: Result, at: LineRef): boolean {
    const doing = this.#pending.of(at.pid);
    const { half } = doing;
    if (doing.leftOut === name || half?.name !== name || !(rest === "" || isOnlyFd(half.argumentsText))) return false;
    this.giveUp();
    doing.half = null;
    doing.isBehindResumed = true;
    this.whole(name, half.argumentsText + rest, result, half.at, at);
    return true;
  }

  /** `<... name resumed>rest`. False where it cannot be read. */
  resumed(name: string, rest: string, at: LineRef): boolean {
    const doing = this.#pending.of(at.pid);
    doing.isBehindResumed = true;
    const isLeftOut = doing.leftOut === name;
    if (isLeftOut) doing.leftOut = null;
    if (isLeftOut || !this.wants(name)) {
      this.giveUp(); // counted with its first half
      this.unwanted(name, rest, at);
      return true;
    }
    this.giveUp();
    const half = this.#pending.resume(at.pid, name);
    // the halves concatenate to the call: whichever of them prints the comma between (6.1 the first, 7.2 the second)
    const text = (half?.argumentsText ?? "") + rest;
    const ending = (half && endingBehind(half.argumentsText, rest)) ?? endingOf(text);
    if (ending) {
      this.whole(name, text.slice(0, ending.close), ending.result, half?.at ?? at, at, half ? "whole" : "end");
    } else if (half) this.#begin(name, text, half.at);
    return ending !== null || half !== null;
  }

  /** strace -z prints the rest of a call bare in some versions: no pid, no `<... resumed>`. */
  bareTail(text: string, line: number): boolean {
    if (lateEnd(text) === null) return false;
    if (this.#unwantedAt === line - 1) return true; // the rest of a call that nobody wants
    const joined = (half: UnfinishedCall): string => half.argumentsText + text;
    const half = this.#pending.resumeWhere((each) => endingOf(joined(each), each.argumentsText.length) !== null);
    const ending = half && endingOf(joined(half));
    if (!half || !ending) return false;
    const end = { pid: half.at.pid, line, time: null };
    this.whole(half.name, joined(half).slice(0, ending.close), ending.result, half.at, end);
    return true;
  }

  /** The capture ends within this line, at the latest within the result of the call. */
  cutShort(text: string, at: LineRef): void {
    this.giveUp();
    const [, name, argumentsText = ""] = /^([a-z_0-9?]+)\((.*?)(?:\) *(?:=[^"]*)?)?$/s.exec(text) ?? [];
    if (name === undefined || this.wants(name)) this.#begun({ name: name ?? "???", argumentsText, at }, "cut");
  }

  /** The thread is gone: so is what it was doing. True where its last line is the second half of a call. */
  gone(pid: number | null, remark = "unfinished"): boolean {
    const { half, isBehindResumed } = this.#pending.of(pid);
    this.#pending.forget(pid);
    if (half) this.#begun(half, remark);
    return isBehindResumed;
  }

  superseded(by: number, pid: number | null): void {
    this.#pending.move(by, pid);
  }

  /** The rest of the line that was cut never came: another line of strace's stands in its place. */
  giveUp(): void {
    const cut = this.#cut;
    this.#cut = null;
    if (cut) this.emit({ kind: "unrecognized", text: `${cut.name}(${cut.text}`, at: cut.at });
  }

  /** End of capture: what is under way never returned. */
  finish(): void {
    const cut = this.#cut;
    this.#cut = null;
    if (cut && this.wants(cut.name)) this.#begun({ ...cut, argumentsText: withoutOutput(cut.name, cut.text) });
    for (const half of this.#pending.dropAll()) this.#begun(half);
  }

  /** Remembers a cut line. */
  #begin(name: string, text: string, at: LineRef): void {
    this.giveUp();
    const within = messageWithin(text);
    this.#cut = { name, text: within?.before ?? text, at, byMessage: within !== null };
    const notice = within && noticeLine(within.message, at);
    if (notice) this.emit(notice);
  }

  #unfinished(half: UnfinishedCall, isDetached: boolean): void {
    this.giveUp();
    this.names.add(half.name);
    const before = this.#pending.begin(half);
    if (before) this.#begun(before);
    this.emit({ kind: "unfinished", name: half.name, argumentsText: half.argumentsText, at: half.at });
    if (isDetached) this.gone(half.at.pid, "detached");
  }

  /** A call that will never return. */
  #begun(half: UnfinishedCall, remark = "unfinished"): void {
    this.count++;
    const result = { ...NO_RESULT, remarks: [remark] };
    const text = half.argumentsText.replace(/, *$/, "");
    this.emit({ kind: "call", call: new Syscall(half.name, half.at.pid, text, result, half.at, half.at, "begin") });
  }
}

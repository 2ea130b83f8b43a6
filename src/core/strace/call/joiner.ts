import { isSyscallName } from "../../syscalls/names.js";
import type { StraceEvent } from "../event.js";
import { lateCloseOf } from "../line/ending.js";
import { mayHoldOutput, withoutOutput } from "../line/interruption.js";
import type { LineRef } from "../line/line-ref.js";
import { NO_RESULT, type Result } from "../line/result/result.js";
import type { ReaderProgress } from "../progress.js";
import { type CutCall, CutCallHolder } from "./cut-call.js";
import { endOfClipped, endOfHalves, endOfJoined, isOnlyFd, type JoinedEnd } from "./joined-end.js";
import { type CallsElsewhere, type UnfinishedCall, UnfinishedCalls } from "./pending.js";
import { type CallPart, Syscall } from "./syscall.js";

const MOST_NAMES = 4096;

/** Puts calls together from the pieces that strace prints, and reports each call once it is whole or given up. */
export class CallJoiner {
  readonly #cut: CutCallHolder;
  readonly #pending: UnfinishedCalls;
  /** The name of every call in the capture. A call that never appears was probably filtered out by strace. */
  readonly names = new Set<string>();
  /** Calls so far; the two halves of a call count once. */
  count = 0;

  /** @param elsewhere where calls stand whose first halves somebody else has read */
  constructor(
    private readonly emit: (event: StraceEvent) => void,
    elsewhere: CallsElsewhere | null = null,
  ) {
    this.#pending = new UnfinishedCalls(elsewhere);
    this.#cut = new CutCallHolder(emit, (cut, end) => this.#clipped(cut, end));
  }

  /** True while the last line of strace's was cut in the middle of a call. */
  get isCut(): boolean {
    return this.#cut.held !== null;
  }

  save(to: ReaderProgress): void {
    this.#pending.giveBack();
    to.calls = this.count;
    to.halves = this.#pending.count;
  }

  load({ calls }: ReaderProgress): void {
    this.count = calls;
  }

  /** Of names that no kernel has, only the first ones are kept: they are the program's own text. */
  noteName(name: string): void {
    if (this.names.size < MOST_NAMES || isSyscallName(name)) this.names.add(name);
  }

  /** The next line of thread `pid` is not the second half of a call. */
  next(pid: number | null): void {
    this.#pending.of(pid).resumed = 0;
  }

  /** The next line of thread `pid` is the second half of a call. */
  nextResumed(pid: number | null): void {
    this.#pending.noteResumed(pid);
  }

  /**
   * A call that has ended: the text between its parentheses, and its result.
   *
   * @param isSure true if the text is surely in strace's argument language
   */
  whole(
    name: string,
    text: string,
    result: Result,
    begin: LineRef,
    end = begin,
    part: CallPart = "whole",
    isSure = false,
  ): void {
    this.#cut.giveUp();
    if (part === "whole") this.#goesOn(begin.pid);
    this.noteName(name);
    this.count++;
    const isPolluted = mayHoldOutput(name, text) && !text.endsWith(`, ${result.value}`);
    const printed = isPolluted ? withoutOutput(name, text) : text;
    const args = printed.endsWith(" ...>") ? printed.replace(/(?:, *)?<unfinished \.\.\.>$/, "") : printed;
    const isRead = isSure && args === text;
    this.emit({ kind: "call", call: new Syscall(name, end.pid ?? begin.pid, args, result, begin, end, part, isRead) });
  }

  /** The first half of a call: its arguments up to `<unfinished ...>`. */
  half(name: string, argumentsText: string, at: LineRef, isDetached = false, isSure = false): void {
    this.#cut.giveUp();
    this.noteName(name);
    this.#begin({ name, argumentsText, at, isSure });
    this.emit({ kind: "unfinished", name, argumentsText, at });
    if (isDetached) this.gone(at.pid, "detached");
  }

  /**
   * `<... name resumed>rest) = 1`, if its brackets show that the call ends where `rest` ends. That holds if the first
   * half is only an fd, or if `rest` is empty. Returns false in all other cases; `resumed` then reads the line.
   */
  resumedWhole(name: string, rest: string, result: Result, at: LineRef, isSure: boolean): boolean {
    const { half } = this.#pending.of(at.pid);
    if (half?.name !== name || !(rest === "" || isOnlyFd(half.argumentsText))) return false;
    this.#cut.giveUp();
    this.#pending.drop(at.pid);
    this.whole(name, half.argumentsText + rest, result, half.at, at, "whole", isSure && half.isSure);
    return true;
  }

  /**
   * `<... name resumed>rest`, with the result or what else follows. The halves concatenate to the call, whichever of
   * them has the comma between (strace 6.1 prints it in the first, 7.2 in the second). Returns false for a line that
   * cannot be read.
   */
  resumed(name: string, rest: string, at: LineRef, isSure: boolean): boolean {
    this.#cut.giveUp();
    const half = this.#pending.resume(at.pid, name);
    const text = (half?.argumentsText ?? "") + rest;
    const end = half ? endOfHalves(half.argumentsText, rest) : endOfJoined(text);
    const part = half ? "whole" : "resumed";
    if (end) this.whole(name, text.slice(0, end.close), end.result, half?.at ?? at, at, part, isSure && half?.isSure);
    else if (half) this.#cut.hold(name, text, half.at, false, at);
    return end !== null || half !== null;
  }

  /** The thread has ended, so the call that it was in never returns. True if its last line was a call's second half. */
  gone(pid: number | null, remark = "unfinished"): boolean {
    const { half, resumed } = this.#pending.of(pid);
    this.#pending.forget(pid);
    if (half) this.#unreturned(half, remark);
    return resumed > 0;
  }

  /** Thread `by` called execve and goes on under the pid of its leader. */
  superseded(by: number, pid: number | null): void {
    this.#pending.move(by, pid);
  }

  /**
   * A call whose line was cut in the middle.
   *
   * @param isClosed true if it was cut after its arguments
   */
  cut(name: string, text: string, at: LineRef, isClosed = false): void {
    this.#cut.hold(name, text, at, isClosed);
  }

  /** Takes a line that goes on with the call that was cut. False for any other line. */
  goOn(text: string, line: number): boolean {
    const rejoined = this.#cut.join(text);
    if (!rejoined) return this.#cut.extend(text);
    const { cut, joined } = rejoined;
    const { open, end } = joined;
    if (open) this.half(cut.name, joined.text.slice(0, open.at), cut.at, open.isDetached);
    else if (end) {
      const at = { pid: cut.at.pid, line, time: null };
      this.whole(cut.name, joined.text.slice(0, end.close), end.result, cut.at, at);
    }
    return true;
  }

  /** The rest of a cut line never came. */
  giveUp(): void {
    this.#cut.giveUp();
  }

  /** Some versions of `strace -z` print the rest of a call bare: no pid, no `<... resumed>`. False for other text. */
  bareTail(text: string, line: number): boolean {
    if (lateCloseOf(text) < 0) return false;
    const joined = (half: UnfinishedCall): string => half.argumentsText + text;
    const half = this.#pending.resumeWhere((each) => endOfJoined(joined(each), each.argumentsText.length) !== null);
    const end = half && endOfJoined(joined(half));
    if (!half || !end) return false;
    const at = { pid: half.at.pid, line, time: null };
    this.whole(half.name, joined(half).slice(0, end.close), end.result, half.at, at);
    return true;
  }

  /** The capture ends within this line, at the latest within the result of a call. */
  cutShort(text: string, at: LineRef): void {
    this.#cut.giveUp();
    const name = /^([a-z_0-9?]+)\(/.exec(text)?.[1];
    const argumentsText = name === undefined ? "" : withoutBegunResult(text.slice(name.length + 1));
    this.#unreturned({ name: name ?? "???", argumentsText, at }, "cut");
  }

  /** Counts a call of thread `pid` that is left out: its line is whole. */
  leftOut(name: string, pid: number | null): void {
    this.#cut.giveUp();
    this.#goesOn(pid);
    this.noteName(name);
    this.count++;
  }

  /** The thread makes another call than the one that it is in, if it is in any. */
  #goesOn(pid: number | null): void {
    const lost = this.#pending.goOn(pid);
    if (lost) this.#unreturned(lost);
  }

  /** The first half of a call that is left out. It is kept, because the second half may turn out to be damaged. */
  leftOutHalf(name: string, argumentsText: string, at: LineRef): void {
    this.#cut.giveUp();
    this.noteName(name);
    this.#begin({ name, argumentsText, at, isSure: true, isLeftOut: true });
  }

  #begin(half: UnfinishedCall): void {
    const givenUp = this.#pending.begin(half);
    if (givenUp?.at.pid === half.at.pid) givenUp.hasGoneOn = true;
    if (givenUp?.isLeftOut) this.count++;
    else if (givenUp) this.#unreturned(givenUp);
  }

  /**
   * True if the second half of this call need not be read, once it is surely whole: the first half was left out, or nobody needs
   * the call (`isSkipped`) and its first half was surely whole.
   */
  mayLeaveOut(name: string, pid: number | null, isSkipped: boolean): boolean {
    const { half } = this.#pending.of(pid);
    return half?.name === name && (half.isLeftOut === true || (isSkipped && half.isSure === true));
  }

  /** Counts the call that thread `pid` is in: both its halves are left out. */
  leaveOutHalves(pid: number | null): void {
    this.#cut.giveUp();
    this.#pending.drop(pid);
    this.count++;
  }

  /** A call whose line was cut only after its result proper. */
  #clipped({ name, text, at, end }: CutCall, { close, result }: JoinedEnd): void {
    this.whole(name, text.slice(0, close), result, at, end);
  }

  /** End of capture: the calls under way never returned. */
  finish(): void {
    const cut = this.#cut.take();
    const end = cut && endOfClipped(cut.text);
    if (end) this.#clipped(cut, end);
    else if (cut) {
      const text = cut.isClosed ? withoutBegunResult(cut.text) : cut.text;
      this.#unreturned({ ...cut, argumentsText: withoutOutput(cut.name, text) });
    }
    for (const half of this.#pending.dropAll()) this.#unreturned(half);
  }

  #unreturned(half: UnfinishedCall, remark = "unfinished"): void {
    this.count++;
    const result = { ...NO_RESULT, remarks: [remark] };
    const text = half.argumentsText.replace(/, *$/, "");
    const part = half.hasGoneOn ? "lost" : "unfinished";
    this.emit({ kind: "call", call: new Syscall(half.name, half.at.pid, text, result, half.at, half.at, part) });
  }
}

/** The arguments of a call that was cut after them: without the `)`, and what follows it of the result. */
function withoutBegunResult(text: string): string {
  const bare = text.lastIndexOf('"') + 1; // a result holds no quote
  const close = text.slice(bare).search(/\) *(?:=|$)/);
  return close < 0 ? text : text.slice(0, bare + close);
}

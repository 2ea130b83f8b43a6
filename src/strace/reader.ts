import { endOfArguments } from "./balance.js";
import { Clock } from "./clock.js";
import type { OtherKind, StraceEvent } from "./line.js";
import { PendingCalls } from "./pending.js";
import { type Prefix, scanPrefix } from "./prefix.js";
import { NO_RESULT, parseResult } from "./result.js";
import { type Place, Syscall } from "./syscall.js";

const UNFINISHED = / ?<(?:unfinished|detached) \.\.\.>$/;
const RESUMED = /^<\.\.\. ([a-z_0-9?]+) resumed>/;
const NOTICE = /^\S*strace: /;
const ATTACHED = /(?:\S*\/)?strace: Process (\d+) attached$/;
/** What follows where a notice or the program's own output cut a line in two. */
const CONTINUATION = /^(?:\)\s+= |, | => | ?<unfinished \.\.\.>$| ?<detached \.\.\.>$)/;
const LATE_RESULT = /\)\s+= (?:\?|-?(?:0x[0-9a-f]+|\d+))(?: [A-Z]\w* \([^()]*\))?(?: <[\d.]+>)?$/;

/** Calls that strace's line has not ended yet, because a notice or the tracee's output cut it. */
interface OpenLine {
  readonly name: string;
  readonly text: string;
  readonly at: Place;
}

/** Reads the lines of one capture, in order, and joins the halves of calls. Holds only what is under way. */
export class StraceReader {
  #line = 0;
  #open: OpenLine | null = null;
  readonly #pending = new PendingCalls();
  readonly #clock = new Clock();
  readonly #wants: (name: string) => boolean;
  /** Every call's name that was seen: what never appears was probably filtered out. */
  readonly names = new Set<string>();
  readonly counts = { lines: 0, syscalls: 0, events: 0, foreign: 0, unrecognized: 0 };

  /** `wants` names the calls whose arguments matter; the others are counted and dropped after their name. */
  constructor(wants: (name: string) => boolean = () => true) {
    this.#wants = wants;
  }

  /** One line, without its line end: `bytes[start..end)`. Returns what it says; never throws. */
  read(bytes: Buffer, start: number, end: number): StraceEvent {
    this.#line++;
    this.counts.lines++;
    const event = this.#read(bytes, start, end);
    if (event.kind !== "other" && event.kind !== "unfinished") this.counts.events++;
    if (event.kind === "other" && event.of === "foreign") this.counts.foreign++;
    if (event.kind === "other" && event.of === "unrecognized") this.counts.unrecognized++;
    return event;
  }

  /** End of capture: a line that was cut in two and never went on is counted as unrecognized. */
  finish(): void {
    if (this.#open) this.counts.unrecognized++;
    this.#open = null;
  }

  #read(bytes: Buffer, start: number, end: number): StraceEvent {
    if (this.#open) {
      const rest = bytes.toString("latin1", start, end);
      if (CONTINUATION.test(rest)) return this.#continue(this.#open, rest);
    }
    const prefix = scanPrefix(bytes, start, end);
    const name = nameEnd(bytes, prefix.offset, end);
    if (name > 0) return this.#call(bytes, prefix, name, end);
    return this.#noCall(bytes.toString("latin1", prefix.offset, end), prefix, prefix.offset > start);
  }

  #place(prefix: Prefix): Place {
    return { pid: prefix.pid, line: this.#line, time: this.#clock.read(prefix) };
  }

  #call(bytes: Buffer, prefix: Prefix, nameEndsAt: number, end: number): StraceEvent {
    const at = this.#place(prefix);
    const name = bytes.toString("latin1", prefix.offset, nameEndsAt);
    this.names.add(name);
    if (!this.#wants(name)) {
      this.counts.syscalls++;
      this.#rememberIfCut(bytes, name, nameEndsAt + 1, end, at);
      return other("unwanted");
    }
    const close = endOfArguments(bytes, nameEndsAt + 1, end);
    if (close < 0) return this.#noEnd(name, bytes.toString("latin1", nameEndsAt + 1, end), at);
    const result = parseResult(bytes.toString("latin1", close + 1, end));
    if (!result) return other("unrecognized");
    return this.#whole(name, bytes.toString("latin1", nameEndsAt + 1, close), result, at);
  }

  /** Of a call that nobody wants only one thing matters: whether the next line is its rest. */
  #rememberIfCut(bytes: Buffer, name: string, start: number, end: number, at: Place): void {
    const looksEnded = bytes.lastIndexOf(" = ", end - 1) >= start || bytes[end - 1] === 0x3e;
    this.#open = looksEnded ? null : { name, text: bytes.toString("latin1", start, end), at };
  }

  #whole(name: string, argumentsText: string, result: Syscall["result"], at: Place): StraceEvent {
    this.counts.syscalls++;
    this.#open = null;
    const text = argumentsText.replace(/(?:, *)?<unfinished \.\.\.>$/, "");
    return { kind: "call", call: new Syscall(name, at.pid, text, result, at, at, true) };
  }

  /** A head without its end: unfinished, cut by a notice or by the traced program's own output, or garbled. */
  #noEnd(name: string, text: string, at: Place): StraceEvent {
    if (UNFINISHED.test(text)) return this.#unfinished(name, text.replace(UNFINISHED, ""), at);
    const late = LATE_RESULT.exec(text);
    if (late) {
      const result = parseResult(late[0].slice(1)) ?? NO_RESULT;
      return this.#whole(name, text.slice(0, late.index), result, at);
    }
    const attached = ATTACHED.exec(text);
    const kept = attached ? text.slice(0, attached.index) : text;
    this.#open = { name, text: kept, at };
    if (!attached) return other("half");
    return { kind: "attached", pid: Number(attached[1]), at };
  }

  #unfinished(name: string, argumentsText: string, at: Place): StraceEvent {
    this.#open = null;
    const half = { name, argumentsText, at };
    if (this.#wants(name)) this.#pending.begin(half);
    return { kind: "unfinished", ...half };
  }

  #continue(open: OpenLine, rest: string): StraceEvent {
    const whole = Buffer.from(open.text + rest, "latin1");
    this.#open = null;
    if (UNFINISHED.test(rest)) return this.#unfinished(open.name, (open.text + rest).replace(UNFINISHED, ""), open.at);
    if (!this.#wants(open.name)) return other("unwanted");
    const close = endOfArguments(whole, 0, whole.length);
    if (close < 0) return this.#noEnd(open.name, open.text + rest, open.at);
    const result = parseResult(whole.toString("latin1", close + 1));
    if (!result) return other("unrecognized");
    return this.#whole(open.name, whole.toString("latin1", 0, close), result, open.at);
  }

  #noCall(text: string, prefix: Prefix, hasPrefix: boolean): StraceEvent {
    const resumed = RESUMED.exec(text);
    if (resumed) return this.#resumed(resumed[1] as string, text.slice(resumed[0].length), this.#place(prefix));
    if (text.startsWith("--- ") && text.endsWith(" ---")) {
      return { kind: "signal", signal: text.slice(4, text.indexOf(" ", 4)), at: this.#place(prefix) };
    }
    if (text.startsWith("+++ ") && text.endsWith(" +++")) return this.#gone(text.slice(4, -4), this.#place(prefix));
    const attached = ATTACHED.exec(text);
    if (attached) return { kind: "attached", pid: Number(attached[1]), at: this.#place(prefix) };
    if (NOTICE.test(text) || text.startsWith("[ Process PID=")) return other("notice");
    if (/^(?: [|>*] |\s*\/\/| = \d+ buffers)/.test(text)) return other("annotation");
    return other(hasPrefix && prefix.pid !== null ? "unrecognized" : "foreign");
  }

  #resumed(name: string, rest: string, at: Place): StraceEvent {
    if (!this.#wants(name)) {
      this.counts.syscalls++;
      return other("unwanted");
    }
    const half = this.#pending.resume(at.pid, name);
    // the halves concatenate to the call: whichever of them prints the comma between (6.1 the first, 7.2 the second)
    const bytes = Buffer.from((half?.argumentsText ?? "") + rest, "latin1");
    const close = endOfArguments(bytes, 0, bytes.length);
    const result = close < 0 ? null : parseResult(bytes.toString("latin1", close + 1));
    if (!half || !result) return other("unrecognized");
    this.counts.syscalls++;
    const text = bytes.toString("latin1", 0, close).replace(/(?:, *)?<unfinished \.\.\.>$/, "");
    return { kind: "call", call: new Syscall(name, at.pid, text, result, half.at, at, half.at.line === at.line - 1) };
  }

  #gone(how: string, at: Place): StraceEvent {
    const superseded = /^superseded by execve in pid (\d+)$/.exec(how);
    if (superseded) {
      this.#pending.move(Number(superseded[1]), at.pid);
      return { kind: "superseded", by: Number(superseded[1]), at };
    }
    this.#pending.drop(at.pid);
    return { kind: "exit", how, at };
  }
}

/** Where a call's name ends, which is where its `(` stands; 0 where no name starts here. */
function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x28) return i === start ? 0 : i;
    const isName = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x3f;
    if (!isName) return 0;
  }
  return 0;
}

function other(of: OtherKind): StraceEvent {
  return { kind: "other", of };
}

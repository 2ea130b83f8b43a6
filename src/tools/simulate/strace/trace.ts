import { MAIN_PID } from "../machine.js";
import type { TraceEvent } from "../trace-event.js";
import { EPOCH, fraction, timeOfDay } from "../virtual-clock.js";
import type { PrintedDialect } from "./dialects.js";

/** The column at which strace prints a result (option -a). */
const RESULT_COLUMN = 40;

/** A line, and when it was complete: microseconds of the event that ended it. */
export interface TraceLine {
  readonly text: string;
  readonly at: number;
}

/** Prints events as strace 6.1 does, in the order of their times. Each line ends with a newline. */
export function traceText(events: readonly TraceEvent[], dialect: PrintedDialect): string {
  return printed(events, dialect).text();
}

/** The same, line by line, without the newlines. */
export function traceLines(events: readonly TraceEvent[], dialect: PrintedDialect): TraceLine[] {
  const printer = printed(events, dialect);
  const texts = printer.text().split("\n");
  return printer.ends.map((at, index) => ({ text: texts[index] ?? "", at }));
}

function printed(events: readonly TraceEvent[], dialect: PrintedDialect): Printer {
  const printer = new Printer(dialect);
  for (const event of [...events].sort((one, other) => one.at - other.at)) printer.print(event);
  return printer;
}

type CallEvent = Extract<TraceEvent, { readonly kind: "begin" | "return" | "cut" }>;

/** Prints as strace does: one line is unfinished at most, and an event of another thread cuts it. */
class Printer {
  /** When each line ended, in microseconds. */
  readonly ends: number[] = [];
  readonly #pieces: string[] = [];
  readonly #live = new Set([MAIN_PID]);
  /** When each thread's current call began, in microseconds. */
  readonly #begun = new Map<number, number>();
  /** The thread whose line is unfinished; null if none is. */
  #printing: number | null = null;
  #column = 0;
  #before: number | null = null;

  constructor(private readonly dialect: PrintedDialect) {}

  text(): string {
    return this.#pieces.join("");
  }

  print(event: TraceEvent): void {
    switch (event.kind) {
      case "attached":
        this.#attached(event);
        return;
      case "detached":
        this.#detached(event);
        return;
      case "signal":
        this.#line(
          event,
          `--- ${event.name} {si_signo=${event.name}, si_code=SI_USER, si_pid=${event.sender}, si_uid=0} ---`,
        );
        return;
      case "killed":
        this.#line(event, `+++ killed by ${event.by} +++`);
        this.#live.delete(event.pid);
        return;
      default:
        this.#call(event);
    }
  }

  #call(event: CallEvent): void {
    const { pid, call, kind } = event;
    if (!this.dialect.calls.has(call.name)) return;
    if (kind === "begin") {
      this.#begun.set(pid, event.at);
      this.#open(event, `${call.name}(${call.before(this.dialect)}`);
      return;
    }
    if (this.#printing !== pid) this.#open(event, `<... ${call.name} resumed>`);
    this.#put(kind === "cut" ? " <unfinished ...>) " : `${call.after(this.dialect)}) `);
    this.#put(" ".repeat(Math.max(0, RESULT_COLUMN - this.#column)));
    this.#end(event, kind === "cut" ? "= ?" : `= ${call.result(this.dialect)}${this.#duration(event)}`);
  }

  #duration({ pid, at }: CallEvent): string {
    if (!this.dialect.hasDurations) return "";
    const took = at - (this.#begun.get(pid) ?? at);
    return ` <${Math.floor(took / 1e6)}${fraction(took)}>`;
  }

  /** Prints a line that is complete at once. */
  #line(event: TraceEvent, text: string): void {
    this.#open(event, "");
    this.#end(event, text);
  }

  #open(event: TraceEvent, text: string): void {
    const { pid, at } = event;
    if (this.#printing !== null) this.#end(event, " <unfinished ...>");
    this.#live.add(pid);
    this.#printing = pid;
    this.#put(this.#prefix(pid, at) + text);
  }

  #put(text: string): void {
    this.#pieces.push(text);
    this.#column += text.length;
  }

  #end({ at }: TraceEvent, text: string): void {
    this.#newline(text, at);
    this.#printing = null;
    this.#column = 0;
  }

  #newline(text: string, at: number): void {
    this.#pieces.push(text, "\n");
    this.ends.push(at);
  }

  /** On standard error, the message "Process N attached" appears within the unfinished line. */
  #attached({ pid, at }: TraceEvent): void {
    this.#live.add(pid);
    if (this.dialect.pid === "brackets") this.#newline(`strace: Process ${pid} attached`, at);
  }

  #detached(event: TraceEvent): void {
    if (this.#printing !== null) this.#end(event, " <detached ...>");
    if (this.dialect.pid === "brackets") this.#newline(`strace: Process ${event.pid} detached`, event.at);
  }

  #prefix(pid: number, at: number): string {
    const isShown = this.dialect.pid === "brackets" && this.#live.size > 1;
    const column =
      this.dialect.pid === "column" ? `${String(pid).padEnd(5)} ` : isShown ? `[pid ${String(pid).padStart(5)}] ` : "";
    return column + this.#time(at);
  }

  #time(at: number): string {
    switch (this.dialect.time) {
      case "-tt":
        return `${timeOfDay(at)}${fraction(at)} `;
      case "-ttt":
        return `${EPOCH + Math.floor(at / 1e6)}${fraction(at)} `;
      case "-r": {
        const since = at - (this.#before ?? at);
        this.#before = at;
        return `${String(Math.floor(since / 1e6)).padStart(6)}${fraction(since)} `;
      }
      case "none":
        return "";
    }
  }
}

import type { Syscall } from "./call/syscall.js";
import type { LineRef } from "./line/line-ref.js";

/** What one line of a capture says. */
export type StraceEvent =
  | { readonly kind: "call"; readonly call: Syscall }
  /** The first half of a call; its children may print lines before the second half arrives. */
  | { readonly kind: "unfinished"; readonly name: string; readonly argumentsText: string; readonly at: LineRef }
  /** `info` is the siginfo; empty if strace printed none. */
  | { readonly kind: "signal"; readonly signal: string; readonly info: string; readonly at: LineRef }
  | ({ readonly kind: "exit"; readonly status: number } & Gone)
  | ({ readonly kind: "killed"; readonly signal: string; readonly coreDumped: boolean } & Gone)
  | { readonly kind: "stopped"; readonly signal: string; readonly at: LineRef }
  | { readonly kind: "superseded"; readonly by: number; readonly at: LineRef }
  /** `attached` is the pid of `Process N attached`, null in every other notice. */
  | { readonly kind: "notice"; readonly text: string; readonly attached: number | null; readonly at: LineRef }
  | { readonly kind: "personality"; readonly process: number; readonly mode: string; readonly at: LineRef }
  /** A line of a dump of the bytes of the call above (`-e read=`, `-e write=`). */
  | { readonly kind: "hexdump"; readonly text: string; readonly at: LineRef }
  /** A line of the call stack of the call above (`-k`). */
  | { readonly kind: "frame"; readonly text: string; readonly at: LineRef }
  /** A line of the table of `-c`/`-C`. */
  | { readonly kind: "summary"; readonly text: string; readonly at: LineRef }
  /** A line that strace did not print: the program's own output, or a comment that was added to the capture. */
  | { readonly kind: "foreign"; readonly text: string; readonly at: LineRef }
  /** A line that stands for lines that a person left out: `...`, `[snip]`. Any call may have stood there. */
  | { readonly kind: "elided"; readonly text: string; readonly at: LineRef }
  /** A line that looks like strace's and cannot be read. */
  /** `isOfAnother` if the line belongs to another strace, whose output shares the file. */
  | { readonly kind: "unrecognized"; readonly text: string; readonly at: LineRef; readonly isOfAnother?: true };

/** What happened to a thread or a process. */
export type ProcessEvent = Extract<
  StraceEvent,
  { kind: "signal" | "exit" | "killed" | "stopped" | "superseded" | "personality" }
>;

/** The last line of a thread. */
interface Gone {
  readonly at: LineRef;
  /** True if the thread's line before is the second half of a call: the thread may have been killed within that call. */
  readonly isAfterResumed: boolean;
}

import type { CallText } from "./strace/strace-calls.js";

/** The thread and the time at which strace sees an event. */
interface TraceContext {
  /** Microseconds since the start of the server. */
  readonly at: number;
  readonly pid: number;
}

/** One event that strace would see. `cut`: the end of its thread interrupts the call, which strace prints as `= ?`. */
export type TraceEvent =
  | (TraceContext & { readonly kind: "begin" | "return" | "cut"; readonly call: CallText })
  | (TraceContext & { readonly kind: "attached" | "detached" })
  | (TraceContext & { readonly kind: "signal"; readonly name: string; readonly sender: number })
  | (TraceContext & { readonly kind: "killed"; readonly by: string });

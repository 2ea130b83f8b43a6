import type { Place, Syscall } from "./syscall.js";

/** What one line of a capture says, once it is understood. */
export type StraceEvent =
  | { readonly kind: "call"; readonly call: Syscall }
  /** The first half of a call; its children may print lines before the second half arrives. */
  | { readonly kind: "unfinished"; readonly name: string; readonly argumentsText: string; readonly at: Place }
  | { readonly kind: "signal"; readonly signal: string; readonly at: Place }
  /** The thread is gone; `how` is the text of strace: `exited with 0`, `killed by SIGTERM`. */
  | { readonly kind: "exit"; readonly how: string; readonly at: Place }
  | { readonly kind: "superseded"; readonly by: number; readonly at: Place }
  | { readonly kind: "attached"; readonly pid: number; readonly at: Place }
  | { readonly kind: "other"; readonly of: OtherKind };

/** Lines that hold no event: strace's own, the traced program's, and those that look like strace's but cannot be read. */
export type OtherKind = "notice" | "annotation" | "foreign" | "unrecognized" | "half" | "unwanted";

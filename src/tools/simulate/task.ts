import type { CallText } from "./strace/strace-calls.js";

/** What a call came to. */
export interface TaskOutcome {
  readonly error: string | null;
  readonly value: number;
}

/** A call that was made: when it returns, and what it was. */
export interface CompletedCall extends TaskOutcome {
  readonly text: CallText;
  /** Microseconds at which it returns. */
  readonly until: number;
  readonly signal?: "SIGPIPE";
}

/**
 * What a task asks the machine for: a call, made when its time comes (null: it is no longer
 * wanted), or to sleep until epoll has something for it.
 * `null` is a sleep that nothing ends.
 */
export type TaskStep =
  | { readonly kind: "call"; readonly make: (at: number) => CompletedCall | null }
  | { readonly kind: "sleep"; readonly wake: (at: number) => Wake | null };

/** When epoll has something to say, and what it is as soon as a thread asks. */
export interface Wake {
  readonly at: number;
  readonly events: (at: number) => string;
}

/** Code of the server: it yields steps and is given what they came to. */
export type Task<Result = void> = Generator<TaskStep, Result, TaskOutcome>;

/** Something that epoll watches. */
export interface WatchedTask {
  readonly data: number;
  readonly task: Task;
}

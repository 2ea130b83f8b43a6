import type { CallText } from "./strace/strace-calls.js";

/** The result of a call. */
export interface TaskOutcome {
  readonly error: string | null;
  readonly value: number;
}

/** A call that was made, as strace prints it. */
export interface CompletedCall extends TaskOutcome {
  readonly text: CallText;
  /** Microseconds at which it returns. */
  readonly until: number;
  readonly signal?: "SIGPIPE";
}

/**
 * What a task asks of the machine: to make a call at its turn, or to sleep until epoll has an event for it.
 *
 * `make` returns null if the call is no longer wanted. `wake` returns null if nothing will ever end the sleep.
 */
export type TaskStep =
  | { readonly kind: "call"; readonly make: (at: number) => CompletedCall | null }
  | { readonly kind: "sleep"; readonly wake: (at: number) => Wake | null };

/** When epoll has an event (microseconds), and which events it reports when a thread asks. */
export interface Wake {
  readonly at: number;
  readonly events: (at: number) => string;
}

/** A piece of the server's program. It yields steps and receives their outcomes. */
export type Task<Result = void> = Generator<TaskStep, Result, TaskOutcome>;

/** A task that epoll wakes; `data` is what epoll_ctl registered for it. */
export interface WatchedTask {
  readonly data: number;
  readonly task: Task;
}

import type { Policy } from "./parameters.js";
import type { Task, TaskOutcome } from "./task.js";

/** What a write loop needs of its connection. */
export interface ResponseWriter {
  /** True if the kernel has accepted all of the response. */
  readonly isFlushed: boolean;
  /** True if the connection ends after this response. */
  readonly isLast: boolean;
  /** True if the loop writes again after a short count. Otherwise a short count already means "not now". */
  readonly retriesShort: boolean;
  /** Offers the rest. `value` is how many bytes were accepted; `isShort` is true if that was not all. */
  write(): Task<TaskOutcome & { readonly isShort: boolean }>;
  /** Reads although nothing is expected, as a poll loop does on every turn. */
  read(): Task<TaskOutcome>;
  /** Sleeps until the socket takes bytes again, or until the peer has hung up. */
  writable(): Task<TaskOutcome>;
  /** Changes the events that epoll waits for. */
  interest(events: "reading" | "writing"): Task<TaskOutcome>;
}

export type FlushResult = "ready" | "pending" | "gone";

/** hyper's poll_flush: writes until all is accepted, or until the kernel says "not now". */
function* pollFlush(writer: ResponseWriter): Task<FlushResult> {
  while (!writer.isFlushed) {
    const { error, isShort } = yield* writer.write();
    if (error === "EAGAIN") return "pending";
    if (error !== null) return "gone";
    if (isShort && !writer.retriesShort) return "pending";
  }
  return "ready";
}

/** Flushes to the end, with a sleep whenever the kernel refuses. */
function* flushAll(writer: ResponseWriter): Task<FlushResult> {
  for (;;) {
    const flush = yield* pollFlush(writer);
    if (flush !== "pending") return flush;
    yield* writer.writable();
  }
}

/** hyper before the fix: the flush of the last response may be pending, and the caller ignores that. */
function* discardPending(writer: ResponseWriter): Task<FlushResult> {
  return writer.isLast ? yield* pollFlush(writer) : yield* flushAll(writer);
}

/** The fix: poll_shutdown goes on only when poll_flush is ready. */
function* flushBeforeShutdown(writer: ResponseWriter): Task<FlushResult> {
  return yield* flushAll(writer);
}

/** The poll loop returns Pending, so every wake-up runs the whole loop: it reads first, then it writes. */
function* pendingInLoop(writer: ResponseWriter): Task<FlushResult> {
  for (;;) {
    const flush = yield* pollFlush(writer);
    if (flush !== "pending") return flush;
    yield* writer.writable();
    const { error, value } = yield* writer.read();
    if (error !== "EAGAIN" && value <= 0) return "gone";
  }
}

/** A state between writing and closing that only waits for the flush: one write for each EPOLLOUT. */
function* flushingState(writer: ResponseWriter): Task<FlushResult> {
  const first = yield* writer.write();
  if (first.error !== null && first.error !== "EAGAIN") return "gone";
  if (writer.isFlushed) return "ready";
  yield* writer.interest("writing");
  while (!writer.isFlushed) {
    yield* writer.writable();
    const { error } = yield* writer.write();
    if (error !== null && error !== "EAGAIN") return "gone";
  }
  yield* writer.interest("reading");
  return "ready";
}

/** The write loop of each policy. If it returns "pending", the caller goes on as if the response were flushed. */
export const policies: Readonly<Record<Policy, (writer: ResponseWriter) => Task<FlushResult>>> = {
  "discard-pending": discardPending,
  "flush-before-shutdown": flushBeforeShutdown,
  "pending-in-loop": pendingInLoop,
  "flushing-state": flushingState,
};

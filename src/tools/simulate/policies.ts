import type { Policy } from "./parameters.js";
import type { Task, TaskOutcome } from "./task.js";

/** What a write loop may ask of its connection. */
export interface ResponseWriter {
  /** All of the response was accepted. */
  readonly isFlushed: boolean;
  /** The connection ends behind this response. */
  readonly isLast: boolean;
  /** Whether it tries again after a short count; if not, a short count itself means "not now". */
  readonly retriesShort: boolean;
  /** Offers what is left; `value` is what was accepted, `isShort` says that it was not all. */
  write(): Task<TaskOutcome & { readonly isShort: boolean }>;
  /** Reads, although nothing is to come: what a poll loop does on every turn. */
  read(): Task<TaskOutcome>;
  /** Sleeps until the socket takes bytes again, or the peer has hung up. */
  writable(): Task<TaskOutcome>;
  /** Tells epoll what to wait for. */
  interest(events: "reading" | "writing"): Task<TaskOutcome>;
}

export type FlushResult = "ready" | "pending" | "gone";

/** hyper's poll_flush: writes until all is accepted, or the kernel says "not now". */
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

/** hyper before the fix: the flush of the last response may be pending, and nobody looks. */
function* discardPending(writer: ResponseWriter): Task<FlushResult> {
  return writer.isLast ? yield* pollFlush(writer) : yield* flushAll(writer);
}

/** The fix: poll_shutdown goes on only when poll_flush is ready. */
function* flushBeforeShutdown(writer: ResponseWriter): Task<FlushResult> {
  return yield* flushAll(writer);
}

/** The poll loop returns Pending, so that every wake-up runs all of it: it reads first, then it writes. */
function* pendingInLoop(writer: ResponseWriter): Task<FlushResult> {
  for (;;) {
    const flush = yield* pollFlush(writer);
    if (flush !== "pending") return flush;
    yield* writer.writable();
    const { error, value } = yield* writer.read();
    if (error !== "EAGAIN" && value <= 0) return "gone";
  }
}

/** A state between writing and closing, in which only the flush is waited for: one write for each EPOLLOUT. */
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

/** Gets a response out, each in its own way. "pending": the caller goes on as if it were done. */
export const policies: Readonly<Record<Policy, (writer: ResponseWriter) => Task<FlushResult>>> = {
  "discard-pending": discardPending,
  "flush-before-shutdown": flushBeforeShutdown,
  "pending-in-loop": pendingInLoop,
  "flushing-state": flushingState,
};

import { ConnectionCalls, type ConnectionContext } from "./connection-calls.js";
import type { ClientParameters } from "./parameters.js";
import { type FlushResult, policies, type ResponseWriter } from "./policies.js";
import type { Task, TaskOutcome } from "./task.js";

const READING = "EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET";
const WRITING = "EPOLLOUT|EPOLLRDHUP|EPOLLET";
/** Microseconds between the last byte that a client reads and its next request. */
const THINKING = 150;

/** One connection from the server's side: a task from the first request to the close. */
export class SimulatedConnection implements ResponseWriter {
  readonly retriesShort: boolean;
  readonly #calls: ConnectionCalls;

  constructor(
    index: number,
    private readonly client: ClientParameters,
    private readonly context: ConnectionContext,
    requestAt: number,
  ) {
    this.#calls = new ConnectionCalls(index, client, context, requestAt);
    this.retriesShort = context.server.call === "writev"; // tokio waits for readiness after a short flat write
  }

  /** Answers one request after the other, then ends the connection. */
  *run(): Task {
    for (; this.#calls.request < this.client.bodies.length; this.#calls.request++) {
      if (!(yield* this.#readRequest())) return yield* this.#leave();
      const flush: FlushResult = yield* policies[this.context.server.policy](this);
      if (flush === "gone") return yield* this.#leave();
      this.#calls.requestAt = this.context.buffer.readAt(this.context.buffer.accepted) + THINKING;
    }
    if (this.context.server.ending === "shutdown") yield* this.#shutDown();
    yield* this.#leave();
  }

  /** The timer of another thread: it shuts the connection down, whatever this task is doing. */
  *expire(at: number): Task {
    yield { kind: "sleep", wake: () => ({ at, events: () => "EPOLLIN" }) };
    yield {
      kind: "call",
      make: (now) => (this.context.account.ended === null ? this.#calls.shutDown(now) : null),
    };
  }

  get isLast(): boolean {
    return this.#calls.isLast;
  }

  get isFlushed(): boolean {
    return this.#calls.latest?.response.isWritten ?? true;
  }

  *write(): Task<TaskOutcome & { readonly isShort: boolean }> {
    let isShort = false;
    const outcome = yield {
      kind: "call",
      make: (at) => {
        const made = this.#calls.write(at);
        isShort = made.isShort;
        return made;
      },
    };
    return { ...outcome, isShort };
  }

  *read(): Task<TaskOutcome> {
    return yield { kind: "call", make: (at) => this.#calls.read(at) };
  }

  *writable(): Task<TaskOutcome> {
    return yield* this.#sleep((at) => this.context.buffer.writableAt(at));
  }

  *interest(events: "reading" | "writing"): Task<TaskOutcome> {
    return yield* this.#control("EPOLL_CTL_MOD", events === "reading" ? READING : WRITING);
  }

  /** False if the peer has hung up instead. */
  *#readRequest(): Task<boolean> {
    const known = this.context.account.accounts.length;
    if (this.#calls.request === 0) yield* this.#sleep(() => this.#calls.requestAt);
    for (;;) {
      const { error } = yield* this.read();
      if (this.context.account.accounts.length > known) return true;
      if (error !== "EAGAIN") return false;
      yield* this.#sleep(() => this.#calls.requestAt);
    }
  }

  /** Sleeps until that time, or until the reader hangs up. epoll reports what is true when a thread asks. */
  *#sleep(until: (at: number) => number): Task<TaskOutcome> {
    const { buffer } = this.context;
    return yield {
      kind: "sleep",
      wake: (from) => {
        const at = Math.max(from, Math.min(until(from), buffer.abortAt()));
        return at === Number.POSITIVE_INFINITY ? null : { at, events: (now) => this.#calls.events(now) };
      },
    };
  }

  *#shutDown(): Task {
    yield { kind: "call", make: (at) => this.#calls.shutDown(at) };
  }

  *#leave(): Task {
    yield* this.#control("EPOLL_CTL_DEL", null);
    yield { kind: "call", make: (at) => this.#calls.close(at) };
  }

  *#control(operation: string, events: string | null): Task<TaskOutcome> {
    return yield { kind: "call", make: (at) => this.#calls.epollCtl(at, operation, events) };
  }
}

import { ConnectionCalls, type ConnectionContext } from "./connection-calls.js";
import type { ClientParameters } from "./parameters.js";
import { type FlushResult, policies, type ResponseWriter } from "./policies.js";
import type { Task, TaskOutcome } from "./task.js";

const READING = "EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET";
const WRITING = "EPOLLOUT|EPOLLRDHUP|EPOLLET";
/** Microseconds between the last byte that a client reads and its next request. */
const THINKING = 150;

/** One connection as the server sees it: its task, from the first request to the close. */
export class SimulatedConnection implements ResponseWriter {
  readonly retriesShort: boolean;
  readonly #calls: ConnectionCalls;

  constructor(
    index: number,
    private readonly client: ClientParameters,
    private readonly around: ConnectionContext,
    requestAt: number,
  ) {
    this.#calls = new ConnectionCalls(index, client, around, requestAt);
    this.retriesShort = around.server.call === "writev"; // tokio drops its readiness behind a short flat write
  }

  /** Reads a request, answers it, and so on; then ends the connection. */
  *run(): Task {
    for (; this.#calls.request < this.client.bodies.length; this.#calls.request++) {
      if (!(yield* this.#readRequest())) return yield* this.#leave();
      const flush: FlushResult = yield* policies[this.around.server.policy](this);
      if (flush === "gone") return yield* this.#leave();
      this.#calls.requestAt = this.around.buffer.readAt(this.around.buffer.accepted) + THINKING;
    }
    if (this.around.server.ending === "shutdown") yield* this.#shutDown();
    yield* this.#leave();
  }

  /** The timer of another thread: ends the stream, whatever the task is doing. */
  *expire(at: number): Task {
    yield { kind: "sleep", wake: () => ({ at, events: () => "EPOLLIN" }) };
    yield {
      kind: "call",
      make: (now) => (this.around.account.ended === null ? this.#calls.shutDown(now) : null),
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
    return yield* this.#sleep((at) => this.around.buffer.writableAt(at));
  }

  *interest(events: "reading" | "writing"): Task<TaskOutcome> {
    return yield* this.#control("EPOLL_CTL_MOD", events === "reading" ? READING : WRITING);
  }

  /** False where the peer is gone instead. */
  *#readRequest(): Task<boolean> {
    const known = this.around.account.accounts.length;
    if (this.#calls.request === 0) yield* this.#sleep(() => this.#calls.requestAt);
    for (;;) {
      const { error } = yield* this.read();
      if (this.around.account.accounts.length > known) return true;
      if (error !== "EAGAIN") return false;
      yield* this.#sleep(() => this.#calls.requestAt);
    }
  }

  /** Sleeps until then, or until the reader hangs up; what epoll says is what holds when a thread asks. */
  *#sleep(until: (at: number) => number): Task<TaskOutcome> {
    const { buffer } = this.around;
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

import type { Machine } from "./machine.js";
import { connected, EPOLL_CONTROL, LISTENER_NUMBER, listener, socketArguments } from "./network.js";
import type { ClientParameters, ServerParameters } from "./parameters.js";
import { accept4, type CallText, epollCtl } from "./strace/strace-calls.js";
import type { PrintedFd } from "./strace/strace-text.js";
import type { CompletedCall, Task } from "./task.js";

/** An accepted client, and the fd of its connection. */
export interface Accepted {
  readonly client: ClientParameters;
  readonly index: number;
  readonly fd: PrintedFd;
  /** Makes the fd's number free again. */
  readonly free: () => void;
}

/** The task of the listening socket. It accepts each client and calls `start` with the time in microseconds. */
export class Acceptor {
  readonly #waiting: { readonly client: ClientParameters; readonly index: number }[];
  readonly #used = new Set<number>();

  constructor(
    private readonly machine: Machine,
    private readonly server: ServerParameters,
    clients: readonly ClientParameters[],
    private readonly start: (accepted: Accepted, at: number) => void,
  ) {
    this.#waiting = clients.map((client, index) => ({ client, index }));
    this.#waiting.sort((one, other) => one.client.arrival - other.client.arrival);
  }

  *run(): Task {
    while (this.#waiting.length > 0) {
      const arrival = this.#waiting[0]?.client.arrival ?? 0;
      yield { kind: "sleep", wake: (from) => ({ at: Math.max(from, arrival), events: () => "EPOLLIN" }) };
      while (yield* this.#accept());
    }
  }

  /** False if no client is waiting. */
  *#accept(): Task<boolean> {
    const server = this.server;
    const { room } = socketArguments(server);
    const bound = listener(server, "bound");
    let accepted: Accepted | null = null;
    const outcome = yield {
      kind: "call",
      make: (at) => {
        const next = this.#waiting[0];
        if (!next || next.client.arrival > at) return this.#made(accept4(bound, null, room), at, "EAGAIN");
        this.#waiting.shift();
        const number = this.#lowestFree();
        this.#used.add(number);
        const { fd, peer } = connected(server, next.index, number);
        accepted = { ...next, fd, free: () => this.#used.delete(number) };
        return this.#made(accept4(bound, { fd, peer }, room), at);
      },
    };
    if (outcome.error !== null || !accepted) return false;
    yield* this.#add(accepted);
    return true;
  }

  /** Registers the connection with epoll; from then on its own task runs it. */
  *#add(accepted: Accepted): Task {
    yield {
      kind: "call",
      make: (at) => {
        const events = "EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET";
        const made = this.#made(epollCtl(EPOLL_CONTROL, "EPOLL_CTL_ADD", accepted.fd, events, accepted.index + 1), at);
        this.start(accepted, made.until);
        return made;
      },
    };
  }

  #made(text: CallText, at: number, error: string | null = null): CompletedCall {
    return { error, value: 0, until: at + this.machine.cost(), text };
  }

  /** The kernel uses the lowest free number (POSIX, File Descriptor Allocation). */
  #lowestFree(): number {
    let number = LISTENER_NUMBER + 1;
    while (this.#used.has(number)) number++;
    return number;
  }
}

import type { CallClass } from "../syscalls/row.js";
import { callsWhere } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";

const isPlain = (classes: readonly CallClass[]): boolean => !classes.includes("network");

const PLAIN_WRITES = callsWhere(({ effect, classes }) => effect === "write" && isPlain(classes));
const PLAIN_READS = callsWhere(({ effect, classes }) => effect === "read" && isPlain(classes));
const SENDFILE = callsWhere(({ effect }) => effect === "sendfile" || effect === "splice");
const ACCEPTS = callsWhere(({ effect }) => effect === "accept");
const CLOSES = callsWhere(({ effect }) => effect === "close");
const SHUTDOWNS = callsWhere(({ effect }) => effect === "shutdown");
const HANGUPS = callsWhere(({ effect }) => effect === "read" || effect === "epoll-wait" || effect === "poll");

/** The calls that only appear in a capture if all of their class was traced. */
const OF_NETWORK = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.includes("network"));
const OF_DESC = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.includes("desc"));
/** And those that only appear if everything was: they are in no class. */
const OF_ALL = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.length === 0);

const NONE: ReadonlySet<string> = new Set();

/** What the capture's `-e trace=` let through. */
export class Filter {
  constructor(private readonly traced: TracedCalls) {}

  /** `write` and `writev` are in `desc`, and not in `network`: if nothing of it appears, silence proves nothing. */
  get showsPlainWrites(): boolean {
    return this.#shows(PLAIN_WRITES, OF_DESC);
  }

  /** As are `read` and `readv`. */
  get showsPlainReads(): boolean {
    return this.#shows(PLAIN_READS, OF_DESC);
  }

  /** `accept` is in `network`, and not in `desc`. */
  get showsAccept(): boolean {
    return this.#shows(ACCEPTS, OF_NETWORK);
  }

  /** As is `shutdown`, which shows by itself or if accept does. */
  get showsShutdown(): boolean {
    return this.#shows(SHUTDOWNS, NONE) || (this.traced.basis === "seen" && this.showsAccept);
  }

  /** Without any of these, a program that closes may have learned from one of them that the peer is gone. */
  get showsHangups(): boolean {
    return this.#showsAny(HANGUPS);
  }

  /** Without `close`, which is in `desc`, a number that is used again goes unnoticed. */
  get showsClose(): boolean {
    return this.#shows(CLOSES, OF_DESC);
  }

  /** `sendfile` is in both classes: a broad filter shows it, a hand-picked one such as `writev,shutdown` may not. */
  get showsSendfile(): boolean {
    return this.#shows(SENDFILE, OF_NETWORK) || this.#shows(NONE, OF_DESC) || this.#shows(NONE, OF_ALL);
  }

  /**
   * Whether the calls were traced. Of those that a list names, one is enough: its author knows which the program uses.
   * Of those that were left out, one is too many.
   *
   * @param witnesses calls that show it too, if nothing but the capture says what was traced
   */
  #shows(calls: ReadonlySet<string>, witnesses: ReadonlySet<string>): boolean {
    switch (this.traced.basis) {
      case "excepted":
        return calls.size > 0 && [...calls].every((name) => this.traced.has(name));
      case "listed":
        return this.#showsAny(calls);
      case "seen":
        return this.#showsAny(calls) || this.#showsAny(witnesses);
    }
  }

  #showsAny(names: ReadonlySet<string>): boolean {
    for (const name of names) if (this.traced.has(name)) return true;
    return false;
  }
}

import type { CallClass } from "../syscalls/row.js";
import { callsWhere } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";

const isPlain = (classes: readonly CallClass[]): boolean => !classes.includes("network");

const PLAIN_WRITES = callsWhere(({ effect, classes }) => effect === "write" && isPlain(classes));
const PLAIN_READS = callsWhere(({ effect, classes }) => effect === "read" && isPlain(classes));
const READS = callsWhere(({ effect }) => effect === "read");
const SENDFILE = callsWhere(({ effect }) => effect === "sendfile" || effect === "splice");
const ACCEPTS = callsWhere(({ effect }) => effect === "accept");
const CLOSES = callsWhere(({ effect }) => effect === "close");
const SHUTDOWNS = callsWhere(({ effect }) => effect === "shutdown");
const HANGUPS = callsWhere(({ effect }) => effect === "read" || effect === "epoll-wait" || effect === "poll");

/** The calls that a filter by the class `network` alone does not show. */
const DESC = callsWhere(({ classes }) => classes.includes("desc") && isPlain(classes));

/** Calls that appear in a capture only if their whole class was traced. */
const OF_NETWORK = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.includes("network"));
const OF_DESC = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.includes("desc"));
/** Calls that are in no class. They appear only if every call was traced. */
const OF_ALL = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.length === 0);

const NONE: ReadonlySet<string> = new Set();

/** Which calls the capture would show if the program made them (`-e trace=`). */
export class Filter {
  constructor(private readonly traced: TracedCalls) {}

  /** `write` and `writev` are in `desc`, and not in `network`. Without them, a response may be complete unseen. */
  get showsPlainWrites(): boolean {
    return this.#shows(PLAIN_WRITES, OF_DESC);
  }

  /** `read` and `readv` are in `desc`, and not in `network`. */
  get showsPlainReads(): boolean {
    return this.#shows(PLAIN_READS, OF_DESC);
  }

  /** Any call that takes bytes from a socket: programs read all of their connections alike. */
  get showsReads(): boolean {
    return this.#showsAny(READS) || this.showsPlainReads;
  }

  /** `accept` is in `network`, and not in `desc`. */
  get showsAccept(): boolean {
    return this.#shows(ACCEPTS, OF_NETWORK);
  }

  /** `shutdown` is in `network` too. A capture that shows `accept` would show it. */
  get showsShutdown(): boolean {
    return this.#shows(SHUTDOWNS, NONE) || (this.traced.basis === "seen" && this.showsAccept);
  }

  /** A read or a poll reports to the program that the peer is gone. Without them, a close may be the answer to that. */
  get showsHangups(): boolean {
    return this.#showsAny(HANGUPS) || (this.traced.basis === "seen" && this.#showsAny(OF_DESC));
  }

  /** `close` is in `desc`. Without it, the capture does not show that a number changed its meaning. */
  get showsClose(): boolean {
    return this.#shows(CLOSES, OF_DESC);
  }

  /** `sendfile` is in both classes. A filter by class shows it; a list of calls such as `writev,shutdown` does not. */
  get showsSendfile(): boolean {
    return (
      this.#shows(SENDFILE, OF_NETWORK) ||
      this.#shows(NONE, OF_DESC) ||
      this.#shows(NONE, OF_ALL) ||
      this.#showsBothClasses
    );
  }

  /** `accept` is in `network` alone and `close` in `desc` alone. A list by hand with all four would have `sendfile` too. */
  get #showsBothClasses(): boolean {
    const isGuessed = this.traced.basis === "seen";
    return isGuessed && [ACCEPTS, CLOSES, PLAIN_READS, PLAIN_WRITES].every((names) => this.#showsAny(names));
  }

  /** False if the capture holds no call of `desc` and no list is known: `write`, `splice` and `vmsplice` may be hidden. */
  get mayShowDesc(): boolean {
    return this.traced.basis !== "seen" || this.#showsAny(DESC) || this.#shows(NONE, OF_ALL);
  }

  /**
   * Whether the capture shows these calls. If strace got a list of calls, one of them is enough: the author of the list
   * knows which one the program uses. If strace got a list of exceptions, none of them may be in it.
   *
   * @param witnesses other calls that prove the same by appearing in the capture, if no list is known
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

import type { CallClass, CallRow } from "../syscalls/row.js";
import { callsWhere } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";

const isPlain = (classes: readonly CallClass[]): boolean => !classes.includes("network");
const isOnlyIn = (callClass: CallClass, { classes }: CallRow): boolean =>
  classes.length === 1 && classes[0] === callClass;

const PLAIN_READS = callsWhere(({ effect, classes }) => effect === "read" && isPlain(classes));
const READS = callsWhere(({ effect }) => effect === "read");
const ACCEPTS = callsWhere(({ effect }) => effect === "accept");
const CLOSES = callsWhere(({ effect }) => effect === "close");
const SHUTDOWNS = callsWhere(({ effect }) => effect === "shutdown");
const POLLS = callsWhere(({ waits }) => waits === "events");
const WRITES = callsWhere(({ effect }) => effect === "write" || effect === "sendfile" || effect === "splice");
const COPIES = new Set(["sendfile", "splice"]);
/** The calls by which servers give bytes to a socket. A list by hand rarely has all of them. */
const CARRIERS = ["write", "writev", "sendto", "sendmsg", "sendfile", "splice"] as const;
/** The calls that a filter by the class `network` alone does not show. */
const DESC = callsWhere(({ classes }) => classes.includes("desc") && isPlain(classes));

/**
 * Calls that appear in a capture only if their whole class was traced: they are in no other class, and carry no bytes,
 * so people do not list them by hand. `openat` and `mmap` are no such calls: `-e trace=file,memory` shows them too. Polls
 * and `fcntl` are none either: people list them, and leave out the `writev` or the `sendfile` that carries the body.
 */
const OF_NETWORK = callsWhere((row) => row.impliesClass === true && isOnlyIn("network", row));
const OF_DESC = callsWhere((row) => row.impliesClass === true && isOnlyIn("desc", row));
/** Calls that are in no class. They appear only if every call was traced. */
const OF_ALL = callsWhere(({ impliesClass, classes }) => impliesClass === true && classes.length === 0);
const NETWORK = callsWhere((row) => isOnlyIn("network", row));

const SINGLES = callsWhere(({ effect, buffers }) => effect === "write" && buffers === "string");
const SINGLE_SENDS = new Set([...SINGLES].filter((name) => NETWORK.has(name)));
const SINGLE_WRITES = new Set([...SINGLES].filter((name) => !NETWORK.has(name)));
const PLAIN_WRITES: ReadonlySet<string> = new Set(["write", "writev", "splice", "vmsplice"]);

const NONE: ReadonlySet<string> = new Set();

/** Which calls the capture would show if the program made them (`-e trace=`). */
export class Filter {
  constructor(private readonly traced: TracedCalls) {}

  /** True if no call that gives bytes to a socket can be hidden: the classes `desc` and `network` were traced. */
  get showsEveryWrite(): boolean {
    if (this.traced.basis === "excepted") return this.#shows(WRITES, NONE);
    if (this.traced.basis === "listed") return CARRIERS.every((name) => this.traced.has(name));
    return this.#showsAny(OF_ALL) || (this.#showsAny(OF_DESC) && this.#showsAny(NETWORK));
  }

  /** True if calls that succeeded are left out (`-Z`, `-P`), so that nothing is known of what a connection carried. */
  get hidesSuccesses(): boolean {
    return this.traced.leftOut?.successful === true;
  }

  /** True if calls that failed are left out (`-z`): a read or write that met the peer's reset does not show. */
  get hidesFailures(): boolean {
    return this.traced.leftOut?.failed === true;
  }

  /** True if signals are left out, so that nothing shows that a process was told to end. */
  get hidesSignals(): boolean {
    return this.traced.leftOut?.signals === true;
  }

  /**
   * False if no call of `desc` was traced: `write`, `writev`, `splice` and `vmsplice` are hidden (`-e trace=network`). A list
   * by hand that holds none of them hides them, whatever else of `desc` it holds.
   */
  get showsDesc(): boolean {
    return this.traced.basis === "listed" ? this.#showsAny(PLAIN_WRITES) : this.#tracesDesc;
  }

  get #tracesDesc(): boolean {
    return this.#showsAny(DESC) || this.#showsAny(OF_ALL);
  }

  /** True if the capture shows calls that write a single buffer and are in the same class as this one. */
  showsSingle(call: string): boolean {
    return this.showsEveryWrite || this.#showsAny(NETWORK.has(call) ? SINGLE_SENDS : SINGLE_WRITES);
  }

  /** `read` and `readv` are in `desc`, and not in `network`. */
  get showsPlainReads(): boolean {
    return this.#shows(PLAIN_READS, OF_DESC);
  }

  /**
   * `accept`, and of `desc` a plain read and `close`: a list by hand that has these, and a `write` of the body, has the
   * program's other writes too.
   */
  get showsPlainCalls(): boolean {
    return [ACCEPTS, PLAIN_READS, CLOSES].every((calls) => this.#showsAny(calls));
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

  /**
   * A poll reports to the program that the peer is gone, or a read does: a close may be the answer. `-e trace=network`
   * hides polls, so its reads alone are not enough.
   */
  get showsHangups(): boolean {
    return this.showsWaits || (this.#tracesDesc && this.#showsAny(READS));
  }

  /** `epoll_wait`, `poll` and `select` also report that a socket takes bytes again. A list by hand has them or hides them. */
  get showsPolls(): boolean {
    return this.traced.basis === "seen" ? this.showsHangups : this.showsWaits;
  }

  /** The polls by which a program waits, and not only reads. */
  get showsWaits(): boolean {
    return this.#showsAny(POLLS) || (this.traced.basis === "seen" && this.#showsAny(OF_DESC));
  }

  /** `sendfile` and `splice`, which carry what a program does not look at. If no list is known, the one that it uses shows. */
  get showsCopies(): boolean {
    if (this.traced.basis === "seen") return this.#showsAny(COPIES);
    return [...COPIES].every((name) => this.traced.has(name));
  }

  /** `close` is in `desc`. Without it, the capture does not show that a number changed its meaning. */
  get showsClose(): boolean {
    return this.#shows(CLOSES, OF_DESC);
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

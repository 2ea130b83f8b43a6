import type { DrawnExchange } from "./draw-messages.js";

/** One call on a connection. `size` is a number of bytes, a share below 1 of all that is left, or ALL. */
export interface Step {
  readonly call: "in" | "out" | "refused" | "failed" | "unreturned" | "writable" | "hangup" | "eof" | "linger" | "ring";
  readonly size: number;
  /** Bytes that the kernel does not take of a write. */
  readonly short: number;
  /** A small number, on which it depends which call it is. */
  readonly by: number;
  /** Seconds that passed before it. */
  readonly wait: number;
}

export interface DrawnConnection {
  readonly isClient: boolean;
  readonly isOpenSeen: boolean;
  readonly exchanges: readonly DrawnExchange[];
  readonly steps: readonly Step[];
  /** The share of the messages after which the connection ends. */
  readonly share: number;
  /** Every so many writes ends on another line than it begins on; 0: none does. */
  readonly halves: number;
  /** Another thread ends the connection. */
  readonly isEndedByOther: boolean;
  readonly end: string;
}

/** A line without the columns in front. */
export interface Line {
  readonly pid: number;
  readonly text: string;
  readonly wait: number;
}

export const ALL = Number.POSITIVE_INFINITY;
const PLAIN = { short: 0, by: 0, wait: 0.001 } as const;
const FAILURES = [
  "-1 EPIPE (Broken pipe)",
  "-1 EINVAL (Invalid argument)",
  "-1 ECONNRESET (Connection reset by peer)",
  "-1 EINTR (Interrupted system call)",
];
const HANGUPS = ["EPOLLIN|EPOLLRDHUP", "EPOLLHUP", "EPOLLERR|EPOLLHUP", "EPOLLIN|EPOLLOUT"];
const ENDS: Readonly<Record<string, (fd: string) => readonly string[]>> = {
  close: (fd) => [`close(${fd}) = 0`],
  "shut-wr": (fd) => [`shutdown(${fd}, SHUT_WR) = 0`, `read(${fd}, "", 100) = 0`, `close(${fd}) = 0`],
  "shut-rdwr": (fd) => [`shutdown(${fd}, SHUT_RDWR) = 0`, `close(${fd}) = 0`],
  "shut-rd": (fd) => [
    `shutdown(${fd}, SHUT_RD) = -1 ENOTCONN (Transport endpoint is not connected)`,
    `close(${fd}) = 0`,
  ],
  eof: (fd) => [`read(${fd}, "", 100) = 0`, `close(${fd}) = 0`],
  reset: (fd) => [`read(${fd}, 0x7ffc, 100) = -1 ECONNRESET (Connection reset by peer)`, `close(${fd}) = 0`],
  quit: (fd) => [`read(${fd}, "quit\\r\\n", 100) = 6`, `close(${fd}) = 0`],
  exit: () => ["exit_group(0) = ?", "+++ exited with 0 +++"],
  killed: () => ["--- SIGTERM {si_signo=SIGTERM} ---", "+++ killed by SIGTERM +++"],
  late: (fd) => [
    `shutdown(${fd}, SHUT_WR) = 0`,
    `write(${fd}, "late", 4) = -1 EPIPE (Broken pipe)`,
    `close(${fd}) = 0`,
  ],
};

/** Writes the calls of one connection. */
export class Conversation {
  readonly lines: Line[] = [];
  readonly #fd: string;
  readonly #incoming = new Stream();
  readonly #outgoing = new Stream();
  #pid: number;
  #writes = 0;

  /** @param limit as of `strace -s` */
  constructor(
    private readonly drawn: DrawnConnection,
    private readonly index: number,
    private readonly limit: number,
    isDecorated: boolean,
  ) {
    this.#pid = 100 + index;
    this.#fd = `${index + 5}${isDecorated ? `<TCP:[127.0.0.1:80->127.0.0.1:${4000 + index}]>` : ""}`;
    for (const { request, response } of drawn.exchanges) {
      this.#incoming.all += drawn.isClient ? response : request;
      this.#outgoing.all += drawn.isClient ? request : response;
    }
    this.#open();
    for (const step of this.#steps()) this.#take(step);
    if (drawn.isEndedByOther) this.#pid += 50;
    for (const text of ENDS[drawn.end]?.(this.#fd) ?? []) this.#add(text, 0.01);
  }

  #open(): void {
    const { isClient, isOpenSeen, isEndedByOther } = this.drawn;
    if (isEndedByOther) this.#add(`clone(child_stack=NULL, flags=CLONE_VM|CLONE_FILES) = ${this.#pid + 50}`);
    if (isOpenSeen && isClient) {
      this.#add(`socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = ${this.#fd}`);
      this.#add(
        `connect(${this.#fd}, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
      );
    } else if (isOpenSeen) this.#add(`accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${this.#fd}`);
  }

  /** Some of the steps, then the messages as they should come, up to where they end, then the others. */
  #steps(): Step[] {
    const { isClient, exchanges, steps, share } = this.drawn;
    const usual = exchanges.flatMap(({ request, response }): Step[] => [
      { ...PLAIN, call: isClient ? "out" : "in", size: request.length },
      { ...PLAIN, call: isClient ? "in" : "out", size: response.length },
    ]);
    const all = usual.reduce((sum, { size }) => sum + size, 0);
    let left = all * share;
    const kept = usual.flatMap((step) => {
      const size = Math.min(step.size, Math.ceil(left));
      left -= size;
      return size > 0 ? [{ ...step, size }] : [];
    });
    const before = steps.length % 5;
    return [...steps.slice(0, before), ...kept, ...steps.slice(before)];
  }

  /** The call of a step, as strace prints it. */
  #textOf({ call, size, short, by }: Step): string {
    const fd = this.#fd;
    const data = `data={u32=${this.index + 5}, u64=${this.index + 5}}`;
    switch (call) {
      case "in": {
        const bytes = this.#incoming.take(size);
        const room = by === 3 ? bytes.length : Math.max(8192, bytes.length);
        return `read(${fd}, ${this.#quoted(bytes)}, ${room}) = ${bytes.length}`;
      }
      case "out": {
        const bytes = this.#outgoing.look(size);
        const taken = Math.max(Math.min(bytes.length, 1), bytes.length - short);
        this.#outgoing.take(taken);
        return this.#writeOf(bytes, String(taken), by);
      }
      case "refused":
        return this.#writeOf(this.#outgoing.look(size), "-1 EAGAIN (Resource temporarily unavailable)", by);
      case "failed":
        return this.#writeOf(this.#outgoing.look(size), FAILURES[by] as string, short > 0 ? 1 : 0);
      case "unreturned":
        return this.#writeOf(this.#outgoing.look(size), "?", by);
      case "writable":
        return `epoll_wait(9, [{events=EPOLLOUT, ${data}}], 8, -1) = 1`;
      case "hangup":
        return `epoll_wait(9, [{events=${HANGUPS[by]}, ${data}}], 8, -1) = 1`;
      case "eof":
        return `read(${fd}, "", 8192) = ${by === 3 ? "-1 ECONNRESET (Connection reset by peer)" : "0"}`;
      case "linger":
        return `setsockopt(${fd}, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0`;
      default:
        return "io_uring_enter(10, 1, 0, 0, NULL, 8) = 1";
    }
  }

  #writeOf(bytes: string, result: string, by: number): string {
    const half = bytes.length >> 1;
    const vector = [bytes.slice(0, half), bytes.slice(half)].map(
      (part) => `{iov_base=${this.#quoted(part)}, iov_len=${part.length}}`,
    );
    const whole = `${this.#fd}, ${this.#quoted(bytes)}, ${bytes.length}`;
    if (by === 1) return `writev(${this.#fd}, [${vector.join(", ")}], 2) = ${result}`;
    return by === 2 ? `sendto(${whole}, MSG_NOSIGNAL, NULL, 0) = ${result}` : `write(${whole}) = ${result}`;
  }

  /** A write may be on two lines. */
  #take(step: Step): void {
    const text = this.#textOf(step);
    const { halves } = this.drawn;
    const write = /^(write|writev|sendto)(\(.*)(\) = [^)]*(?: \(.*\))?)$/s.exec(text);
    if (!write || halves === 0 || ++this.#writes % halves !== 0) this.#add(text, step.wait);
    else {
      const [, name, begin, end] = write;
      this.#add(`${name}${begin} <unfinished ...>`, step.wait);
      this.#add(`<... ${name} resumed>${end}`, step.wait);
    }
  }

  #add(text: string, wait = 0.0001): void {
    this.lines.push({ pid: this.#pid, text, wait });
  }

  #quoted(bytes: string): string {
    return `"${escaped(bytes.slice(0, this.limit))}"${bytes.length > this.limit ? "..." : ""}`;
  }
}

/** The bytes of one direction. */
class Stream {
  all = "";
  #at = 0;

  /** The next bytes. */
  look(size: number): string {
    const left = this.all.length - this.#at;
    return this.all.slice(this.#at, this.#at + (size < 1 ? Math.ceil(left * size) : size));
  }

  take(size: number): string {
    const bytes = this.look(size);
    this.#at += bytes.length;
    return bytes;
  }
}

const NAMED: Readonly<Record<string, string>> = { "\r": "\\r", "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** The bytes as strace prints them. */
function escaped(bytes: string): string {
  return bytes.replace(
    /[^ !#-[\]-~]/g,
    (char) => NAMED[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}

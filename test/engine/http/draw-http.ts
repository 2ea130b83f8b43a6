import fc from "fast-check";
import { type DrawnExchange, drawnExchange } from "./draw-messages.js";

/** One call on a connection. `size` is a share of what is left of the message, or a number of bytes. */
interface Step {
  readonly call: "in" | "out" | "refused" | "failed" | "unreturned" | "writable" | "hangup" | "eof" | "linger" | "ring";
  readonly size: number;
  /** Bytes that the kernel does not take of a write. */
  readonly short: number;
  readonly by: number;
  readonly wait: number;
}

interface DrawnConnection {
  readonly isClient: boolean;
  readonly isOpenSeen: boolean;
  readonly exchanges: readonly DrawnExchange[];
  readonly steps: readonly Step[];
  readonly end: string;
}

/** How it was recorded. */
interface Recording {
  readonly limit: number;
  readonly isDecorated: boolean;
  readonly hasPids: boolean;
  readonly hasTimes: boolean;
  readonly calls: readonly string[] | null;
}

const usual = <T>(weight: number, value: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, fc.constantFrom(...others));

const step: fc.Arbitrary<Step> = fc.record({
  call: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom("in" as const, "out" as const) },
    fc.constantFrom(...(["refused", "failed", "unreturned", "writable", "hangup", "eof", "linger", "ring"] as const)),
  ),
  size: usual(3, 1, 0.5, 0.1, 20, 5, 100, 3000),
  short: usual(5, 0, 0, 1, 10, 500),
  by: fc.nat(3),
  wait: usual(5, 0.001, 0.2, 2, 40),
});
const connection: fc.Arbitrary<DrawnConnection> = fc.record({
  isClient: usual(3, false, true),
  isOpenSeen: usual(3, true, false),
  exchanges: fc.array(drawnExchange, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { maxLength: 14 }),
  end: usual(2, "close", "shut-wr", "shut-rdwr", "eof", "reset", "exit", "killed", "none", "shut-rd", "late"),
});
const NAMES = ["accept4", "connect", "socket", "read", "write", "writev", "sendto", "close", "shutdown", "epoll_wait"];
const recording: fc.Arbitrary<Recording> = fc.record({
  limit: usual(3, 9_000, 16, 32, 200),
  isDecorated: fc.boolean(),
  hasPids: fc.boolean(),
  hasTimes: fc.boolean(),
  calls: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.subarray(NAMES, { minLength: 4 })),
});

/** Captures of servers and clients, whose peers, networks and programs do anything. */
export const drawnHttp: fc.Arbitrary<string> = fc
  .record({ connections: fc.array(connection, { minLength: 1, maxLength: 3 }), recording, mix: fc.nat(9) })
  .map(({ connections, recording: how, mix }) => {
    const lines = connections.map((each, index) => linesOf(each, index, how));
    let clock = FIRST_SECOND;
    return `${interleaved(lines, mix)
      .map((line) => {
        clock += line.wait;
        return written(line, how, clock);
      })
      .filter((line) => line !== null)
      .join("\n")}\n`;
  });

interface Line {
  readonly pid: number;
  readonly text: string;
  readonly wait: number;
}

const FIRST_SECOND = 1_700_000_000;

function written({ pid, text }: Line, { hasPids, hasTimes, calls }: Recording, time: number): string | null {
  const name = /^(\w+)\(/.exec(text)?.[1];
  if (name !== undefined && calls !== null && !calls.includes(name)) return null;
  return `${hasPids ? `${pid} ` : ""}${hasTimes ? `${time.toFixed(6)} ` : ""}${text}`;
}

/** The lines of several connections, a few of each at a time. */
function interleaved(all: readonly (readonly Line[])[], mix: number): Line[] {
  const left = all.map((lines) => [...lines]);
  const mixed: Line[] = [];
  for (let turn = 0; left.some((lines) => lines.length > 0); turn++) {
    mixed.push(...(left[turn % left.length]?.splice(0, 1 + ((turn * 7 + mix) % 4)) ?? []));
  }
  return mixed;
}

function linesOf(drawn: DrawnConnection, index: number, { limit, isDecorated }: Recording): Line[] {
  const { isClient, isOpenSeen, exchanges, steps, end } = drawn;
  const fd = `${index + 5}${isDecorated ? `<TCP:[127.0.0.1:80->127.0.0.1:${4000 + index}]>` : ""}`;
  const pid = 100 + index;
  const lines: Line[] = [];
  const add = (text: string, wait = 0.0001): void => void lines.push({ pid, text, wait });
  const [incoming, outgoing] = [new Stream(), new Stream()];
  for (const { request, response } of exchanges) {
    incoming.all += isClient ? response : request;
    outgoing.all += isClient ? request : response;
  }
  const quoted = (bytes: string): string => `"${escaped(bytes.slice(0, limit))}"${bytes.length > limit ? "..." : ""}`;
  const write = (bytes: string, result: string, by: number, wait: number): void => {
    const half = bytes.length >> 1;
    const vector = [bytes.slice(0, half), bytes.slice(half)].map(
      (part) => `{iov_base=${quoted(part)}, iov_len=${part.length}}`,
    );
    if (by === 1) add(`writev(${fd}, [${vector.join(", ")}], 2) = ${result}`, wait);
    else if (by === 2) add(`sendto(${fd}, ${quoted(bytes)}, ${bytes.length}, MSG_NOSIGNAL, NULL, 0) = ${result}`, wait);
    else add(`write(${fd}, ${quoted(bytes)}, ${bytes.length}) = ${result}`, wait);
  };
  if (isOpenSeen && isClient) {
    add(`socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = ${fd}`);
    add(`connect(${fd}, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`);
  } else if (isOpenSeen) add(`accept4(3, NULL, NULL, SOCK_CLOEXEC) = ${fd}`);
  const usualSteps = exchanges.flatMap(({ request, response }): Step[] => [
    { ...PLAIN, call: isClient ? "out" : "in", size: request.length },
    { ...PLAIN, call: isClient ? "in" : "out", size: response.length },
  ]);
  for (const { call, size, short, by, wait } of [...steps.slice(0, steps.length % 5), ...usualSteps, ...steps]) {
    if (call === "in") {
      const bytes = incoming.take(size);
      const room = by === 3 ? bytes.length : 8192;
      add(`read(${fd}, ${quoted(bytes)}, ${Math.max(room, bytes.length)}) = ${bytes.length}`, wait);
    } else if (call === "out") {
      const bytes = outgoing.look(size);
      const taken = Math.max(bytes.length > 0 ? 1 : 0, bytes.length - short);
      outgoing.take(taken > 1 ? taken : bytes.length === 0 ? 0 : taken);
      write(bytes, String(taken), by, wait);
    } else if (call === "refused") write(outgoing.look(size), "-1 EAGAIN (Resource temporarily unavailable)", by, wait);
    else if (call === "failed") write(outgoing.look(size), FAILURES[by] as string, short > 0 ? 1 : 0, wait);
    else if (call === "unreturned") write(outgoing.look(size), "?", by, wait);
    else if (call === "writable")
      add(`epoll_wait(9, [{events=EPOLLOUT, data={u32=${index + 5}, u64=${index + 5}}}], 8, -1) = 1`, wait);
    else if (call === "hangup")
      add(`epoll_wait(9, [{events=${HANGUPS[by]}, data={u32=${index + 5}, u64=${index + 5}}}], 8, -1) = 1`, wait);
    else if (call === "eof")
      add(`read(${fd}, "", 8192) = ${by === 3 ? "-1 ECONNRESET (Connection reset by peer)" : "0"}`, wait);
    else if (call === "linger") add(`setsockopt(${fd}, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0`, wait);
    else add(`io_uring_enter(10, 1, 0, 0, NULL, 8) = 1`, wait);
  }
  for (const text of ENDS[end]?.(fd) ?? []) add(text, 0.01);
  return lines;
}

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
  exit: () => ["exit_group(0) = ?", "+++ exited with 0 +++"],
  killed: () => ["--- SIGTERM {si_signo=SIGTERM} ---", "+++ killed by SIGTERM +++"],
  late: (fd) => [
    `shutdown(${fd}, SHUT_WR) = 0`,
    `write(${fd}, "late", 4) = -1 EPIPE (Broken pipe)`,
    `close(${fd}) = 0`,
  ],
};

/** The bytes of one direction. */
class Stream {
  all = "";
  #at = 0;

  /** The next bytes: a share of those that are left, or so many. */
  look(size: number): string {
    const left = this.all.length - this.#at;
    return this.all.slice(this.#at, this.#at + (size < 1 ? Math.ceil(left * size) : size === 1 ? left : size));
  }

  take(size: number): string {
    const bytes = size === 0 ? "" : this.look(size);
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

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copies } from "../captures.js";
import { accepted, asked, readFrom, repeat, written } from "../scaling/lines.js";

/** An input that a check has to read in little memory. */
export interface MemoryInput {
  readonly name: string;
  readonly sizeOf: (scale: number) => string;
  /** The text, as it comes through a pipe. */
  readonly text?: (scale: number) => Iterable<string>;
  /** Makes the files in a folder, if the input is none that comes through a pipe. Returns what to check. */
  readonly folder?: (place: string, scale: number) => string;
  /** How many files the check may have open. */
  readonly openFiles?: number;
  /** The format of the output; JSON if it is not given. */
  readonly format?: string;
  /** Seconds before the reader of the output takes the first byte. */
  readonly readerSleeps?: number;
}

const MILLION = 1_000_000;
/** Lines that are made at a time. */
const BLOCK = 10_000;

/** A text for each number up to `count`, in blocks. */
function* blocks(count: number, line: (index: number) => string): Generator<string> {
  for (let from = 0; from < count; from += BLOCK) {
    yield repeat(Math.min(BLOCK, count - from), (index) => line(from + index));
  }
}

const millions = (count: number) => (scale: number) => `${count * scale} million`;
const gigabytes = (count: number) => (scale: number) => `${count * scale} GB`;

const EMPTY = written(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n", 38);
const WHOLE = `${EMPTY}1 close(7) = 0\n`;
const named = (index: number): string =>
  `7<TCP:[127.0.0.1:80->10.${index >> 16}.${(index >> 8) & 255}.${index & 255}:4000]>`;
const control = (index: number): string =>
  `1 sendmsg(4, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="a", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[${named(index)}]}], msg_controllen=24, msg_flags=0}, 0) = 1\n`;

/** A capture of much traffic, for a reader that sleeps. */
const forSlowReader = (format: string): MemoryInput => ({
  name: `a reader that sleeps 20 s, ${format}`,
  sizeOf: (scale) => `${250 * scale} MB`,
  text: (scale) => copies("http", 250 * MILLION * scale),
  format,
  readerSleeps: 20,
});

export const inputs: readonly MemoryInput[] = [
  {
    name: "a dense capture",
    sizeOf: gigabytes(10),
    text: (scale) => copies("dense", 10_000 * MILLION * scale, 230),
  },
  {
    name: "pids, none of which ends",
    sizeOf: millions(2),
    text: (scale) => blocks(2 * MILLION * scale, (index) => `${index + 1} getpid() = ${index + 1}\n`),
  },
  {
    name: "pids that serve, none of which ends",
    sizeOf: millions(2),
    text: (scale) =>
      blocks(2 * MILLION * scale, (index) => `${index + 1} read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 100) = 18\n`),
  },
  {
    name: "threads in a call, none of which returns",
    sizeOf: millions(1),
    text: (scale) =>
      blocks(
        MILLION * scale,
        (index) =>
          `${index + 2} accept4(3, NULL, NULL, 0) = ${index + 10}\n${index + 2} write(${index + 10}, "HTTP/1.1 200 OK\\r\\n\\r\\n", 19 <unfinished ...>\n`,
      ),
  },
  {
    name: "threads after a call on two lines, none of which ends",
    sizeOf: millions(1),
    text: (scale) =>
      blocks(
        MILLION * scale,
        (index) => `${index + 2} read(7,  <unfinished ...>\n${index + 2} <... read resumed>"a", 10) = 1\n`,
      ),
  },
  {
    name: "connections that never close",
    sizeOf: millions(2),
    text: (scale) => blocks(2 * MILLION * scale, (index) => accepted(index + 10)),
  },
  {
    name: "responses on one connection",
    sizeOf: millions(2),
    *text(scale) {
      yield accepted(7);
      yield* blocks(2 * MILLION * scale, () => `${readFrom(7, "GET / HTTP/1.1\\r\\n\\r\\n", 18)}${EMPTY}`);
      yield "1 close(7) = 0\n";
    },
  },
  {
    name: "connections that asked and never close",
    sizeOf: millions(2),
    text: (scale) => blocks(2 * MILLION * scale, (index) => asked(index + 10)),
  },
  {
    name: "a line",
    sizeOf: gigabytes(3),
    *text(scale) {
      yield `${asked(7)}1 write(7, "`;
      const part = "a".repeat(MILLION);
      for (let count = 0; count < 3000 * scale; count++) yield part;
      yield `", 3000000000) = 3000000000\n${WHOLE}`;
    },
  },
  {
    name: "sockets passed and never received",
    sizeOf: millions(1),
    text: (scale) =>
      blocks(
        MILLION * scale,
        (index) => `1 accept4(3, NULL, NULL, 0) = ${named(index)}\n${control(index)}1 close(${named(index)}) = 0\n`,
      ),
  },
  {
    name: "names of calls",
    sizeOf: millions(2),
    text: (scale) => blocks(2 * MILLION * scale, (index) => `1 call${index}(1) = 0\n`),
  },
  {
    name: "epoll sets and what they watch",
    sizeOf: millions(1),
    text: (scale) =>
      blocks(
        MILLION * scale,
        (index) => `1 epoll_ctl(4, EPOLL_CTL_ADD, ${index}, {events=EPOLLIN, data={u32=${index}, u64=${index}}}) = 0\n`,
      ),
  },
  {
    name: "lines of a dump",
    sizeOf: millions(5),
    *text(scale) {
      yield `${asked(7)}1 write(7, "a"..., 100) = 100\n * 100 bytes in buffer 0\n`;
      yield* blocks(5 * MILLION * scale, () => " * 100 bytes in buffer 0\n");
      yield WHOLE;
    },
  },
  {
    name: "io_uring users",
    sizeOf: millions(1),
    text: (scale) => blocks(MILLION * scale, (index) => `${index + 1} io_uring_enter(5, 1, 0, 0, NULL, 8) = 1\n`),
  },
  {
    name: "files of -ff, with 256 open files at most",
    sizeOf: (scale) => `${20_000 * scale} files`,
    openFiles: 256,
    folder: (place, scale) => {
      const folder = join(place, "set");
      mkdirSync(folder);
      for (let pid = 1; pid <= 20_000 * scale; pid++) {
        const time = (index: number): string => (1_700_000_000 + pid / 1000 + index).toFixed(6);
        const lines = repeat(50, (index) => `${time(index)} write(1, "abcdefghij", 10) = 10 <0.000010>\n`);
        writeFileSync(join(folder, `trace.${pid}`), lines);
      }
      return folder;
    },
  },
  {
    name: "183 KB of zstd",
    sizeOf: (scale) => `${2 * scale} GB unpacked`,
    folder: (place, scale) => {
      const path = join(place, "capture.zst");
      const line = `1 write(1, "${"a".repeat(70)}", 70) = 70\n`;
      const lines = ["-c", `yes '${line.trim()}' | head -c ${2000 * MILLION * scale} | zstd -q -o ${path}`];
      execFileSync("sh", lines);
      return path;
    },
  },
  ...["ndjson", "json", "text"].map(forSlowReader),
];

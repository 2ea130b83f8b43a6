import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { asked, cutShort, repeat, written } from "./lines.js";
import type { CommandPattern } from "./pattern.js";

const TOOL = fileURLToPath(new URL("../../dist/cli/bin.cjs", import.meta.url));
const OK = "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc";

/** A capture that is large in one way. */
interface Input {
  readonly name: string;
  readonly from: number;
  readonly text: (size: number) => string;
}

/** A command that reads a capture; its arguments for one. It may need files that other commands make of it first. */
interface Reader {
  readonly name: string;
  readonly args: (capture: string) => readonly string[];
}

const served = (fd: number, pid = 1): string => `${asked(fd, pid)}${written(fd, OK, 41, pid)}${pid} close(${fd}) = 0\n`;

const inputs: readonly Input[] = [
  {
    name: "a line of N bytes",
    from: 62_500, // a line is cut at 4 MB
    text: (n) =>
      `${asked(7)}${written(7, `HTTP/1.1 200 OK\\r\\nContent-Length: ${n}\\r\\n\\r\\n${"a".repeat(n)}`, 37 + String(n).length + n)}1 close(7) = 0\n`,
  },
  { name: "N connections", from: 1_000, text: (n) => repeat(n, () => served(7)) },
  { name: "N open connections", from: 500, text: (n) => repeat(n, (i) => asked(i + 10)) },
  { name: "N pids", from: 500, text: (n) => repeat(n, (i) => served(7, i + 1)) },
  { name: "N findings", from: 500, text: (n) => repeat(n, () => cutShort(7)) },
  { name: "N calls of one connection", from: 2_000, text: (n) => asked(7) + repeat(n, () => written(7, "abcd", 4)) },
];

const run = (...args: readonly string[]): void => void spawnSync(process.execPath, [TOOL, ...args]);

const readers: readonly Reader[] = [
  { name: "check", args: (capture) => ["check", capture] },
  { name: "timeline", args: (capture) => ["timeline", capture] },
  { name: "parse", args: (capture) => ["parse", capture] },
  { name: "compare", args: (capture) => ["compare", capture, capture] },
  { name: "scrub", args: (capture) => ["scrub", capture] },
  { name: "scrub --minimize", args: (capture) => ["scrub", "--minimize", capture] },
  {
    name: "merge",
    args: (capture) => {
      run("check", capture, "--format", `ndjson=${capture}.ndjson`);
      return ["merge", `${capture}.ndjson`];
    },
  },
  {
    name: "check --update-baseline",
    args: (capture) => ["check", capture, "--baseline", `${capture}.json`, "--update-baseline"],
  },
  {
    name: "check --baseline",
    args: (capture) => {
      run("check", capture, "--baseline", `${capture}.json`, "--update-baseline");
      return ["check", capture, "--baseline", `${capture}.json`];
    },
  },
  {
    name: "check in every format",
    args: (capture) => {
      const formats = ["json", "sarif", "junit", "markdown", "csv", "github"];
      return ["check", capture, ...formats.flatMap((format) => ["--format", `${format}=${capture}.${format}`])];
    },
  },
];

/** Each command that reads a capture, on each kind of capture. */
export const commandPatterns: readonly CommandPattern[] = readers.flatMap(({ name, args }) =>
  inputs.map((input) => ({
    name: `${name}: ${input.name}`,
    from: input.from,
    prepare: (size, folder) => {
      const capture = join(folder, "capture.strace");
      const text = input.text(size);
      writeFileSync(capture, text, "latin1");
      return { args: args(capture), bytes: text.length };
    },
  })),
);

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { RecordLine } from "../../src/core/records/record-line.js";
import { RecordFile, replay } from "../../src/run/check/record-file.js";
import { temporaryFolder } from "../temporary-folder.js";
import { bin, unflushed } from "./run.js";

/** A pipe whose reader takes nothing before `release`. */
class StuckPipe extends Writable {
  readonly #chunks: Buffer[] = [];
  #go: (() => void) | null = null;
  #isReleased = false;

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  release(): void {
    this.#isReleased = true;
    this.#go?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    if (this.#isReleased) done();
    else this.#go = done;
  }
}

const CHUNKS = 10;
/** With targets of this length, so many in each chunk that what is read in one piece at first is half of all, or less. */
const CONNECTIONS = 200;
const TARGET = `/${"a".repeat(500)}`;

/** A response that a close cuts short, on a connection of its own. */
const truncated = (fd: number): string => `1 accept4(3, NULL, NULL, 0) = ${fd}
1 read(${fd}, "GET ${TARGET} HTTP/1.1\\r\\n\\r\\n", 1000) = ${TARGET.length + 17}
1 write(${fd}, "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nabc", 43) = 43
1 close(${fd}) = 0
`;
const chunk = Array.from({ length: CONNECTIONS }, (_, index) => truncated(index + 10)).join("");
const whole = chunk.repeat(CHUNKS);

const cut = (text: string): Buffer[] =>
  Array.from({ length: CHUNKS }, (_, index) => {
    const size = Math.ceil(text.length / CHUNKS);
    return Buffer.from(text.slice(index * size, (index + 1) * size));
  });

test.each<[args: string[], input: () => Promise<string>]>([
  [["check", "--format", "ndjson"], async () => whole],
  [["check", "--format", "json"], async () => whole],
  [["check", "--format", "text", "--all"], async () => whole],
  [["parse"], async () => whole],
  [["timeline", "-", "--all"], async () => whole],
  [["merge", "--format", "ndjson", "-"], async () => (await unflushed(["check", "--format", "ndjson"], whole)).stdout],
])("%j reads no further before the reader of its output has caught up", async (args, input) => {
  const text = await input();
  let pulled = 0;
  async function* stdin(): AsyncGenerator<Buffer> {
    for (const part of cut(text)) {
      pulled++;
      yield part;
    }
  }
  const stdout = new StuckPipe();
  const stderr = new StuckPipe();
  const run = main(args, { stdin: stdin(), stdout, stderr });
  let before = -1;
  while (pulled !== before || stdout.writableLength === 0) {
    before = pulled;
    await setTimeout(300);
  }
  expect(pulled).toBeGreaterThan(0);
  expect(pulled).toBeLessThan(CHUNKS);
  stdout.release();
  stderr.release();
  await run;
  if (stdout.writableLength > 0) await once(stdout, "drain");
  expect(pulled).toBe(CHUNKS);
  const isSame = stdout.text === (await unflushed(args, text)).stdout; // no one would look at what differs in megabytes
  expect(isSame).toBe(true);
});

test("records of another thread wait for the reader as well", async () => {
  const file = new RecordFile({ wantsConnections: true, eventNeed: "none" });
  for (let count = 0; count < 2000; count++) {
    file.take(RecordLine.of({ kind: "begin", capture: 0, position: 0, path: "a".repeat(100) }));
  }
  file.take(RecordLine.of({ kind: "skipped", path: "a", code: "capture-empty" }));
  file.flush();
  let taken = 0;
  const output = {
    wantsConnections: true,
    eventNeed: "none" as const,
    warning: () => {},
    take: () => void taken++,
    takeExchanges: () => {},
  };
  const takenWhenAsked: number[] = [];
  const caughtUp = async (): Promise<void> => void takenWhenAsked.push(taken);
  await replay(file.fd, output, { recorded: 0, capture: 0, caughtUp });
  expect(taken).toBe(2001);
  expect(takenWhenAsked.length).toBeGreaterThan(3);
});

test("a signal ends a run that waits for its reader", async () => {
  const path = join(temporaryFolder(), "whole.strace");
  writeFileSync(path, whole.repeat(4)); // what comes of it is more than may wait in memory and in the pipe
  const child = spawn(process.execPath, [bin, "check", "--format", "ndjson", path], { stdio: ["ignore", "pipe", 2] });
  if (child.stdout) await once(child.stdout, "readable"); // it is in the midst of its output, and nobody reads on
  await setTimeout(300);
  expect(child.exitCode).toBeNull();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(143);
});

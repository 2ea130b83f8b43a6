import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CaptureInput, inputOf } from "../../src/capture/find-captures.js";
import { ProgressBar, progressBar } from "../../src/cli/terminal/progress.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
const sized = (name: string, bytes: number): CaptureInput => {
  const path = join(folder, name);
  writeFileSync(path, "");
  truncateSync(path, bytes);
  return inputOf(path, true);
};
const written: string[] = [];
const terminal = Object.assign(
  new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  }),
  // what a terminal has and a file has not
  { isTTY: true, cursorTo: () => true, moveCursor: () => true, clearLine: () => true, clearScreenDown: () => true },
);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
  written.length = 0;
});

const shown = (): string => stripVTControlCharacters(written.join("\n"));

test("what is read within a second shows no bar", async () => {
  const progress = new ProgressBar([sized("a", 2e6)], terminal);
  vi.setSystemTime(900);
  await progress.advance(1e6);
  progress.clear();
  expect(shown()).toBe("");
});

test("a long read shows its share, its size, its rate and the time left", async () => {
  const progress = new ProgressBar([sized("b", 400e6)], terminal);
  vi.setSystemTime(2000);
  await progress.advance(100e6);
  vi.setSystemTime(4000);
  await progress.advance(100e6);
  progress.clear();
  expect(shown()).toMatch(/^b █+░+ 50% {2}400 MB {2}50 MB\/s {2}4 s left$/m);
});

test("several captures have one bar over the bytes of all", async () => {
  const progress = new ProgressBar([sized("c", 100e6), sized("d", 300e6)], terminal);
  vi.setSystemTime(1000);
  await progress.advance(100e6);
  progress.clear();
  expect(shown()).toMatch(/^2 captures █+░+ 25% {2}400 MB {2}100 MB\/s {2}3 s left$/m);
});

test("a pipe has no size, and no bar", async () => {
  const progress = new ProgressBar([inputOf("-", true)], terminal);
  vi.setSystemTime(5000);
  await progress.advance(100e6);
  expect(shown()).toBe("");
});

test("a terminal that does not move its cursor has no bar, nor has one of a run that asks for none", () => {
  const streams = { stdin: Readable.from([]), stdout: terminal, stderr: terminal };
  expect(progressBar(true, [], { ...streams, env: {} })).not.toBeNull();
  expect(progressBar(true, [], { ...streams, env: { TERM: "dumb" } })).toBeNull();
  expect(progressBar(false, [], { ...streams, env: {} })).toBeNull();
});

test("without UTF-8 the bar is ASCII", async () => {
  const progress = progressBar(true, [sized("e", 400e6)], {
    ...{ stdin: Readable.from([]), stdout: terminal, stderr: terminal },
    env: { LANG: "C" },
  });
  vi.setSystemTime(2000);
  await progress?.advance(100e6);
  progress?.clear();
  expect(shown()).toMatch(/^e =+-+ 25% {2}400 MB/m);
  expect(shown()).toMatch(/^[\x20-\x7e\n]*$/);
});

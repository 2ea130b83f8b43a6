import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { linesOfThreads } from "../../src/core/analysis/lines-of-text.js";
import type { LineSink } from "../../src/core/strace/line-splitter.js";
import { readCapture } from "../../src/index.js";
import { temporaryFolder } from "../temporary-folder.js";

/** More than may be open at once. */
const FILES = 100;
/** More bytes than are read of one of so many files at a time. */
const LINES = 1000;
/** A line of more bytes than that. */
const LONG = "a".repeat(60_000);

const threads = Array.from({ length: FILES }, (_, index) => {
  const pid = index + 1;
  const line = (count: number): string => {
    const time = (1_700_000_000 + count * 0.01 + ((pid * 37) % FILES) * 0.001).toFixed(6);
    return `${time} write(1, "${pid === 7 && count === 500 ? LONG : "abcdefghij"}"..., 99) = 99 <0.000010>\n`;
  };
  return { pid, text: Array.from({ length: LINES }, (_line, count) => line(count)).join("") };
});

/** How the files are stored, in turn. */
const stored: readonly (readonly [ending: string, bytes: (text: string) => string | Buffer])[] = [
  ["", (text) => text],
  [".gz", (text) => gzipSync(text)],
  ["", (text) => `\ufeff${text}`],
  ["", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["", (text) => text],
];

const folder = temporaryFolder();
for (const [index, { pid, text }] of threads.entries()) {
  const [ending, bytes] = stored[index % stored.length] ?? ["", (same) => same];
  writeFileSync(join(folder, `trace.${pid}${ending}`), bytes(text));
}

function collected(): { readonly lines: string[]; readonly sink: LineSink } {
  const lines: string[] = [];
  const sink: LineSink = (bytes, start, end, pid, _isCut, oddity) => {
    if (oddity !== "utf-16") lines.push(`${pid} ${Buffer.from(bytes.subarray(start, end)).toString("latin1")}`);
  };
  return { lines, sink };
}

test("many files of -ff, however they are stored, give the lines of their texts in the same order", async () => {
  const [inMemory, onDisk] = [collected(), collected()];
  linesOfThreads(threads, inMemory.sink);
  await readCapture(folder, onDisk.sink);
  expect(onDisk.lines).toHaveLength(FILES * LINES);
  expect(onDisk.lines.findIndex((line, index) => line !== inMemory.lines[index])).toBe(-1);
});

test("timers and signals get their turn while such files are read", async () => {
  let hadTurn = false;
  let hadTurnAtLastLine = false;
  const plain = temporaryFolder(); // a decoder is asynchronous by itself
  for (const { pid, text } of threads.slice(0, FILES / 2)) writeFileSync(join(plain, `trace.${pid}`), text);
  setImmediate(() => {
    hadTurn = true;
  });
  await readCapture(plain, () => {
    hadTurnAtLastLine = hadTurn;
  });
  expect(hadTurnAtLastLine).toBe(true);
});

test("reading waits for its listener", async () => {
  let stored = 0;
  let isWaiting = false;
  const { lines, sink } = collected();
  const guarded: LineSink = (...line) => {
    expect(isWaiting).toBe(false);
    sink(...line);
  };
  await readCapture(folder, guarded, async (bytes) => {
    stored += bytes;
    isWaiting = true;
    await new Promise((resolve) => setImmediate(resolve));
    isWaiting = false;
  });
  expect(lines).toHaveLength(FILES * LINES);
  expect(stored).toBeGreaterThan(FILES * LINES);
});

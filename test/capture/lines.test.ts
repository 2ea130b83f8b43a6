import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf } from "../../src/capture/chunks.js";
import { latin1 } from "../../src/core/bytes.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { temporaryFolder } from "../temporary-folder.js";

const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\xe9")).map((parts) => parts.join(""));

test.each([
  ["at once", { waits: false }],
  ["when the next one is there", { waits: true }],
])("lines that come %s are the same however the bytes are cut into chunks, and in memory that is used again", (_, how) => {
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (whole, sizes) => {
      const memory = Buffer.alloc(5);
      const lines: { text: string; isCut: boolean }[] = [];
      const splitter = new LineSplitter(
        (bytes, start, end, _pid, isCut) => lines.push({ text: latin1(bytes, start, end), isCut }),
        how,
      );
      for (let at = 0, turn = 0; at < whole.length; turn++) {
        const length = memory.write(whole.slice(at, at + (sizes[turn % sizes.length] ?? 1)), "latin1");
        splitter.push(memory.subarray(0, length));
        at += length;
      }
      splitter.finish();
      const expected = whole.split("\n");
      const isCut = expected.at(-1) !== "";
      if (!isCut) expected.pop();
      expect(lines.map((line) => line.text)).toEqual(expected.map((line) => line.replace(/\r$/, "")));
      expect(lines.map((line) => line.isCut)).toEqual(
        expected.map((_, index) => isCut && index === expected.length - 1),
      );
    }),
  );
});

test("a line that waits is followed by the next one, wherever the chunks end", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 5 }), (whole, size) => {
      const followers: string[] = [];
      const splitter = new LineSplitter(
        (bytes, _start, end) =>
          followers.push(
            latin1(bytes, end, bytes.length)
              .replace(/^\r?\n/, "")
              .split("\n")[0] ?? "",
          ),
        { waits: true },
      );
      for (let at = 0; at < whole.length; at += size) splitter.push(Buffer.from(whole.slice(at, at + size), "latin1"));
      splitter.finish();
      const lines = whole.split("\n");
      const ended = lines.slice(0, -1);
      expect(followers.slice(0, Math.max(0, ended.length - 1))).toEqual(ended.slice(1));
    }),
  );
});

test("a line that waits is there when more bytes may take a while", () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((bytes, start, end) => lines.push(latin1(bytes, start, end)), { waits: true });
  splitter.push(Buffer.from("a\nb\r\nc"));
  expect(lines).toEqual(["a"]);
  splitter.settle();
  expect(lines).toEqual(["a", "b"]);
  splitter.push(Buffer.from("d\n"));
  splitter.settle();
  expect(lines).toEqual(["a", "b", "cd"]);
});

test("a file of several chunks is read byte by byte as it is", async () => {
  const path = join(temporaryFolder(), "large");
  const bytes = Buffer.alloc(3_000_001, "0123456789\n");
  writeFileSync(path, bytes);
  const read: Buffer[] = [];
  for await (const chunk of chunksOf(path)) read.push(Buffer.from(chunk));
  expect(read.length).toBeGreaterThan(4);
  expect(Buffer.concat(read).equals(bytes)).toBe(true);
});

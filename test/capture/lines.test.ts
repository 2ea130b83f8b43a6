import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf } from "../../src/capture/chunks.js";
import { latin1 } from "../../src/core/bytes.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { temporaryFolder } from "../temporary-folder.js";

test("lines are the same however the bytes are cut into chunks, and in memory that is used again", () => {
  const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\xe9")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (whole, sizes) => {
      const memory = Buffer.alloc(5);
      const lines: { text: string; isCut: boolean }[] = [];
      const splitter = new LineSplitter((bytes, start, end, _pid, isCut) =>
        lines.push({ text: latin1(bytes, start, end), isCut }),
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

test("a file of several chunks is read byte by byte as it is", async () => {
  const path = join(temporaryFolder(), "large");
  const bytes = Buffer.alloc(3_000_001, "0123456789\n");
  writeFileSync(path, bytes);
  const read: Buffer[] = [];
  for await (const chunk of chunksOf(path)) read.push(Buffer.from(chunk));
  expect(read.length).toBeGreaterThan(4);
  expect(Buffer.concat(read).equals(bytes)).toBe(true);
});

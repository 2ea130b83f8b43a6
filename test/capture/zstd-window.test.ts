import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyzeFile } from "../../src/index.js";
import { temporaryFolder } from "../temporary-folder.js";

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
const LINE = '1 write(1, "a", 1) = 1\n';
/** Bytes of a block that repeats one byte, 128 KB of it: type 1 in bits 1 and 2 (RFC 8878, section 3.1.1.2). */
const REPEATED = 131_072;

/** A file of one frame with this window descriptor (RFC 8878, section 3.1.1.1.2), and these blocks. */
function frame(window: number, ...blocks: (readonly number[])[]): string {
  const path = join(temporaryFolder(), "capture.zst");
  writeFileSync(path, Buffer.from([...MAGIC, 0, window, ...blocks.flat()]));
  return path;
}

const block = (type: 0 | 1, size: number, bytes: readonly number[], isLast = false): readonly number[] => {
  const header = (size << 3) | (type << 1) | (isLast ? 1 : 0);
  return [header & 255, (header >> 8) & 255, header >> 16, ...bytes];
};
const lines = (isLast = false): readonly number[] => block(0, LINE.length, [...Buffer.from(LINE)], isLast);

test("a frame with a window of 64 MB is refused, and the message says what to do", async () => {
  await expect(analyzeFile(frame(0x80, lines(true)))).rejects.toMatchObject({
    code: "capture-window-too-large",
    message: expect.stringContaining("unpack it with zstd -d --long=31"),
  });
});

test("a few bytes that unpack to 256 KB of newlines are read, and what stands after them", async () => {
  const newlines = Array.from({ length: 2 }, () => block(1, REPEATED, [0x0a]));
  const { capture } = await analyzeFile(frame(0x38, lines(), ...newlines, lines(true)));
  expect(capture.lines).toBe(2 + 2 * REPEATED);
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { SitePage } from "./site-page.js";

const sample = readFileSync(new URL("../../../samples/hyper-14.9MB-truncated.strace", import.meta.url));
const packed = gzipSync(sample);
const site = new SitePage();

const failureIn = (lines: readonly string[]): unknown =>
  lines.map((line) => JSON.parse(line)).find(({ kind }) => kind === "failure");

test.each([
  ["other text", Buffer.from("Dear all,\nthe server is slow again.\n"), "is not strace output"],
  ["nothing", Buffer.alloc(0), "is empty"],
  ["a binary file", Buffer.alloc(5000), "is a binary file"],
  ["a .gz that ends too early", packed.subarray(0, packed.length / 2), "is compressed, and its data is damaged"],
  ["a .gz that is damaged", Buffer.from(packed).fill(0xff, 20, 60), "is compressed, and its data is damaged"],
  ["what dtruss prints", Buffer.from('read(0x5, "GET\\0", 0x2000)\t\t = 28 0\n'.repeat(9)), "is the output of dtruss"],
])("of %s the page says what the command line does", async (name, content, said) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), content);
  const { stdout } = await unflushed(["check", name, "--format", "ndjson", "--no-config"], "", { cwd: folder });
  const { lines } = await site.read([{ name, mimeType: "text/plain", buffer: content }]);
  expect(failureIn(lines)).toMatchObject({ message: expect.stringContaining(said) });
  expect(failureIn(lines)).toEqual(failureIn(stdout.trimEnd().split("\n")));
  await site.page.getByText(said).first().waitFor();
});

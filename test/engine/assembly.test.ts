import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../src/engine/assembly/", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

const withText = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

test.each([
  ["reads and writes memory", /\b(?:load|store)</],
  ["knows of SIMD", /v128|i8x16|ASC_FEATURE_SIMD/, "json-bytes.ts"],
])("only blocks.ts and bytes.ts %s", (_what, pattern, ...others) => {
  expect(withText(pattern)).toEqual(["blocks.ts", "bytes.ts", ...others]);
});

test("nothing is allocated: the build has no memory management", () => {
  expect(withText(/\bnew [A-Z]|\.(?:concat|slice)\(|\.split\("|`\$\{/)).toEqual([]);
  expect(sources.length).toBeGreaterThan(20);
});

test("each file says what it is", () => {
  const silent = sources.filter(({ text }) => !/^\/\*\*|^\/\/ Written by/.test(text)).map(({ name }) => name);
  expect(silent).toEqual([]);
});

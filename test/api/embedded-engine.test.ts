import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { embeddedEngine } from "../../src/analyze/embedded-engine.js";
import { bundled } from "../browser/core-bundle.js";

const dist = new URL("../../dist/", import.meta.url);
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, dist))
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => readFileSync(new URL(folder + name, dist), "latin1"));
const holdsEngine = (text: string): boolean => text.includes(embeddedEngine);

describe("the engine's text", () => {
  test("is in one file of the library, and in none of the program, which would start later", () => {
    expect(embeddedEngine.length).toBeGreaterThan(50_000);
    expect(["./", "analyze/", "chunks/"].flatMap(filesIn).filter(holdsEngine)).toHaveLength(1);
    expect(filesIn("cli/").length).toBeGreaterThan(10);
    expect(filesIn("cli/").filter(holdsEngine)).toEqual([]);
  });

  test("leaves a page light", async () => {
    const page = await bundled('export { analyzeText } from "unflushed/core"', "esm", true);
    expect(holdsEngine(page)).toBe(true);
    expect(gzipSync(page).length).toBeLessThan(230_000);
  });
});

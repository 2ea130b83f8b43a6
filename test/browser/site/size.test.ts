import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIRST_LOAD } from "../../../scripts/build/site.mjs";
import { SitePage, testFile } from "./site-page.js";

const SAMPLE = "hyper-14.9MB-truncated.strace";
const MOST = 180_000; // bytes, compressed
const site = new SitePage();

test("to open the page is to load at most 180,000 bytes, the engine among them", async () => {
  expect(site.requested).toContain("engine.wasm");
  expect(site.requested).toContain("worker.js");
  expect([...site.requested].sort()).toEqual([...FIRST_LOAD].sort());
  expect(site.gzipped(site.requested)).toBeLessThanOrEqual(MOST);
});

test("a usual capture loads what shows it, and no more", async () => {
  const before = site.requested.length;
  await site.read([testFile(SAMPLE, readFileSync(new URL(`../../../samples/${SAMPLE}`, import.meta.url)))]);
  expect(site.requested.slice(before)).toEqual(["viewer.js"]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIRST_LOAD } from "../../../scripts/build/site.mjs";
import { SitePage, testFile } from "./site-page.js";

const sample = (name: string) => testFile(name, readFileSync(new URL(`../../../samples/${name}`, import.meta.url)));
const MOST = 180_000; // bytes, compressed
const site = new SitePage();

test("to open the page is to load its first files, and no more", () => {
  expect([...site.requested].sort()).toEqual([...FIRST_LOAD].sort());
});

test("to read a capture and see what is found is to load at most 180,000 bytes in all, the engine among them", async () => {
  await site.read([sample("hyper-14.9MB-truncated.strace")]);
  await site.page.locator(".kinds a").first().waitFor();
  expect([...site.requested].sort()).toEqual([...FIRST_LOAD, "viewer.js"].sort());
  expect(site.gzipped(site.requested)).toBeLessThanOrEqual(MOST);
});

test("the first chart loads what draws it, and nothing else", async () => {
  const before = [...site.requested];
  await site.page.locator(".kinds a").first().click();
  await site.page.locator(".plot canvas").waitFor();
  expect(site.requested.filter((name) => !before.includes(name))).toEqual(["accepted-chart.js"]);
});

test("a capture that is unusual loads what reads it", async () => {
  await site.read([sample("hyper-14.9MB-expected.strace")]);
  expect(site.requested).toContain("unusual.js");
  expect(await site.text()).toContain("truncated");
});

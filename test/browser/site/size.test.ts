import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIRST_LOAD } from "../../../scripts/build/site.mjs";
import { SitePage, testFile } from "./site-page.js";

const fileOf = (path: string) => testFile(path, readFileSync(new URL(`../../../${path}`, import.meta.url)));
const sample = (name: string) => fileOf(`samples/${name}`);
const MOST = 180_000; // bytes, compressed
const site = new SitePage();

test("to open the page is to load its first files, and no more", () => {
  expect([...site.requested].sort()).toEqual([...FIRST_LOAD].sort());
});

test("to read a capture and see what is found is to load the viewer", async () => {
  await site.read([sample("hyper-14.9MB-truncated.strace")]);
  await site.page.locator(".kinds a").first().waitFor();
  expect([...site.requested].sort()).toEqual([...FIRST_LOAD, "viewer.js"].sort());
});

test("the first chart loads what draws it: at most 180,000 bytes in all, the engine among them", async () => {
  const before = [...site.requested];
  await showChart();
  expect(site.requested.filter((name) => !before.includes(name))).toEqual(["accepted-chart.js"]);
  expect(site.gzipped(site.requested)).toBeLessThanOrEqual(MOST);
});

test("a capture with a proxy in front of the server loads no more", async () => {
  const before = [...site.requested];
  await site.read([fileOf("docs/use/which-hop/one-request.strace")]);
  await showChart();
  await site.page.locator(".hops").waitFor();
  expect(site.requested).toEqual(before);
});

test("a capture that is unusual loads what reads it", async () => {
  await site.read([sample("hyper-14.9MB-expected.strace")]);
  expect(site.requested).toContain("unusual.js");
  expect(await site.text()).toContain("truncated");
});

test("the first filter loads what reads it", async () => {
  const before = [...site.requested];
  await site.page.locator("#filter-says").waitFor({ state: "attached" });
  await site.page.getByRole("textbox", { name: "Filter" }).fill("status=5xx");
  await site.page.getByText("0 of 1 exchange").waitFor();
  expect(site.requested.filter((name) => !before.includes(name))).toEqual(["row-filter.js"]);
});

async function showChart(): Promise<void> {
  await site.page.locator(".kinds a").first().click();
  await site.page.locator(".plot canvas").waitFor();
}

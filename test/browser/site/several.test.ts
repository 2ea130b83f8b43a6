import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { originAlone, proxyAlone } from "../../tools/path/hops.js";
import { SitePage, testFile } from "./site-page.js";

const SAMPLE = "hyper-25-requests-3.3MB.strace";
const sample = readFileSync(new URL(`../../../samples/${SAMPLE}`, import.meta.url));
const site = new SitePage();
const NOT_JOINED = "not joined yet";

/** What the page was told before and after the captures were joined. */
function parts(lines: readonly string[]) {
  const records = lines.map((line) => JSON.parse(line));
  const joined = records.findLastIndex(({ kind }) => kind === "view");
  const findings = (of: typeof records) => of.filter(({ kind }) => kind === "finding");
  return { head: records[0], alone: findings(records.slice(0, joined)), together: findings(records.slice(joined)) };
}

test("what each of several captures says alone comes first, without what joining them may take back", async () => {
  const { lines } = await site.read([testFile("proxy.strace", proxyAlone), testFile("origin.strace", originAlone)]);
  const { head, alone, together } = parts(lines);
  expect(head).toMatchObject({ kind: "view", alone: expect.stringContaining("each capture is shown alone") });
  expect(alone.map(({ rule }) => rule)).toEqual(together.map(({ rule }) => rule));
  expect(together.some(({ origin }) => origin !== null)).toBe(true);
  for (const { origin, hops, undecided } of alone)
    expect([origin, hops, undecided]).toEqual([null, undefined, undefined]);
});

test("in the end the page shows what they say together, and the calls of each finding", async () => {
  await site.read([testFile("proxy.strace", proxyAlone), testFile("origin.strace", originAlone)]);
  await site.page.locator(".kinds a").first().waitFor();
  await expect.poll(() => site.text()).not.toContain(NOT_JOINED);
  await site.page.evaluate('location.hash = "#1.c1.0"');
  await site.page.getByRole("grid", { name: "calls" }).waitFor();
  expect(await site.page.locator(".hop.origin").innerText()).toContain("bytes were lost here first");
});

test("findings are shown while captures are still read, and say that they are not joined yet", async () => {
  const files = ["1.strace", "2.strace", "3.strace"].map((name) => testFile(name, sample));
  await site.give("drop", files, { times: 300 }); // 60 MB each
  await site.page.locator(".kinds a").first().waitFor({ timeout: 100_000 });
  await site.page.getByRole("progressbar").waitFor();
  await expect.poll(() => site.page.locator("#kinds-title").innerText()).toBe(`Findings, ${NOT_JOINED}`);
  expect(await site.page.locator("h1").innerText()).toMatch(/responses on .*, not joined yet$/);
  await site.page.locator(".kinds a").first().click();
  expect(await site.page.locator(".detail p.verdict").innerText()).toMatch(
    /truncated, [\d,]+ bytes lost, not joined yet/,
  );
  await site.page.getByRole("button", { name: "Cancel" }).click();
  expect(await site.page.locator(".detail p.verdict").innerText()).toContain(NOT_JOINED);
}, 240_000);

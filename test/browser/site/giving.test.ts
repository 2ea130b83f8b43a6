import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { recordsOfView, SitePage, testFile } from "./site-page.js";

const read = (path: string): Buffer => readFileSync(new URL(`../../../${path}`, import.meta.url));
const SAMPLE = "hyper-14.9MB-truncated.strace";
const sample = read(`samples/${SAMPLE}`);
const RULE = "shut-wr-outstanding";
const site = new SitePage();

const foundIn = (lines: readonly string[]): string[] =>
  recordsOfView(lines)
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === "finding")
    .map(({ rule }) => rule);

describe("a capture may be given", () => {
  test("by dropping its file anywhere", async () => {
    await site.give("drop", [testFile(SAMPLE, sample)]);
    expect(foundIn((await site.end()).lines)).toEqual([RULE]);
    expect(await site.text()).toContain("1 of 1 response cut");
  });

  test("by pasting its file, or its lines", async () => {
    await site.give("paste", [testFile(SAMPLE, sample)]);
    expect(foundIn((await site.end()).lines)).toEqual([RULE]);
    await site.give("paste", [], { text: sample.toString("latin1") });
    const { lines } = await site.end();
    expect(foundIn(lines)).toEqual([RULE]);
    expect(lines.join("\n")).toContain('"path":"pasted text"');
  });

  test("by pasting its lines into the box, with the keyboard alone", async () => {
    await site.page.reload();
    const box = site.page.getByLabel("Or paste lines");
    await box.focus();
    await box.fill(sample.toString("latin1"));
    await site.page.keyboard.press("Tab");
    await site.page.keyboard.press("Enter");
    expect(foundIn((await site.end()).lines)).toEqual([RULE]);
  });

  test("together with others, and each has its findings", async () => {
    const { lines } = await site.read([testFile("a.strace", sample), testFile("b.strace", sample)]);
    expect(foundIn(lines)).toEqual([RULE, RULE]);
    expect(await site.text()).toContain("0: a.strace, 1: b.strace");
  });
});

describe("a capture may be compressed", () => {
  const halves = [sample.subarray(0, 5000), sample.subarray(5000)];
  test.each([
    ["gzip", gzipSync(sample)],
    ["gzip in two members", Buffer.concat(halves.map((half) => gzipSync(half)))],
    ["zstd", read("test/fixtures/truncated.strace.zst")],
    ["xz", read("test/fixtures/truncated.strace.xz")],
  ])("%s", async (name, content) => {
    const { lines, violations } = await site.read([{ name, mimeType: "text/plain", buffer: content }]);
    expect(foundIn(lines)).toEqual([RULE]);
    expect(violations).toEqual([]);
    await site.page.locator(".kinds a").first().click();
    const calls = site.page.getByRole("grid", { name: "calls" });
    expect(await calls.innerText()).toContain("10:29:48.110884 shutdown(7<UNIX-STREAM:"); // its line of strace
  });
});

test("what a capture says is text, whatever it is", async () => {
  const attack = "<img src=x onerror=document.title=1>'\\\"><script>document.title=1</script>";
  const hostile = sample.toString("latin1").replaceAll("/14900000", `/${attack.replace(/ /g, "%20")}`);
  const { lines, violations } = await site.read([testFile(`${attack}.strace`, hostile)]);
  expect(lines.join("\n")).toContain("onerror");
  await site.page.getByText(RULE).first().waitFor();
  expect(await site.page.locator("img, body script").count()).toBe(0);
  expect(await site.page.title()).not.toBe("1");
  expect(violations).toEqual([]);
});

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { both, bothHidden, originAlone, outerAlone, proxyAlone, whole } from "../../tools/path/hops.js";
import { twoClocks } from "../../tools/path/two-clocks.js";
import { recordsOfView, SitePage, testFile } from "./site-page.js";

const samples = fileURLToPath(new URL("../../../samples/", import.meta.url));
const SET = "hyper-per-thread-files";
const names = readdirSync(samples).filter((name) => name.endsWith(".strace"));
const site = new SitePage();

/** What the command line reports of captures. */
async function recordsOnNode(captures: string | readonly string[], cwd = samples): Promise<string[]> {
  const { stdout } = await unflushed(["check", ...[captures].flat(), "--format", "ndjson", "--no-config"], "", { cwd });
  return stdout.trimEnd().split("\n");
}

test.each(names)("the page reports of %s what the command line does", async (name) => {
  const { lines, violations } = await site.read([testFile(name, readFileSync(samples + name))]);
  expect(recordsOfView(lines)).toEqual(await recordsOnNode(name));
  expect(violations).toEqual([]);
});

test("the files of strace -ff are one capture", async () => {
  const folder = `${samples}${SET}/`;
  const files = readdirSync(folder).map((name) => testFile(name, readFileSync(folder + name)));
  const { lines } = await site.read(files.reverse());
  expect(recordsOfView(lines)).toEqual(await recordsOnNode("trace", folder));
});

describe("paths go on from capture to capture as on the command line", () => {
  const [ahead, behind] = twoClocks({ skew: 2.3, losses: 12 });
  const sample = readFileSync(`${samples}hyper-25-requests-3.3MB.strace`);
  const kindsOf = (lines: readonly string[], kind: string) =>
    recordsOfView(lines)
      .map((line) => JSON.parse(line))
      .filter((record) => record.kind === kind);

  test.each([
    ["a proxy and its server", { "proxy.strace": proxyAlone, "origin.strace": originAlone }, 1, 3],
    ["the server first", { "a.strace": originAlone, "b.strace": proxyAlone }, 1, 3],
    ["two proxies and the server", { "1.strace": outerAlone, "2.strace": proxyAlone, "3.strace": originAlone }, 1, 5],
    ["clocks that differ", { "proxy.strace": ahead, "app.strace": behind }, 12, 3],
    ["paths of one capture each", { "a.strace": both, "b.strace": bothHidden, "c.strace": sample }, 21, 3],
    ["a server that lost nothing", { "proxy.strace": proxyAlone, "app.strace": whole }, 1, 2],
    ["one that cannot be read", { "proxy.strace": proxyAlone, "x.strace": "", "origin.strace": originAlone }, 1, 3],
  ])("%s", async (_, captures, paths, hops) => {
    const folder = temporaryFolder();
    const files = Object.entries(captures).map(([name, content]) => testFile(name, content));
    for (const { name, buffer } of files) writeFileSync(join(folder, name), buffer);
    const { lines, violations } = await site.read(files);
    const found = kindsOf(lines, "path");
    expect([found.length, found[0].exchanges.length]).toEqual([paths, hops]);
    expect(recordsOfView(lines)).toEqual(await recordsOnNode(Object.keys(captures), folder));
    expect(violations).toEqual([]);
  });

  test("and the page of a finding shows the hops of all of them, each with its capture", async () => {
    const names = ["1.strace", "2.strace", "3.strace"];
    const texts = [outerAlone, proxyAlone, originAlone];
    await site.read(names.map((name, index) => testFile(name, texts[index] ?? "")));
    await site.page.evaluate('location.hash = "#0.c1.0"');
    const hops = await site.page.locator(".hop").allInnerTexts();
    const captures = hops.map((text) => /in (\d\.strace)/.exec(text)?.[1] ?? "");
    expect(captures).toEqual(["", "1.strace", "1.strace", "2.strace", "2.strace", "3.strace"]);
    expect(await site.page.locator(".hop.origin").innerText()).toContain("bytes were lost here first");
    await site.page.locator(".hop a").last().click();
    expect(await site.page.locator(".detail p.verdict").innerText()).toContain("900 bytes lost");
    expect(await site.page.locator(".finding .where").first().innerText()).toContain("3.strace");
  });
});

test("meanwhile it asked for its own files alone, and for each once", () => {
  expect([...site.requested].sort()).toEqual([...new Set(site.requested)].sort());
  expect(site.requested.filter((name) => !site.files.has(name))).toEqual([]);
  expect(site.requested).toContain("protocols.js");
});

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { unflushed } from "../../cli/run.js";
import { recordsOfView, SitePage, testFile } from "./site-page.js";

const samples = fileURLToPath(new URL("../../../samples/", import.meta.url));
const SET = "hyper-per-thread-files";
const names = readdirSync(samples).filter((name) => name.endsWith(".strace"));
const site = new SitePage();

/** What the command line reports of a capture. */
async function recordsOnNode(capture: string, cwd = samples): Promise<string[]> {
  const { stdout } = await unflushed(["check", capture, "--format", "ndjson", "--no-config"], "", { cwd });
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

test("meanwhile it asked for its own files alone, and for each once", () => {
  expect([...site.requested].sort()).toEqual([...new Set(site.requested)].sort());
  expect(site.requested.filter((name) => !site.files.has(name))).toEqual([]);
  expect(site.requested).toContain("protocols.js");
});

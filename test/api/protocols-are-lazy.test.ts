import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bin } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The files of the program that a check of a sample loads, as V8 reports them. */
function loadedFor(sample: string): string[] {
  const folder = temporaryFolder();
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  const args = [
    bin,
    `samples/${sample}.strace`,
    "--pass-with-no-responses",
    "--fail-on",
    "error",
    "--rule",
    "h2-frame-outstanding=off",
  ];
  execFileSync(process.execPath, [...args, "--rule", "h2-stream-outstanding=off"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return readdirSync(folder)
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).result as { readonly url: string }[])
    .map(({ url }) => url.split("/").at(-1) ?? "");
}

test("a check of HTTP/1 does not load the other protocols", () => {
  const loaded = loadedFor("python-small");
  expect(loaded).toContain("check.cjs");
  expect(loaded).not.toContain("protocols.cjs");
});

test("a connection that speaks another one does", () => {
  expect(loadedFor("go-http2-killed")).toContain("protocols.cjs");
});

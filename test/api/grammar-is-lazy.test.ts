import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bin } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** How many functions of the bundled grammar ran, as V8 counts them. */
function functionsOfGrammar(...args: readonly string[]): number {
  const folder = temporaryFolder();
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  execFileSync(process.execPath, [bin, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const coverage: Coverage[] = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const grammar = coverage.flatMap(({ result }) => result).find(({ url }) => url.endsWith("/parse-arguments.js"));
  return grammar?.functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).length ?? 0;
}

test("a check that needs no grammar does not evaluate it", () => {
  expect(functionsOfGrammar("samples/python-small.strace", "--pass-with-no-responses")).toBeLessThan(20);
});

test("it is evaluated for what needs it", () => {
  expect(functionsOfGrammar("parse", "samples/python-small.strace")).toBeGreaterThan(200);
});

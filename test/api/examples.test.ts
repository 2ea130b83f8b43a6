import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { countOf, examples } from "./docs-page.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const input = readFileSync(join(root, "samples/hyper-14.9MB-truncated.strace"));

/** A folder in which the built package is installed. */
const folder = temporaryFolder();
mkdirSync(join(folder, "node_modules"));
symlinkSync(root, join(folder, "node_modules/unflushed"));

/** What a program prints, without spaces at the ends of lines: Markdown keeps none there. */
function outputOf(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  const output = execFileSync(process.execPath, [path], { cwd: root, input, encoding: "utf8" });
  return output.replace(/ +$/gm, "");
}

/** The same program in CommonJS, which has no top-level await. */
function asCommonJs(code: string): string {
  const required = code.replace(/^import (\{.*\}) from (".*");$/gm, "const $1 = require($2);");
  return `(async () => {\n${required}\n})();`;
}

test("every example on the page is run here", () => {
  expect(examples.map(({ title }) => title)).toHaveLength(countOf("js"));
  expect(countOf("text")).toBe(examples.length);
  expect(examples.length).toBeGreaterThan(5);
});

describe.each(examples)("docs/reference/api.md: $title", ({ title, code, output }) => {
  const name = title.replaceAll(" ", "-");

  test("with import", () => {
    expect(outputOf(`${name}.mjs`, code)).toBe(output);
  });

  test("with require", () => {
    const program = asCommonJs(code);
    expect(program).toContain("require(");
    expect(program).not.toMatch(/^import /m);
    expect(outputOf(`${name}.cjs`, program)).toBe(output);
  });
});

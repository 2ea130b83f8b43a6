import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Node finds its own name in the package.json above it. */
const PROGRAM = `
  import { createRequire } from "node:module";
  import * as node from "unflushed";
  import * as core from "unflushed/core";
  const require = createRequire(import.meta.url);
  const copies = [node, core, require("unflushed"), require("unflushed/core")];
  const names = Object.keys(core);
  const differ = names.filter((name) => copies.some((copy) => copy[name] !== core[name]));
  console.log(JSON.stringify({ names, differ }));
`;

test("each name of unflushed/core is the same thing, whichever entry it comes from, by import or by require", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", PROGRAM], { cwd: root });
  const { names, differ } = JSON.parse(output.toString());
  expect(names).toContain("Analyzer");
  expect(names).toContain("UnflushedError");
  expect(differ).toEqual([]);
});

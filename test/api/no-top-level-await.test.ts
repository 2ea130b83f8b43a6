import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
/** The command is started, never required: there an await keeps an unfinished run from ending with 0. */
const commands = Object.values<string>(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin);
const isModule = (path: string): boolean => path.endsWith(".js") && !commands.includes(`dist/${path}`);

test("no module of the package awaits at its top level: require() could not load it", async () => {
  const paths = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(isModule);
  expect(paths).toContain("index.js");
  for (const path of paths) {
    const code = readFileSync(join(dist, path), "utf8");
    // CommonJS has no top-level await, and esbuild says so
    await expect(transform(code, { format: "cjs", logLevel: "silent" }), path).resolves.toBeDefined();
  }
});

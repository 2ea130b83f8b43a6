import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { type Run, unflushed } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sample = join(root, "samples/hyper-14.9MB-truncated.strace");
const other = join(root, "samples/hyper-2MB-truncated.strace");
const fixture = (name: string): string => join(root, "test/fixtures", name);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** An empty folder in which the packed package is installed, with its dependencies and no other package. */
const folder = temporaryFolder();
const installed = join(folder, "node_modules/unflushed");
const bin = join(installed, manifest.bin.unflushed);

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(execFileSync("npm", packing, { cwd: root, encoding: "utf8" }));
  execFileSync("tar", ["-xf", join(folder, filename), "-C", installed, "--strip-components=1"]);
  for (const name of Object.keys(manifest.dependencies)) link(name);
}, 60_000);

/** Installs a dependency, and those of its own that stand beside it. */
function link(name: string): void {
  const [source, target] = [join(root, "node_modules", name), join(folder, "node_modules", name)];
  if (existsSync(target) || !existsSync(source)) return; // one that is not there stands within the package that needs it
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(source, target);
  const { dependencies = {} } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  for (const each of Object.keys(dependencies)) link(each);
}

function run(args: readonly string[], cwd = folder, nodeOptions: readonly string[] = []): Run {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const options = { cwd, env, encoding: "utf8", input: "" } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeOptions, bin, ...args], options);
  return { stdout, stderr, code: status };
}

const filesIn = (path: string, ending: RegExp): string[] =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(path, name));

/** The packages that these files import or require. */
function packagesIn(files: readonly string[]): string[] {
  const imported = files.flatMap((file) => ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles);
  const packages = imported.map(({ fileName }) => /^(?:@[^/]+\/)?[\w-][^/]*/.exec(fileName)?.[0] ?? "");
  return [...new Set(packages)].filter((name) => name !== "" && !isBuiltin(name)).sort();
}

/** What the program loads as it is installed, and the pages have inside. */
const IN_PAGES: readonly string[] = ["picocolors"];

describe("what is packed", () => {
  test("imports no package that is not installed with it", () => {
    const named = packagesIn(filesIn(join(installed, "dist"), /\.(c?js|d\.ts)$/));
    expect(named).toContain("ajv");
    const known = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    expect(named.filter((name) => !known.includes(name) && name !== "unflushed")).toEqual([]);
  });

  test("holds the license of every package that is bundled", () => {
    const packed = filesIn(join(root, "src"), /\.ts$/).filter((path) => !/\/page\/(?:site|worker)\//.test(path)); // the site is not
    const bundled = packagesIn(packed).filter((name) => name in manifest.devDependencies || IN_PAGES.includes(name));
    expect(bundled).toContain("commander");
    const licenses = readdirSync(join(installed, "dist/licenses"));
    expect(licenses).toEqual([...bundled, "lodash-es"].map((name) => `${name}.txt`).sort());
  });
});

describe("the installed command says what the source says", () => {
  test.each(
    readdirSync(join(root, "src/cli/commands"), { withFileTypes: true }).filter((each) => each.isDirectory()),
  )("$name --help", async ({ name }) => {
    const help = run([name, "--help"]);
    expect(help).toEqual(await unflushed([name, "--help"]));
    expect(help.code).toBe(0);
  });

  test.each([
    ["a capture", [sample]],
    ["several at a time", ["check", "--jobs", "2", sample, other]],
    [".zst", [fixture("truncated.strace.zst")]],
    [".xz", [fixture("truncated.strace.xz")]],
    ["a glob", [join(root, "samples/hyper-2*.strace")]],
    ["a set of -ff", ["--format", "json", join(root, "samples/hyper-per-thread-files/trace")]],
    ["a rule", ["rules", "shut-wr-outstanding"]],
    ["sarif", ["--format", "sarif", sample]],
    ["junit", ["--format", "junit", sample]],
    ["a plot", ["timeline", sample]],
    ["a simulation", ["simulate", "--seed", "1"]],
  ])("%s", async (_, args) => {
    const found = run(args);
    expect(found).toEqual(await unflushed(args));
    expect(found.stdout.length).toBeGreaterThan(100);
  });

  test(".gz", () => {
    const path = join(folder, "sample.strace.gz");
    writeFileSync(path, gzipSync(readFileSync(sample)));
    expect(run([path])).toMatchObject({ code: 1, stderr: "" });
  });

  test("merge", async () => {
    const captures = [sample, other];
    for (const share of ["1", "2"]) run(["--shard", `${share}/2`, "--format", `ndjson=${share}.ndjson`, ...captures]);
    const merged = run(["merge", "--format", "json", "1.ndjson", "2.ndjson"]);
    expect(merged).toEqual(await unflushed(["--format", "json", ...captures]));
  });
});

test("built files that were copied without the package say so in one sentence", () => {
  const copy = join(temporaryFolder(), "dist");
  cpSync(join(installed, "dist"), copy, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [join(copy, "cli/bin.cjs"), sample], { encoding: "utf8" });
  expect(stderr).toMatch(
    /^unflushed: no package\.json is in a folder above .*: install unflushed whole, with its package\.json\n$/,
  );
  expect(status).toBe(2);
});

test("record traces a program", () => {
  const { code, stderr } = run(["record", "-o", "true.strace", "--", "true"]);
  expect(code).toBe(0);
  expect(stderr).toContain("the program exited with 0");
  expect(readFileSync(join(folder, "true.strace"), "utf8")).toContain("exited with 0");
});

describe.each([
  ["where the package is installed", () => folder],
  ["where no package is installed", () => temporaryFolder()],
])("a configuration may import the package: %s", (_, place) => {
  test("its rule reports", () => {
    const path = place();
    writeFileSync(
      join(path, "unflushed.config.mjs"),
      `import { defineConfig, defineRule } from "unflushed";
       const rule = defineRule({
         id: "any-response", level: "error", summary: "any response", message: () => "this is a response",
         why: "w", advice: "a", matches: () => true,
       });
       export default defineConfig({ customRules: [rule] });`,
    );
    const { stdout, stderr } = run([sample], path);
    expect(stderr).toBe("");
    expect(stdout).toContain("error[any-response]: this is a response");
  });
});

test("an internal error is shown with the names of the functions that it came through", () => {
  const broken = join(folder, "broken.cjs");
  writeFileSync(broken, `process.cwd = () => { throw new TypeError("broken"); };`);
  const { code, stderr } = run([sample], folder, ["--require", broken]);
  expect(code).toBe(2);
  expect(stderr).toContain("unflushed: internal error, please report it: TypeError: broken");
  expect(stderr).toMatch(/ at async settingsFor \(/);
});

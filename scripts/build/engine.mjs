import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = "src/engine/assembly";
const COMPILER = "node_modules/assemblyscript";
const SCRIPTS = ["scripts/build/engine.mjs", "scripts/build/compiler.mjs", "scripts/build/shrink.mjs"];
const TEST_SOURCES = "test/engine/assembly";
// "stub" has no memory management: all memory of the engine is its own. A trap is a trap, and calls no function of the host.
const OPTIONS = ["--runtime", "stub", "--use", "abort="];
const FAST = ["-O3", "--noAssert"];
const SIMD = ["--enable", "simd,bulk-memory"];
const ENTRY = `${SOURCES}/engine.ts`;
/** The engine, and the same for hosts without SIMD. */
const BUILDS = [
  ["dist/engine/engine.wasm", ENTRY, [...FAST, ...SIMD]],
  ["dist/engine/engine.scalar.wasm", ENTRY, [...FAST, "--enable", "bulk-memory", "--disable", "simd"]],
];
/** A fifth smaller, for pages that load it: it takes an eighth more time. */
const SMALL = "dist/engine/engine.small.wasm";
const SMALL_BUILD = [SMALL, ENTRY, ["-O0", "--noAssert", ...SIMD]]; // shrink.mjs optimizes it
/** With assertions: memory that is given back is overwritten (heap/allocate.ts). */
const TEST_BUILDS = ["model", "asks", "streams"].map((name) => [
  `.test-results/engine/${name}.wasm`,
  `${TEST_SOURCES}/${name}.ts`,
  ["-O1", ...SIMD],
]);

/** Compiles the engine, src/engine/assembly/ -> dist/engine/, unless what stands there is made of the same sources. */
export function buildEngine() {
  return build("dist/engine/sources.sha256", [SOURCES], BUILDS);
}

/** The same for the build that the site alone needs: the package is built without it. */
export function buildSmallEngine() {
  return build("dist/engine/small-sources.sha256", [SOURCES], [SMALL_BUILD]);
}

/** Compiles what tests reach of the rooms of the engine, unless it is made of the same sources. */
export function buildTestEngine() {
  return build(".test-results/engine/sources.sha256", [SOURCES, TEST_SOURCES], TEST_BUILDS);
}

/**
 * Compiles each build, [its path, its entry, its options], unless all of them are made of the same sources.
 *
 * @param stampPath of the file that says what they were made of
 */
async function build(stampPath, sourceFolders, builds) {
  const stamp = root + stampPath;
  const sources = hashOf([...sourceFolders.flatMap(filesIn), `${COMPILER}/package.json`, ...SCRIPTS]);
  const made = [stamp, ...builds.map(([path]) => root + path)];
  if (made.every((path) => existsSync(path)) && readFileSync(stamp, "utf8") === sources) return;
  mkdirSync(dirname(stamp), { recursive: true });
  await Promise.all(builds.map(([path, entry, options]) => compile(entry, path, options)));
  writeFileSync(stamp, sources);
}

async function compile(entry, path, features) {
  await run("compiler.mjs", [entry, "--baseDir", root, "-o", path, ...OPTIONS, ...features]);
  if (path === SMALL) await run("shrink.mjs", root + path);
}

/** Runs a script on a thread of its own, so that builds take as many cores as there are. */
function run(script, workerData) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(script, import.meta.url), { workerData });
    thread.once("error", reject);
    thread.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed for ${workerData}`))));
  });
}

function filesIn(folder) {
  const entries = readdirSync(root + folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length))
    .sort();
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(root + path));
  return hash.digest("hex");
}

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = "src/engine/assembly";
const COMPILER = "node_modules/assemblyscript";
/** The engine, and the same for hosts without SIMD. */
const BUILDS = [
  ["dist/engine/engine.wasm", "simd,bulk-memory"],
  ["dist/engine/engine.scalar.wasm", "bulk-memory"],
];
// "stub" has no memory management: all memory of the engine is its own. A trap is a trap, and calls no function of the host.
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort="];

/** Compiles the engine, src/engine/assembly/ -> dist/engine/, unless what stands there is newer than its sources. */
export function buildEngine() {
  const sources = readdirSync(`${root}${SOURCES}`, { recursive: true }).map((name) => `${SOURCES}/${name}`);
  const changed = Math.max(...[...sources, `${COMPILER}/package.json`, "scripts/build/engine.mjs"].map(timeOf));
  for (const [path, features] of BUILDS.filter(([made]) => timeOf(made) < changed)) {
    mkdirSync(`${root}dist/engine`, { recursive: true });
    const paths = [`${SOURCES}/engine.ts`, "-o", path];
    const disabled = features.includes("simd") ? [] : ["--disable", "simd"];
    const options = [...paths, ...OPTIONS, "--enable", features, ...disabled];
    execFileSync(process.execPath, [`${COMPILER}/bin/asc.js`, ...options], { cwd: root, stdio: "inherit" });
  }
}

function timeOf(path) {
  return existsSync(`${root}${path}`) ? statSync(`${root}${path}`).mtimeMs : 0;
}

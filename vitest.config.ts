import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import { defineConfig } from "vitest/config";
import { embeddedEngine } from "./scripts/build/embedded-engine.mjs";
import { isLong } from "./test/budget.js";

/** The core and its specs: what a change to the core should run again and again. */
const core = ["test/{core,engine,analyze}/**/*.test.ts", "test/{specs,samples,rules-docs}.test.ts"];
/** The engines of the tools, and what draws many captures at random. */
const engines = [
  "test/run/baseline/**/*.test.ts",
  "test/tools/{compare,scrub,simulate}/**/*.test.ts",
  "test/captures/*.test.ts",
  "test/{bad-captures,filtered-samples,pasted-samples}.test.ts",
];
const servers = ["test/e2e/**/*.test.ts"];

/** In a long run only the files with properties: a test that asks for no budget would do what it does in a usual run. */
function inThisRun(globs: string[]): string[] {
  return isLong ? globSync(globs).filter((path) => readFileSync(path, "utf8").includes("budget.js")) : globs;
}

/** What every project has. */
const everywhere = {
  setupFiles: ["test/after-each-file.ts"],
  testTimeout: isLong ? 600_000 : 60_000,
  hookTimeout: 60_000,
};

/** The entry of Chevrotain reads some six hundred files; it ships the same in one. */
const chevrotain = fileURLToPath(new URL("node_modules/chevrotain/lib/chevrotain.mjs", import.meta.url));
const resolve = { alias: { chevrotain } };
/** How the source is loaded. */
export const source = { resolve, plugins: [embeddedEngine] };

export default defineConfig({
  test: {
    globalSetup: ["test/leaves-nothing.ts", "test/engine-is-built.mjs"],
    benchmark: { include: ["bench/micro/*.bench.ts"] },
    maxWorkers: "100%", // vitest would leave one of two cores idle
    reporters: process.env.CI ? ["./test/quiet-reporter.ts", "json"] : ["./test/quiet-reporter.ts"],
    coverage: {
      provider: "v8",
      include: ["src/core/**"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 95 },
    },
    outputFile: { json: ".test-results/vitest.json" },
    projects: [
      // all but the servers load the same modules once, and not again for every file
      { ...source, test: { name: "core", include: inThisRun(core), isolate: false, pool: "threads", ...everywhere } },
      {
        ...source,
        test: { name: "engines", include: inThisRun(engines), isolate: false, pool: "threads", ...everywhere },
      },
      {
        ...source,
        test: {
          name: "commands",
          include: ["test/**/*.test.ts"],
          exclude: [...core, ...engines, ...servers],
          isolate: false, // what only a new process has, a test starts one for
          pool: "forks", // commands run in the test process, and only a process has a working directory to change
          ...everywhere,
        },
      },
      // real servers, some of which are built first
      {
        ...source,
        test: {
          name: "servers",
          include: servers,
          pool: "forks",
          globalSetup: ["test/e2e/hyper-is-built.ts"],
          ...everywhere,
        },
      },
    ],
  },
});

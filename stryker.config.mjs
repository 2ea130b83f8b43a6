import { globSync } from "tinyglobby";

/** What decides of a verdict, and the tests that say so: fewer tests than all, as each mutant loads them anew. */
const ROOMS = {
  verdicts: {
    mutate: ["src/core/protocols/decision.ts", "src/core/protocols/http1/ending/*.ts"],
    tests: ["test/specs.test.ts", "test/core/protocols/http1/ending/*.test.ts", "test/core/rules/messages.test.ts"],
  },
  rules: {
    mutate: ["src/core/rules/*.ts"],
    tests: ["test/{specs,rules-docs}.test.ts", "test/core/rules/*.test.ts", "test/core/formats/custom-rules.test.ts"],
  },
  records: {
    mutate: ["src/core/analysis/tally.ts", "src/core/records/*.ts"],
    tests: ["test/core/{records,analysis}/**/*.test.ts", "test/core/formats/{json,ndjson,text}.test.ts"],
  },
};

const room = process.env.ROOM ?? "verdicts";
const chosen = ROOMS[room];
if (!chosen) throw new Error(`ROOM=${room} is no room: choose from ${Object.keys(ROOMS).join(", ")}`);
process.env.MUTATION_TESTS = JSON.stringify(chosen.tests); // for vitest.mutate.config.ts, in the processes of Stryker

export default {
  mutate: globSync(chosen.mutate),
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutate.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  dryRunTimeoutMinutes: 15,
  ignorePatterns: ["dist", "coverage", ".truth", ".types", ".bench", "bench/.captures", ".test-results", ".mutation"],
  tempDirName: ".mutation/sandbox",
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `.mutation/${room}.json` },
  thresholds: { high: 95, low: 90, break: 90 },
};

import { defineConfig } from "vitest/config";
import { source } from "./vitest.config.js";

/** The tests that `npm run mutate` runs on each mutant; stryker.config.mjs names them. */
export default defineConfig({
  ...source,
  test: {
    include: JSON.parse(process.env.MUTATION_TESTS ?? "[]"),
    isolate: false,
    pool: "threads",
    setupFiles: ["test/after-each-file.ts"],
    testTimeout: 30_000,
  },
});

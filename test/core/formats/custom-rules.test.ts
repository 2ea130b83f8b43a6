import { expect, test } from "vitest";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { applyLevels } from "../../../src/core/rules/active-rule.js";
import { defineRule } from "../../../src/index.js";
import { documentOf, formats, NASTY, recordsOf, samples } from "./documents.js";
import { isRecord, isSarif } from "./schemas.js";

const tooSlow = defineRule({
  id: "too-slow",
  level: "warning",
  summary: "a response that took its time",
  message: () => `too slow for ${NASTY}`,
  why: `people wait ${NASTY}`,
  advice: "make it faster",
  matches: ({ about }) => about === "response",
});

/** A run with this rule alone, as an error, read back from its lines of text: nothing of the rule itself is left. */
const lines = recordsOf(
  samples.filter(({ path }) => path.endsWith("/nginx-small.strace")),
  [],
  [],
  applyLevels([tooSlow], new Map([["too-slow", "error"]]), "unflushed.config.mjs"),
).map(({ text }) => RecordLine.read(text));

const document = (format: string): string => documentOf(formats[format]?.() ?? {}, lines);

test("the records have all that there is to say of it", () => {
  for (const line of lines) expect(isRecord(line.value), JSON.stringify(isRecord.errors)).toBe(true);
});

test.each([
  "text",
  "github",
  "markdown",
  "junit",
])("%s tells its level, its message, why, and what to do next", (format) => {
  const text = document(format);
  expect(text).toContain("too-slow");
  expect(text).toContain("too slow for");
  expect(text).toContain("why: people wait");
  expect(text).toContain("next: make it faster");
  expect(text).toMatch(/error/);
  expect(text).not.toContain("\u001b");
});

test("SARIF declares it with the level that its author gave it, and says that this run has another", () => {
  const sarif = JSON.parse(document("sarif"));
  expect(isSarif(sarif), JSON.stringify(isSarif.errors)).toBe(true);
  const [run] = sarif.runs;
  expect(run.tool.driver.rules).toHaveLength(1);
  expect(run.tool.driver.rules[0]).toMatchObject({ id: "too-slow", defaultConfiguration: { level: "warning" } });
  expect(run.tool.driver.rules[0].help.markdown).toContain("Next: Make it faster.");
  expect(run.results[0]).toMatchObject({ ruleId: "too-slow", ruleIndex: 0, level: "error" });
  expect(run.invocations[0].ruleConfigurationOverrides).toEqual([
    { descriptor: { id: "too-slow", index: 0 }, configuration: { level: "error" } },
  ]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { engineFiles } from "../../scripts/build/engine-calls.mjs";
import type { CallRow } from "../../src/core/syscalls/row.js";
import { allNames, callRow, listedCalls } from "../../src/core/syscalls/rows.js";
import { linesOf } from "./engine.js";

const rows = allNames().map((name) => [name, callRow(name) as CallRow] as const);

test.each(engineFiles(rows, [...listedCalls()]))("%s is what scripts/engine-calls.mjs writes", (path, text) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")).toBe(text);
});

test("every name of a call is found, with each end that it may have", () => {
  const lines = linesOf(
    allNames()
      .flatMap((name) => [`${name}() = 0\n`, `<... ${name} resumed>) = 0\n`])
      .join(""),
  );
  expect(lines.map((line) => line?.name)).toEqual(allNames().flatMap((name) => [name, name]));
});

test.each([
  "writ",
  "writee",
  "write_",
  "xwrite",
  "",
  "?",
  "Write",
  "a".repeat(40),
])("%s is no name of a call", (name) => {
  expect(linesOf(`${name}() = 0\n`)).toEqual([null]);
});

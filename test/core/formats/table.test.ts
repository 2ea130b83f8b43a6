import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { formatNamed, formats } from "../../../src/core/formats/index.js";

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const names = formats.map(({ name }) => name);

test("a name is one word, and stands in one row", () => {
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[a-z]+$/);
    expect(formatNamed(name)?.name).toBe(name);
  }
});

test("standard output holds what is usual: every usual format may share it", () => {
  const usual = formats.filter(({ isUsual }) => isUsual !== "never");
  expect(usual.filter(({ isUsual }) => isUsual === "everywhere")).toHaveLength(1);
  for (const { name, sharesStdout } of usual) expect(sharesStdout, name).toBe(true);
});

describe("the schema of a configuration", () => {
  const isConfig = new Ajv2020().compile(JSON.parse(file("schema/config.schema.json")));

  test.each(names)("takes %s, with a file and without", (name) => {
    expect(isConfig({ format: name })).toBe(true);
    expect(isConfig({ format: [name, `${name}=x`] })).toBe(true);
    expect(isConfig({ format: `${name}s` })).toBe(false);
    expect(isConfig({ format: `${name}=` })).toBe(false);
  });

  test("names no other format", () => {
    const { pattern } = JSON.parse(file("schema/config.schema.json")).$defs.format;
    expect(/^\^\(\(([a-z|]+)\)/.exec(pattern)?.[1]?.split("|")).toEqual(names);
  });

  test.each(["./mine.mjs", "../mine.js=out", "/mine.cjs"])("takes the module %s", (format) => {
    expect(isConfig({ format })).toBe(true);
  });

  test.each(["mine.mjs", "./mine.txt", "./mine.mjs="])("refuses %s", (format) => {
    expect(isConfig({ format })).toBe(false);
  });
});

test("docs/reference/formats.md has a row for each, in the same order", () => {
  const [table = ""] = /\| name \|[\s\S]*?\n\n/.exec(file("docs/reference/formats.md")) ?? [];
  const named = [...table.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(names);
});

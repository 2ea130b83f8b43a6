import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RECORD_PID } from "../src/core/recipe.js";
import { isInClass } from "../src/core/syscalls/classes.js";
import { FULL } from "../src/tools/record/recorded-calls.js";

/** What the messages say after `-e trace=`: the one expression that is recommended. */
const RECOMMENDED = /-e (trace=\S+)/.exec(RECORD_PID)?.[1] ?? "";
const CLASSES = ["network", "desc", "process"] as const;

const root = new URL("../", import.meta.url);
const pages = [
  "README.md",
  ...readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const read = (page: string): string => readFileSync(new URL(page, root), "utf8");

describe("one expression is recommended", () => {
  test.each(pages)("%s names no other with more than one class", (page) => {
    const named = [...read(page).matchAll(/trace=%?(?:network|desc|process),[\w,%?]+/g)].map(([text]) => text);
    expect(named.filter((text) => text !== RECOMMENDED)).toEqual([]);
  });

  test("it traces what record traces, but for two calls that the docs name", () => {
    const lacks = FULL.calls.filter((name) => !CLASSES.some((each) => isInClass(name, each)));
    expect(RECOMMENDED).toBe(`trace=${CLASSES.join(",")}`);
    expect(read("docs/explain/undetermined.md")).toContain(`\`${lacks.map((name) => `?${name}`).join(",")}\``);
    expect(read("docs/use/record.md")).toContain(`\`,${lacks.map((name) => `?${name}`).join(",")}\``);
  });
});

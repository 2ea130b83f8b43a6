import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../src/index.js";
import { block, straceOf, verdictsOf } from "./spec-blocks.js";

/** Every rule has a page, and the captures on it give what stands below them. */
const folder = new URL("../docs/reference/rules/", import.meta.url);
const section = (page: string, title: string): string =>
  new RegExp(`^## ${title}$([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, "m").exec(page)?.[1] ?? "";

test("a page for each rule, and no other", () => {
  const pages = readdirSync(folder).filter((name) => name !== "README.md"); // the list of them
  expect(pages.sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("docs/reference/rules/%s.md", (id, rule) => {
  const page = readFileSync(new URL(`${id}.md`, folder), "utf8");

  test("names the rule and its level, and says why, how and what to do", () => {
    expect(page).toMatch(new RegExp(`^# ${id}\\n\\nLevel: ${rule.level}\\.\\n`));
    for (const title of ["Why it matters", "How such code usually looks", "How to fix it"]) {
      expect(section(page, title).trim(), title).not.toBe("");
    }
  });

  test("fires on the first capture", () => {
    const example = section(page, "Fires");
    expect(verdictsOf(straceOf(example) ?? "")).toBe(block("verdicts", example));
    expect(block("verdicts", example)).toMatch(new RegExp(`: ${id}(?:, passed on from c\\d+)?$`, "m"));
  });

  test("fires at another level on a capture of its own, if it has several", () => {
    if (!rule.levelOf) return expect(section(page, "Fires as a warning")).toBe("");
    const example = section(page, "Fires as a warning");
    expect(verdictsOf(straceOf(example) ?? "")).toBe(block("verdicts", example));
    expect(block("verdicts", example)).toMatch(new RegExp(`: ${id} \\(warning\\)$`, "m"));
  });

  test("stays quiet on the second", () => {
    const example = section(page, "Does not fire");
    expect(verdictsOf(straceOf(example) ?? "")).toBe(block("verdicts", example));
    expect(block("verdicts", example)).not.toMatch(new RegExp(`: ${id}$`, "m"));
  });
});

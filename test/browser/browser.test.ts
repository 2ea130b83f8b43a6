import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as source from "../../src/analyze/index.js";
import { blockOf } from "../api/docs-page.js";
import { closePages, runningChromium } from "../chromium.js";
import { captures } from "./captures.js";
import { bundled } from "./core-bundle.js";

const CORE = 'export * from "unflushed/core"';
const SAMPLE = "hyper-14.9MB-truncated.strace";

type Core = Pick<typeof source, "analyzeText" | "recordsOf">;

/** Everything that is found in a capture, in JSON: runs here, and as text in a context and in a page. */
const recordsIn = ({ analyzeText, recordsOf }: Core, text: Parameters<Core["analyzeText"]>[0]): string[] =>
  [...recordsOf([analyzeText(text)], { version: "1.2.3" })].map((record) => record.text);

const onNode = new Map(captures.map(([name, text]) => [name, recordsIn(source, text)]));

test("the samples hold findings to compare", () => {
  const findings = [...onNode.values()].flat().filter((text) => text.startsWith('{"kind":"finding"'));
  expect(findings.length).toBeGreaterThan(20);
});

describe("in a context that has the language and nothing else", () => {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: true } });
  beforeAll(async () => {
    runInContext(await bundled(CORE, "iife"), context);
    runInContext(`const recordsIn = ${recordsIn}`, context);
  });

  test.each(captures)("%s", (name, text) => {
    context.text = JSON.stringify(text);
    const records = runInContext("JSON.stringify(recordsIn(unflushed, JSON.parse(text)))", context);
    expect(JSON.parse(records)).toEqual(onNode.get(name));
  });
});

describe("in Chromium, as a module", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await runningChromium();
    page = await browser.newPage();
    const module = `data:text/javascript;base64,${Buffer.from(await bundled(CORE, "esm")).toString("base64")}`;
    await page.evaluate(
      `import("${module}").then((core) => { window.recordsIn = (text) => (${recordsIn})(core, text); })`,
    );
  }, 60_000);

  afterAll(closePages);

  test.each(captures)("%s", async (name, text) => {
    const records = await page.evaluate(`recordsIn(${JSON.stringify(text)})`);
    expect(records).toEqual(onNode.get(name));
  });

  test("the page of docs/reference/api.md says what is in a file", async () => {
    const shown = await browser.newPage();
    await shown.setContent(blockOf("html").replace(/<script.*/, ""));
    await shown.addScriptTag({ type: "module", content: await bundled(blockOf("ts"), "esm") });
    await shown.setInputFiles("#capture", fileURLToPath(new URL(`../../samples/${SAMPLE}`, import.meta.url)));
    await shown.waitForFunction('document.querySelector("#findings").textContent !== ""');
    const findings =
      onNode
        .get(SAMPLE)
        ?.map((text) => JSON.parse(text))
        .filter(({ kind }) => kind === "finding") ?? [];
    const sentences = findings.map(({ message }) => message);
    expect(await shown.textContent("#findings")).toBe(["responses: 1", ...sentences].join("\n"));
  });
});

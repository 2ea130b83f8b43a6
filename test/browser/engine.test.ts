import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as source from "../../src/engine/host/index.js";
import { closePages, runningChromium } from "../chromium.js";
import { sampleTexts } from "../sample-texts.js";
import { bundled } from "./core-bundle.js";

const HOST = 'export * from "./src/engine/host/index.ts"';
const samples = sampleTexts(200).slice(0, 6);
const builds = ["engine.wasm", "engine.scalar.wasm"].map((name) => ({
  name,
  wasm: readFileSync(new URL(`../../dist/engine/${name}`, import.meta.url), "latin1"),
}));

type Host = Pick<typeof source, "LineScanner" | "loadEngine">;

/** What the engine says of each line: runs here, and as text in a context and in a page. */
const saidIn = ({ LineScanner, loadEngine }: Host, wasm: string, text: string): string[] => {
  const bytes = (latin1: string): Uint8Array => Uint8Array.from(latin1, (char) => char.charCodeAt(0));
  const said: string[] = [];
  const scanner = new LineScanner(loadEngine({ simd: () => bytes(wasm), scalar: () => bytes(wasm) }), {
    line: (view) => {
      const result = view.kind === "whole" ? JSON.stringify(view.result) : "";
      said.push([view.line, view.kind, view.pid, view.prefix.time, view.argumentsText, result].join(" "));
    },
    ask: (_bytes, start, end) => said.push(`ask ${end - start}`),
  });
  scanner.push(bytes(text));
  scanner.finish();
  return said;
};

const cases = builds.flatMap(({ name, wasm }) =>
  samples.map((sample) => [name, sample.name, wasm, sample.text] as const),
);
const onNode = (wasm: string, text: string): string[] => saidIn(source, wasm, text);

test("the samples have lines to compare", () => {
  const said = samples.flatMap(({ text }) => onNode(builds[0]?.wasm ?? "", text));
  expect(said.filter((each) => !each.startsWith("ask")).length).toBeGreaterThan(300);
});

describe("in a context that has the language and nothing else", () => {
  const context = createContext({});
  beforeAll(async () => {
    runInContext(await bundled(HOST, "iife"), context);
    runInContext(`const saidIn = ${saidIn}`, context);
  });

  test.each(cases)("%s on %s", (_build, _sample, wasm, text) => {
    context.given = JSON.stringify([wasm, text]);
    const said = runInContext("JSON.stringify(saidIn(unflushed, ...JSON.parse(given)))", context);
    expect(JSON.parse(said)).toEqual(onNode(wasm, text));
  });
});

describe("in Chromium, as a module", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await runningChromium();
    page = await browser.newPage();
    const module = `data:text/javascript;base64,${Buffer.from(await bundled(HOST, "esm")).toString("base64")}`;
    await page.evaluate(
      `import("${module}").then((host) => { window.saidIn = (...given) => (${saidIn})(host, ...given); })`,
    );
  }, 60_000);

  afterAll(closePages);

  test.each(cases)("%s on %s", async (_build, _sample, wasm, text) => {
    expect(await page.evaluate(`saidIn(${JSON.stringify(wasm)}, ${JSON.stringify(text)})`)).toEqual(onNode(wasm, text));
  });
});

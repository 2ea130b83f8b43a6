import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closePages, runningChromium } from "../chromium.js";
import { bundled } from "./core-bundle.js";

const PLACE = "http://page.test/";
const SAMPLE = readFileSync(new URL("../../samples/hyper-14.9MB-truncated.strace", import.meta.url), "latin1");
const ENGINE = readFileSync(new URL("../../dist/engine/engine.wasm", import.meta.url));
const FOUND = "shut-wr-outstanding";

/** What a page finds in the sample, or the code of the error. It fetches both that and, if it says so, the engine. */
const PAGE = `
  import { analyzeText, useEngine } from "unflushed/core";
  const say = (text) => { document.querySelector("#found").textContent = text; };
  try {
    if (location.search === "?fetches") useEngine(await WebAssembly.compileStreaming(fetch("engine.wasm")));
    const { findings } = analyzeText(await (await fetch("sample.strace")).text());
    say(findings.map(({ finding }) => finding.rule.id).join());
  } catch (error) {
    say(error.code ?? String(error));
  }`;

describe("in Chromium", () => {
  let browser: Browser;
  let script: string;
  beforeAll(async () => {
    browser = await runningChromium();
    script = await bundled(PAGE, "esm");
  }, 60_000);
  afterAll(closePages);

  /** What the page says under a policy for its scripts. */
  async function saidUnder(policy: string, query = ""): Promise<{ said: string | null; fetched: string[] }> {
    const page = await browser.newPage();
    const fetched: string[] = [];
    const served: Record<string, readonly [type: string, body: string | Buffer]> = {
      "": ["text/html", '<pre id="found"></pre><script type="module" src="page.js"></script>'],
      "page.js": ["text/javascript", script],
      "sample.strace": ["text/plain", SAMPLE],
      "engine.wasm": ["application/wasm", ENGINE],
    };
    await page.route(`${PLACE}**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      fetched.push(name);
      const [contentType, body] = served[name] ?? ["text/plain", ""];
      await route.fulfill({ contentType, body, headers: { "content-security-policy": `script-src ${policy}` } });
    });
    await page.goto(PLACE + query);
    const found = page.locator("#found:not(:empty)");
    await found.waitFor({ state: "attached" });
    const said = await found.textContent();
    await page.close();
    return { said, fetched };
  }

  test("a page that forbids eval finds the same", async () => {
    const { said, fetched } = await saidUnder("'self' 'wasm-unsafe-eval'");
    expect(said).toBe(FOUND);
    expect(fetched).not.toContain("engine.wasm");
  });

  test("a page that fetches the engine does as well", async () => {
    const { said, fetched } = await saidUnder("'self' 'wasm-unsafe-eval'", "?fetches");
    expect(said).toBe(FOUND);
    expect(fetched).toContain("engine.wasm");
  });

  test("a page that forbids WebAssembly is told so", async () => {
    expect((await saidUnder("'self'")).said).toBe("engine-unavailable");
  });
});

test("where there is no WebAssembly, an error says so", async () => {
  const context = createContext({ text: SAMPLE });
  runInContext(await bundled('export * from "unflushed/core"', "iife"), context);
  runInContext("delete globalThis.WebAssembly", context);
  const error = runInContext("try { unflushed.analyzeText(text) } catch (error) { error }", context);
  expect(error).toMatchObject({
    code: "engine-unavailable",
    message: expect.stringContaining("(WebAssembly is not defined): allow WebAssembly, as 'wasm-unsafe-eval' in a"),
  });
});

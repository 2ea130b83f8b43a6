import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endsAfterEach, ViewProcess } from "./view-process.js";

const SAMPLE = "samples/hyper-14.9MB-truncated.strace";
const OTHER = "samples/hyper-25-requests-3.3MB.strace";
const RULE = "shut-wr-outstanding";
const sample = readFileSync(new URL(`../../../${SAMPLE}`, import.meta.url), "latin1");
endsAfterEach();

describe("in Chromium", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser?.close());

  const shows = (text: string): Promise<void> => page.getByText(text).first().waitFor();

  test("the page shows what is found in a capture, again after a reload", async () => {
    const view = new ViewProcess([SAMPLE]);
    await page.goto(await view.address);
    await shows("1 of 1 response cut");
    await shows(RULE);
    await page.reload();
    await shows("1 of 1 response cut");
  });

  test("of two captures it shows both", async () => {
    const view = new ViewProcess([SAMPLE, OTHER]);
    await page.goto(await view.address);
    await shows("20 of 26 responses cut");
  });

  test("it shows a running server: a connection as soon as it is over, a finding as soon as it is there", async () => {
    const view = new ViewProcess([]);
    const [before, after] = halvesAround("shutdown(");
    view.print(`${before}`);
    await page.goto(await view.address);
    await page.getByRole("progressbar").waitFor();
    expect(await page.getByText(RULE).count()).toBe(0);
    view.print(after);
    await page.getByText(RULE).first().waitFor({ timeout: 5000 });
    expect(view.stderr).toBe("");
    view.end();
    await shows("1 of 1 response cut");
  });

  test("when the program is killed, the page says so", async () => {
    const view = new ViewProcess([]);
    view.print(sample);
    await page.goto(await view.address);
    await shows(RULE);
    view.kill();
    await shows("unflushed view has ended");
  });
});

/** The sample before the first line that holds this, and from there on. */
function halvesAround(word: string): readonly [string, string] {
  const at = sample.lastIndexOf("\n", sample.indexOf(word)) + 1;
  return [sample.slice(0, at), sample.slice(at)];
}

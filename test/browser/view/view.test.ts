import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closePages, runningChromium } from "../../chromium.js";
import { unflushed } from "../../cli/run.js";
import { endsAfterEach, ViewProcess } from "./view-process.js";

const SAMPLE = "samples/hyper-14.9MB-truncated.strace";
const OTHER = "samples/hyper-25-requests-3.3MB.strace";
const RULE = "shut-wr-outstanding";
const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "latin1");
endsAfterEach();

describe("in Chromium", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await runningChromium();
    page = await browser.newPage();
  }, 60_000);
  afterAll(closePages);

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
    const [before, after] = await aroundFirstFinding();
    view.print(before);
    await page.goto(await view.address);
    await page.getByText("c1", { exact: true }).first().waitFor();
    expect(await page.getByText(RULE).count()).toBe(0);
    view.print(after);
    await shows(RULE);
    expect(await page.getByRole("progressbar").count()).toBe(1); // the pipe is still open
    view.end();
    await shows("19 of 25 responses cut");
    expect(view.stderr).toBe("");
  });

  test("the page of a finding shows its chart and its calls while the server runs, and more of them later", async () => {
    const view = new ViewProcess([]);
    const [before, after] = await aroundFirstFinding();
    const [deciding = "", ...later] = after.split(/(?<=\n)/);
    view.print(before + deciding);
    await page.goto(await view.address);
    await page.getByRole("link", { name: RULE }).first().click();
    await shows("So far: this connection is still open");
    expect(await page.locator(".plot canvas").count()).toBe(1);
    const calls = page.getByRole("grid", { name: "calls" }).locator("tbody");
    expect(await calls.last().innerText()).toContain("shutdown");
    expect(await calls.last().innerText()).toContain(deciding.trim().replace(/ +/g, " ")); // its line of strace
    const early = await calls.count();
    expect(await page.getByRole("progressbar").count()).toBe(1);
    view.print(later.join(""));
    await page.getByText("So far").waitFor({ state: "detached" });
    expect(await page.getByRole("progressbar").count()).toBe(1); // the pipe is still open
    expect(await calls.count()).toBeGreaterThan(early);
  });

  test("when the program is killed, the page says so", async () => {
    const view = new ViewProcess([]);
    view.print(textOf(SAMPLE));
    await page.goto(await view.address);
    await shows(RULE);
    view.kill();
    await shows("unflushed view has ended");
  });
});

/** A capture before the line that its first finding of the rule is about, and from there on. */
async function aroundFirstFinding(): Promise<readonly [string, string]> {
  const { stdout } = await unflushed(["check", OTHER, "--format", "ndjson"]);
  const records = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { line } = records.find(({ rule }) => rule === RULE);
  const lines = textOf(OTHER).split(/(?<=\n)/);
  return [lines.slice(0, line - 1).join(""), lines.slice(line - 1).join("")];
}

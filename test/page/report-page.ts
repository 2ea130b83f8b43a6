import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { ViewLine } from "../../src/core/formats/html/view-line.js";
import { closePages, runningChromium } from "../chromium.js";
import { unflushed } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";
import { viewStreamIn } from "../view-stream.js";

/** A report in a browser, and what it did that it should not do. */
export interface OpenReport {
  readonly page: Page;
  /** Addresses that the page asked for, besides its own. */
  readonly requests: string[];
  /** Errors of its script, what its policy stopped, and boxes that it opened. */
  readonly problems: string[];
}

/** Writes the report of captures, as a user does. Returns its path. */
async function writeReport(args: readonly string[]): Promise<string> {
  const file = join(temporaryFolder(), "report.html");
  const { stderr, code } = await unflushed(["check", ...args, "--format", `html=${file}`]);
  if (code === null || code > 1) throw new Error(stderr);
  return file;
}

/** The path of a new capture. */
export function captureOf(text: string): string {
  const path = join(temporaryFolder(), "capture.strace");
  writeFileSync(path, text, "latin1");
  return path;
}

/** The lines of the view stream inside a report. */
export function linesIn(file: string): ViewLine[] {
  return viewStreamIn(readFileSync(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** What opens reports in one browser, for the tests of a file. */
export interface ReportBrowser {
  /** The path of the report of these arguments of `check`; it is written once. */
  reportOf(...args: readonly string[]): Promise<string>;
  /** Opens a report anew. Without options it is in the same page as the one before. */
  open(file: string, hash?: string, options?: BrowserContextOptions): Promise<OpenReport>;
}

export function reportBrowser(): ReportBrowser {
  const reports = new Map<string, Promise<string>>();
  let browser: Browser;
  let usual: OpenReport;
  beforeAll(async () => {
    browser = await runningChromium();
    usual = await newPage(browser, {});
  }, 60_000);
  afterAll(closePages);
  return {
    reportOf: (...args) => {
      const known = reports.get(args.join("\n")) ?? writeReport(args);
      reports.set(args.join("\n"), known);
      return known;
    },
    open: async (file, hash = "", options = undefined) => {
      const report = options ? await newPage(browser, options) : usual;
      const { page, requests, problems } = report;
      await page.goto("about:blank"); // another hash alone would not load it anew
      requests.length = 0;
      problems.length = 0;
      await page.goto(pathToFileURL(file).href + hash);
      await page.locator(".viewer").waitFor();
      await page.locator(".viewer .progress").waitFor({ state: "detached" });
      return report;
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<OpenReport> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const [requests, problems]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) requests.push(request.url());
  });
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("dialog", async (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { page, requests, problems };
}

/** The texts of the cells of a table, row by row. */
export function cellsOf(page: Page, table: string): Promise<string[][]> {
  return page
    .locator(`${table} tbody tr:not(.spacer)`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => (cell.textContent ?? "").trim())),
    );
}

/** Waits until a table has so many rows. */
export async function waitForRows(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.locator("#exchanges tbody tr:not(.spacer)").count()).toBe(count);
}

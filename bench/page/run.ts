import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { largeCapture } from "./large-capture.js";

const CONNECTIONS = 1400;
/** How many times slower the processor is made. */
const SLOWDOWNS = [1, 4];

/** Runs in the page before its own script: notes when records are shown, and when all are read. */
const WATCH = `
  let firstRecords;
  window.isRead = new Promise((resolve) => {
    new MutationObserver(() => {
      if (document.querySelector(".kinds li")) firstRecords ??= performance.now();
      if (document.querySelector("#exchanges") && !document.querySelector(".viewer .progress")) resolve({ firstRecords, all: performance.now() });
    }).observe(document, { childList: true, subtree: true });
  });`;
const FIRST_PAINT = 'performance.getEntriesByName("first-contentful-paint")[0].startTime';

interface Shown {
  /** Milliseconds from the begin of the navigation. */
  readonly firstPaint: number;
  readonly firstRecords: number;
  readonly all: number;
}

/** Opens a large report in Chromium: when something is painted, when the first findings are, and when all is read. */
export async function measurePage(tool: string, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-page-"));
  const [capture, report] = [join(folder, "large.strace"), join(folder, "large.html")];
  writeFileSync(capture, largeCapture(CONNECTIONS));
  spawnSync(process.execPath, [tool, "check", capture, "--format", `html=${report}`], { stdio: "ignore" }); // it has findings: 1
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--disable-gpu"] });
  const megabytes = (statSync(report).size / 1e6).toFixed(1);
  process.stdout.write(
    "| report | processor | first paint | first records | all records |\n|---:|---|---:|---:|---:|\n",
  );
  try {
    for (const slowdown of SLOWDOWNS) {
      const shown: Shown[] = [];
      for (let run = 0; run < runs; run++) shown.push(await openOnce(browser, report, slowdown));
      const row = (["firstPaint", "firstRecords", "all"] as const).map((what) =>
        rangeOf(shown.map((each) => each[what])),
      );
      process.stdout.write(`| ${megabytes} MB | ${slowdown}x slower | ${row.join(" | ")} |\n`);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function openOnce(browser: Browser, report: string, slowdown: number): Promise<Shown> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(WATCH);
  await page.goto(pathToFileURL(report).href);
  const { firstRecords, all } = (await page.evaluate("isRead")) as Omit<Shown, "firstPaint">;
  const firstPaint = (await page.evaluate(FIRST_PAINT)) as number;
  await page.close();
  return { firstPaint, firstRecords, all };
}

/** `120 ms (110 to 140)`: the median, the least and the most. */
function rangeOf(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other).map(Math.round);
  return `${sorted[sorted.length >> 1]} ms (${sorted[0]} to ${sorted.at(-1)})`;
}

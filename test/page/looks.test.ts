import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { reportBrowser } from "./report-page.js";

const MANY = "samples/hyper-25-requests-3.3MB.strace";
const BLIND = "samples/hyper-string-limit-32.strace";
const { open, reportOf } = reportBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with a page, and where. */
async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`);
}

const PAGES = [
  ["the overview", MANY, "#overview"],
  ["an overview with remarks", BLIND, "#overview"],
  ["an exchange", MANY, "#c3.0"],
  ["a connection with several exchanges", "samples/node-keep-alive.strace", "#c1"],
  ["a place that there is not", MANY, "#c999"],
] as const;

describe("axe finds nothing wrong with", () => {
  test.each(PAGES)("%s (%s%s), light and dark", async (_name, capture, hash) => {
    const { page } = await open(await reportOf(capture), hash);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsIn(page), colorScheme).toEqual([]);
    }
  });
});

describe("on a screen of 360 pixels", () => {
  test.each(PAGES)("%s needs no scrolling sideways (%s%s)", async (_name, capture, hash) => {
    const { page } = await open(await reportOf(capture), hash);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForTimeout(100);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

/** What can be tapped and is smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8). Of a box to tick its label counts, too. */
const TOO_SMALL = `[...document.querySelectorAll("a, button, summary, label, input:not([type=radio], [type=checkbox])")]
  .filter((each) => each.checkVisibility() && each.getClientRects().length > 0)
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([html, { width, height }]) => html + " " + width + " x " + height)`;

describe("a finger", () => {
  test.each(PAGES)("can tap all controls of %s (%s%s)", async (_name, capture, hash) => {
    const { page } = await open(await reportOf(capture), hash);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(TOO_SMALL)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe("on paper", () => {
  test("all is black on white, without controls", async () => {
    const { page } = await open(await reportOf(MANY), "#c3.0");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const colors: string[] = await page.evaluate(`[...document.querySelectorAll(".viewer *")]
      .filter((element) => element.textContent.trim() && element.getClientRects().length > 0)
      .map((element) => getComputedStyle(element).color)`);
    expect(colors.length).toBeGreaterThan(50);
    expect(new Set(colors)).toEqual(new Set(["rgb(0, 0, 0)"]));
    expect(await page.locator("button:visible, input:visible").count()).toBe(0);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  });

  test("the chart is there, in black", async () => {
    const { page } = await open(await reportOf(MANY), "#c3.0");
    /** How far from grey the colours of the chart are. */
    const colorsOf = (): Promise<number[]> =>
      page.evaluate(`(() => {
        const canvas = document.querySelector(".plot canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const spread = new Set();
        for (let at = 0; at < data.length; at += 4) {
          const [red, green, blue, alpha] = data.slice(at, at + 4);
          if (alpha > 0) spread.add(Math.max(red, green, blue) - Math.min(red, green, blue));
        }
        return [...spread];
      })()`);
    expect(Math.max(...(await colorsOf()))).toBeGreaterThan(50);
    await page.emulateMedia({ media: "print" });
    await expect.poll(async () => Math.max(...(await colorsOf())), { timeout: 10_000 }).toBeLessThan(10);
    const printed = await colorsOf();
    await page.emulateMedia({ media: "screen" });
    expect(printed.length).toBeGreaterThan(0);
  });
});

test("nothing moves for who wants no motion", async () => {
  const { page } = await open(await reportOf(MANY));
  const moving = (): Promise<number> =>
    page.evaluate(`[...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== "0s" || animationName !== "none";
    }).length`);
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toBe(0);
});

test("what has the focus can be seen", async () => {
  const { page } = await open(await reportOf(MANY));
  await page.keyboard.press("Tab");
  const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
  expect(outline).toBe("solid");
});

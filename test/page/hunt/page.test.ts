import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { HUNT_STEPS } from "../../../src/page/hunt/steps.js";
import { closePages, runningChromium } from "../../chromium.js";
import { unflushed } from "../../cli/run.js";
import { axeViolations, type OpenedPage, openPage, widthBeyond } from "../browser.js";

let browser: Browser;
let opened: OpenedPage;
beforeAll(async () => {
  browser = await runningChromium();
  opened = await openPage(browser, "hunt", "step=5");
}, 60_000);
afterAll(closePages);
afterEach(() => {
  const { requests, complaints } = opened;
  expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
});

test("a link shows its step, and what the command line says of the same capture", async () => {
  const capture = "docs/use/which-hop/one-request.strace";
  expect(await opened.page.locator("h2").textContent()).toBe("5. Which hop lost the bytes first?");
  expect(await opened.page.locator(".says").textContent()).toBe((await unflushed(["check", capture])).stdout);
});

test("the line of steps is dragged with the keyboard, and the address follows", async () => {
  const slider = opened.page.getByRole("slider", { name: "step of the hunt" });
  await slider.press("Home");
  for (const [index, { title }] of HUNT_STEPS.entries()) {
    expect(await opened.page.locator("h2").textContent()).toBe(`${index + 1}. ${title}`);
    await expect.poll(() => opened.page.evaluate("location.hash")).toBe(`#step=${index + 1}`);
    expect(await opened.page.locator(".excerpt li").count()).toBeGreaterThan(0);
    await slider.press("ArrowRight");
  }
});

test("a step is also a link, and has a next one", async () => {
  const { page } = opened;
  await page.getByRole("link", { name: "Which call did it?" }).click();
  expect(await page.locator(".says").textContent()).toMatch(/EAGAIN/);
  await page.getByRole("button", { name: "Next step" }).click();
  expect(await page.locator("h2").textContent()).toBe("7. Does it happen each time?");
});

test.each([
  ["light", 1200],
  ["dark", 360],
] as const)("axe finds nothing, %s at %i px, and no step is wider than the window", async (colorScheme, width) => {
  const { page } = opened;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  for (let step = 1; step <= HUNT_STEPS.length; step++) {
    await page.evaluate(`location.hash = "#step=${step}"`);
    await page.getByRole("heading", { name: `${step}. ` }).waitFor();
    expect(await widthBeyond(page)).toBe(0);
  }
  expect(await axeViolations(page)).toEqual([]);
});

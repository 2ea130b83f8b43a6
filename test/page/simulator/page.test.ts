import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { linkOf, readLink } from "../../../src/page/simulator/model/address.js";
import { momentOf } from "../../../src/page/simulator/model/moment.js";
import { type PolicyRun, runsOf } from "../../../src/page/simulator/model/runs.js";
import { LAST_SPEED_STEP, rateAtStep } from "../../../src/page/simulator/model/scale.js";
import { type SimulationCase, USUAL_CASE } from "../../../src/tools/simulate/case.js";
import { POLICIES } from "../../../src/tools/simulate/parameters.js";
import { deliveryOf } from "../../../src/tools/simulate/sweep.js";
import { closePages, runningChromium } from "../../chromium.js";
import { unflushed } from "../../cli/run.js";
import { axeViolations, type OpenedPage, openPage, widthBeyond } from "../browser.js";

/** Long enough on a busy machine, too. */
const SOON = { timeout: 15_000 };

let browser: Browser;
/** One page for all tests that need no other: each sets what it needs by the address. */
let shared: OpenedPage;
let opened: OpenedPage[] = [];
beforeAll(async () => {
  browser = await runningChromium();
  shared = await openPage(browser, "simulator");
}, 60_000);
afterAll(closePages);
afterEach(async () => {
  for (const { requests, complaints } of [shared, ...opened]) {
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  }
  for (const { page } of opened) await page.close();
  opened = [];
});

/** The shared page, at an address. It has taken the address in when it writes it without the seed, which is the usual one. */
async function simulatorAt(hash: string): Promise<Page> {
  const { page } = shared;
  const link = linkOf(readLink(hash).settings);
  await page.evaluate(`location.hash = ${JSON.stringify(`seed=1&${hash}`)}`);
  await expect.poll(() => page.evaluate("location.hash"), SOON).toBe(link === "" ? "" : `#${link}`);
  return page;
}

/** A page of its own. */
async function simulator(hash = "", options: Parameters<typeof openPage>[3] = {}): Promise<Page> {
  const one = await openPage(browser, "simulator", hash, options);
  opened.push(one);
  return one.page;
}

/** The four numbers of a policy, as the page shows them. */
async function numbersOf(page: Page, policy: string): Promise<Record<string, number>> {
  const cells = page.locator(`.lane[data-policy="${policy}"] [data-number]`);
  const entries = await cells.evaluateAll((all) =>
    all.map((cell) => [cell.getAttribute("data-number"), Number(cell.textContent?.replaceAll(",", ""))] as const),
  );
  return Object.fromEntries(entries);
}

/** The same from the model. */
function expectedOf(run: PolicyRun, at = run.end): Record<string, number> {
  const { declared, accepted, delivered, lost } = momentOf(run, at);
  return { declared, accepted, delivered, lost };
}

/** Waits until all speeds are computed. */
const curveOf = (page: Page) => expect.poll(() => page.locator(".curve").getAttribute("aria-busy"), SOON).toBe("false");
const verdict = (page: Page) => page.locator(".verdict").first().textContent();
const policyOf = (page: Page, name: string) => page.getByRole("radio", { name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describe("the numbers are those of the model", () => {
  const cases: readonly (readonly [link: string, changed: Partial<SimulationCase>])[] = [
    ["", {}],
    ["body=3.3MB&sndbuf=64KiB&seed=9", { body: 3_300_000, sndbuf: 65_536, seed: 9 }],
    ["framing=chunked&transport=tcp&requests=2", { framing: "chunked", transport: "tcp", requests: 2 }],
  ];
  test.each(cases)("of '%s'", async (link, changed) => {
    const page = await simulatorAt(link);
    const runs = runsOf({ ...USUAL_CASE, ...changed });
    for (const run of runs) expect(await numbersOf(page, run.policy)).toEqual(expectedOf(run));
  });

  test("at a time in between", async () => {
    const page = await simulatorAt("at=100ms");
    for (const run of runsOf(USUAL_CASE)) expect(await numbersOf(page, run.policy)).toEqual(expectedOf(run, 100_000));
  });
});

test("the slider moves the verdict from truncated to complete at the threshold", async () => {
  const page = await simulatorAt("");
  const steps = Array.from({ length: LAST_SPEED_STEP + 1 }, (_, step) => step);
  const lastCut = steps.findLast((step) => {
    const { accepted, declared } = deliveryOf({ ...USUAL_CASE, readRate: rateAtStep(step) });
    return accepted < declared;
  });
  const slider = page.getByRole("slider", { name: "speed of the reader" });
  await slider.fill(String(lastCut));
  await expect.poll(() => verdict(page), SOON).toMatch(/^truncated/);
  await slider.press("ArrowRight");
  await expect.poll(() => verdict(page), SOON).toMatch(/^complete/);
  await expect
    .poll(() => page.locator(".thresholds li").first().textContent(), SOON)
    .toMatch(/From 1\.14 GB\/s on nothing/);
});

describe("the curve", () => {
  const RED_AND_GREEN = `(() => {
    const canvas = document.querySelector(".speed-plot canvas");
    const { width, height } = canvas;
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const at = (share) => [...context.getImageData(width * share, height * 0.3, 1, 1).data];
    return [at(0.1), at(0.95)];
  })()`;

  test("has its axis where the slider has its steps", async () => {
    for (const width of [360, 1280]) {
      const page = await simulator("", { viewport: { width, height: 800 } });
      const plot = await page.locator(".speed-plot .u-over").boundingBox();
      const slider = await page.getByRole("slider", { name: "speed of the reader" }).boundingBox();
      if (!plot || !slider) throw new Error("the curve is not there");
      const half = 8; // of the thumb, whose middle is dragged
      const ends = [slider.x + half, slider.x + slider.width - half, slider.y, slider.y + slider.height];
      for (const [index, end] of [plot.x, plot.x + plot.width, plot.y, plot.y + plot.height].entries()) {
        expect(Math.abs(end - (ends[index] ?? Number.NaN))).toBeLessThan(1);
      }
    }
  });

  test("says in its name what it shows", async () => {
    const page = await simulatorAt("");
    const chart = page.getByRole("img", { name: "share that arrives under discard-pending" });
    await expect.poll(() => chart.getAttribute("aria-label"), SOON).toMatch(/from 1 % upwards, by the speed/);
  });

  test("has other colours for what arrives and what is lost, in the dark, and those of the light on paper", async () => {
    const page = await simulator("", { colorScheme: "light" });
    await curveOf(page);
    const light = await page.evaluate(RED_AND_GREEN);
    const [[red, , lost], [arrives, green]] = light as number[][] as [[number, number, number], [number, number]];
    expect(red).toBeGreaterThan(lost);
    expect(green).toBeGreaterThan(arrives);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => page.evaluate(RED_AND_GREEN), SOON).not.toEqual(light);
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const greenOnPaper = async () => ((await page.evaluate(RED_AND_GREEN)) as number[][])[1];
    await expect.poll(greenOnPaper, SOON).toEqual((light as number[][])[1]);
  });
});

describe("the address", () => {
  test("keeps what was changed, and shows the same again", async () => {
    const page = await simulatorAt("");
    await policyOf(page, "flushing-state").check();
    await page.getByRole("textbox", { name: "body", exact: true }).fill("2MB");
    await page.getByRole("textbox", { name: "body", exact: true }).press("Enter");
    await page.getByRole("slider", { name: "simulated time" }).fill("400");
    await expect.poll(() => page.evaluate("location.hash"), SOON).toMatch(/^#policy=flushing-state&body=2MB&at=\d+us$/);
    const again = await simulator(String(await page.evaluate("location.hash.slice(1)")));
    await Promise.all([curveOf(page), curveOf(again)]);
    expect(await again.locator("main").textContent()).toBe(await page.locator("main").textContent());
  });

  test("may hold a bad value: the page says so, and shows the usual one", async () => {
    const page = await simulator("body=%3Cimg%20src=x%20onerror=alert(1)%3E&policy=flushing-state");
    expect(await page.getByRole("alert").textContent()).toMatch(
      /^the link's body=<img src=x onerror=alert\(1\)> is left out/,
    );
    expect(await numbersOf(page, "flushing-state")).toMatchObject({ declared: 14_900_000 });
    expect(await policyOf(page, "flushing-state").isChecked()).toBe(true);
  });
});

test("a bad value in a field is said beside it, and changes nothing", async () => {
  const page = await simulatorAt("");
  const field = page.getByRole("textbox", { name: "sndbuf", exact: true });
  await field.fill("none");
  await field.press("Enter");
  expect(await page.locator("#about-sndbuf").textContent()).toMatch(/^--sndbuf none is not a size/);
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await numbersOf(page, "discard-pending")).toMatchObject({ accepted: 219_156 });
});

describe("step and scrub", () => {
  test("a step goes to the next line, and shows the state of that call", async () => {
    const page = await simulatorAt("at=0us");
    const current = page.locator(".strace [aria-current] code");
    await expect.poll(() => verdict(page), SOON).toMatch(/^no verdict yet/);
    for (let steps = 0; !/writev\(.* = 219264$/.test((await current.textContent()) ?? ""); steps++) {
      expect(steps).toBeLessThan(40);
      await button(page, "Step").click();
    }
    expect(await numbersOf(page, "discard-pending")).toMatchObject({ accepted: 219_156, lost: 0 });
    await button(page, "Next line").click();
    expect(await current.textContent()).toMatch(/EAGAIN/);
    await button(page, "Step").click();
    expect(await current.textContent()).toMatch(/shutdown\(.*SHUT_WR\)/);
    expect(await numbersOf(page, "discard-pending")).toMatchObject({ lost: 14_680_844 });
    expect(await page.locator(".lane.lost .lane-state").textContent()).toBe("cut by SHUT_WR: 14.7 MB lost");
    expect(await verdict(page)).toMatch(/^truncated: the program shut down its sending side with 14,680,844 of/);
    await button(page, "Step back").click();
    expect(await numbersOf(page, "discard-pending")).toMatchObject({ lost: 0 });
  });

  test("the start and the end of the scrubber are those of the run", async () => {
    const page = await simulatorAt("");
    const scrub = page.getByRole("slider", { name: "simulated time" });
    await scrub.press("Home");
    expect(await page.locator(".lane.idle").count()).toBe(4);
    await scrub.press("End");
    expect(await page.locator(".lane.complete").count()).toBe(3);
  });
});

test.each(POLICIES)("lines and command of %s are those of the command line", async (policy) => {
  const page = await simulatorAt(`policy=${policy}&body=400kB&dialect=file&at=0us`);
  const command = (await page.locator('[data-copy="command"]').textContent()) ?? "";
  const printed = (await unflushed(command.split(" ").slice(1))).stdout.trimEnd().split("\n");
  const shown = new Map<string, string>();
  for (let last = ""; ; ) {
    const lines = await page
      .locator(".strace li")
      .evaluateAll((all) =>
        all.map((line) => [line.getAttribute("data-line"), line.querySelector("code")?.textContent]),
      );
    for (const [number, text] of lines) shown.set(String(number), String(text));
    if (await button(page, "Step").isDisabled()) break;
    const now = (await page.locator(".strace [aria-current]").textContent()) ?? "";
    expect(now).not.toBe(last);
    last = now;
    await button(page, "Step").click();
  }
  const seen = [...shown].filter(([number]) => Number(number) <= printed.length);
  expect(seen.length).toBeGreaterThan(printed.length / 2);
  expect(seen.map(([, text]) => text)).toEqual(seen.map(([number]) => printed[Number(number) - 1]));
});

describe("everybody can use it", () => {
  test.each([
    ["light", 1200],
    ["dark", 360],
  ] as const)("axe finds nothing, %s at %i px, and nothing is wider than the window", async (colorScheme, width) => {
    const page = await simulatorAt("at=1ms&upload=10MB&body=x");
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await widthBeyond(page)).toBe(0);
  });

  test("with the keyboard alone", async () => {
    const page = await simulatorAt("at=0us");
    const tabTo = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs++) {
        await page.keyboard.press("Tab");
        if (
          await page.evaluate(
            `document.activeElement.name === "${name}" || document.activeElement.textContent === "${name}"`,
          )
        )
          return;
      }
      throw new Error(`no way to ${name}`);
    };
    await tabTo("End");
    await page.keyboard.press("Enter");
    expect(await page.locator(".lane.lost").count()).toBe(1);
    await tabTo("policy");
    await page.keyboard.press("ArrowDown");
    expect(await policyOf(page, "flush-before-shutdown").isChecked()).toBe(true);
    await tabTo("read-rate-slider");
    await page.keyboard.press("End");
    await expect.poll(() => page.locator('output[name="rate"]').textContent(), SOON).toBe("10 GB/s");
    await tabTo("seed");
    await page.keyboard.type("4");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("location.hash"), SOON).toMatch(/seed=4/);
  });

  test("who asks for less motion has steps in place of playing", async () => {
    const page = await simulatorAt("");
    expect(await button(page, "Play").count()).toBe(0);
    const before = await page.locator(".clock").textContent();
    await page.waitForTimeout(200);
    expect(await page.locator(".clock").textContent()).toBe(before);
  });
});

test("it plays by itself from the start, and pauses", async () => {
  const page = await simulator("", { reducedMotion: "no-preference" });
  await page.locator(".lane.lost").waitFor();
  await button(page, "Pause").click();
  await expect.poll(() => page.evaluate("location.hash"), SOON).toMatch(/^#at=/);
  const paused = await page.locator(".clock").textContent();
  await page.waitForTimeout(200);
  expect(await page.locator(".clock").textContent()).toBe(paused);
});

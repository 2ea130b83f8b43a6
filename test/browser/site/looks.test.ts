import { readFileSync } from "node:fs";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { SitePage, testFile } from "./site-page.js";

const SAMPLE = "hyper-14.9MB-truncated.strace";
const sample = readFileSync(new URL(`../../../samples/${SAMPLE}`, import.meta.url));
const site = new SitePage();

/** What axe-core finds wrong, as the ids of its rules with the elements. */
async function wrong(): Promise<string[]> {
  await site.page.evaluate(axe.source);
  const { violations } = (await site.page.evaluate("axe.run()")) as axe.AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test.each([1100, 360])("the page can be used by everyone, and fits into %d pixels", async (width) => {
    await site.page.emulateMedia({ colorScheme });
    await site.page.setViewportSize({ width, height: 800 });
    await site.page.goto(site.address);
    const fits = (): Promise<boolean> =>
      site.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    expect(await wrong()).toEqual([]);
    expect(await fits()).toBe(true);
    await site.read([testFile(SAMPLE, sample)]);
    await site.page.getByText("1 of 1 response cut").waitFor();
    expect(await wrong()).toEqual([]);
    expect(await fits()).toBe(true);
  });
});

test("the keyboard reaches all that takes a capture, in order", async () => {
  await site.page.goto(site.address);
  const reached: (string | null)[] = [];
  for (let step = 0; step < 2; step++) {
    await site.page.keyboard.press("Tab");
    reached.push(await site.page.evaluate("document.activeElement.id || document.activeElement.type"));
  }
  expect(reached).toEqual(["file", "pasted"]);
});

test.each([
  ["See how a response is cut", "A response is cut short, and nobody notices"],
  ["how to find the hop that cut it", "Which hop cut the response?"],
])("a link leads on: %s", async (link, title) => {
  await site.page.goto(site.address);
  await site.page.getByRole("link", { name: link }).click();
  await site.page.getByRole("heading", { name: title }).waitFor();
  expect(await site.page.evaluate("seen.violations")).toEqual([]);
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText, lossTimelineText } from "../../../src/page/hunt/says.js";
import { excerptOf, HUNT_STEPS, stepOfLink } from "../../../src/page/hunt/steps.js";
import { unflushed } from "../../cli/run.js";

const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "latin1");
const steps = HUNT_STEPS.map((step) => [step.title, step] as const);

test("the steps are those of docs/use/which-hop.md", () => {
  const headings = [...textOf("docs/use/which-hop.md").matchAll(/^## \d\. (.*)$/gm)].map(([, title]) => title);
  expect(HUNT_STEPS.map(({ title }) => title)).toEqual(headings);
});

test.each(steps)("'%s' shows some lines of its capture, each under its number", (_, { capture, shows }) => {
  const lines = textOf(capture).split("\n");
  const excerpt = excerptOf(textOf(capture), shows);
  expect(excerpt.length).toBeGreaterThan(0);
  expect(excerpt.map(({ text }) => text)).toEqual(excerpt.map(({ number }) => lines[number - 1]));
});

describe("the page says what the command line says", () => {
  const checked = [...new Set(HUNT_STEPS.filter(({ says }) => says === checkText).map(({ capture }) => capture))];
  test.each(checked)("check %s", async (capture) => {
    expect(checkText(capture, textOf(capture))).toBe((await unflushed(["check", capture])).stdout);
  });

  test("check --summary", async () => {
    const capture = "docs/use/which-hop/one-request.strace";
    const printed = (await unflushed(["check", capture, "--summary"])).stdout;
    expect(checkText(capture, textOf(capture), 100, "summary")).toBe(printed);
  });

  test("timeline --connection c3", async () => {
    const capture = "docs/use/which-hop/one-request.strace";
    const printed = (await unflushed(["timeline", capture, "--connection", "c3"])).stdout;
    expect(lossTimelineText(textOf(capture)).trimEnd()).toBe(printed.trimEnd()); // a blank line ends a list of them
  });

  test("of a capture without a loss there is no timeline to show", () => {
    expect(lossTimelineText(textOf("samples/hyper-fixed-provoked.strace"))).toBe("no bytes were lost\n");
  });
});

test("the recording and what probe printed are of one request: the client got what the app had written", () => {
  expect(textOf("docs/use/which-hop/one-request.probe.txt")).toMatch(/200 +14,900,000 +219,156 .*clean EOF/);
  expect(checkText("x", textOf("docs/use/which-hop/one-request.strace"))).toMatch(/sent +219,156 of 14,900,000/);
});

test("a link names a step; any other text shows the first", () => {
  expect(["#step=4", "#step=8", "", "#step=0", "#step=9", "#step=x", "#4"].map(stepOfLink)).toEqual([
    4, 8, 1, 1, 1, 1, 1,
  ]);
});

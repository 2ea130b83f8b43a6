import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { uplotParts } from "../../scripts/build/uplot-parts.mjs";

const uplot = readFileSync(new URL("../../node_modules/uplot/dist/uPlot.esm.js", import.meta.url), "utf8");
const { handler } = uplotParts({ isLinear: true }).transform;

test("the version of uPlot that is installed has every place that the build leaves out", () => {
  expect(handler(uplot).code.length).toBeLessThan(uplot.length);
});

test.each([
  "self.setSeries = setSeries;",
  "FEAT_TIME",
  "select.show",
  "sc.distr >= 3 && sc.log == 10",
])("a version without %s fails the build, and the error says what to do", (place) => {
  const message =
    /^uPlot has no ".*" any more: look at what it has now, and say so in scripts\/build\/uplot-parts\.mjs$/;
  expect(() => handler(uplot.replaceAll(place, "anotherName"))).toThrow(message);
});

import { expect, test } from "vitest";
import { type ChartFrame, chartAxis, chartColumns, chartMarker, chartRows } from "../../../src/core/text/chart.js";

const frame: ChartFrame = { height: 2, labelWidth: 5 };

test("a chart has a row for zero and one for each step above it, and no spaces at the end of a row", () => {
  expect(chartRows([[0, 500, 1000]], 1000, frame)).toEqual(["1,000 ┼ ╭", "  500 ┤╭╯", "    0 ┼╯"]);
});

test("labels are as the frame writes them", () => {
  const percent = { ...frame, label: (value: number) => `${value} %` };
  expect(chartRows([[100, 100]], 100, percent)).toEqual(["100 % ┼─", " 50 % ┤", "  0 % ┤"]);
});

test("a value above the maximum makes the chart higher", () => {
  expect(chartRows([[20, 20]], 10, frame)[0]).toBe("   20 ┼─");
});

test("values that asciichart cannot draw do not throw", () => {
  expect(chartRows([], 10, frame)).toEqual([]);
  expect(chartRows([[]], 10, frame)).toEqual([]);
  expect(chartRows([[Number.NaN, Number.NaN]], 10, frame)).toEqual(chartRows([[0, 0]], 10, frame));
  expect(chartRows([[Number.POSITIVE_INFINITY, 10]], 10, frame)).toEqual(chartRows([[10, 10]], 10, frame));
  expect(chartRows([[1, 0]], Number.NaN, frame)).toEqual(chartRows([[1, 0]], 1, frame));
});

test("a chart and its labels fit the page, with at most 100 columns of values", () => {
  expect(chartColumns(40, frame)).toBe(32);
  expect(chartColumns(300, frame)).toBe(100);
});

test("the axis has a text at each end, at least one space apart", () => {
  expect(chartAxis("0", "+5 s", 10, frame)).toBe("       0     +5 s");
  expect(chartAxis("request 1", "20", 4, frame)).toBe("       request 1 20");
  expect(chartAxis("request 1", "", 40, frame)).toBe("       request 1");
});

test("a marker points to a column, its name left of it if there is room", () => {
  expect(chartMarker("close", 1, 10, frame)).toBe("          close ^".padStart(17));
  expect(chartMarker("exit_group", 0, 10, frame)).toBe("       ^ exit_group");
});

import { expect, test } from "vitest";
import { palette } from "../../../src/core/text/colors.js";
import { paintedTable, table, tableWidth } from "../../../src/core/text/table.js";

test("columns are two spaces apart, and no line ends with spaces", () => {
  const rows = [
    ["GET /", "200", "complete"],
    ["POST /long", "7", ""],
  ];
  expect(table(rows, new Set([1]))).toEqual(["GET /       200  complete", "POST /long    7"]);
});

test("a column that is empty in every row takes no room", () => {
  expect(table([["a", "", "b"], ["c"]], new Set())).toEqual(["a  b", "c"]);
});

test("no rows are no lines", () => {
  expect(table([], new Set())).toEqual([]);
});

test("colours take no column, and an empty cell gets none", () => {
  const rows = [
    [{ text: "1", color: "error" as const }, { text: "x" }],
    [{ text: "200" }, { text: "", color: "error" as const }],
  ];
  expect(paintedTable(rows, new Set([0]), palette(false))).toEqual(["  1  x", "200"]);
  expect(paintedTable(rows, new Set([0]), palette(true))).toEqual([`  ${palette(true).error("1")}  x`, "200"]);
  expect(tableWidth(rows)).toBe(6);
});

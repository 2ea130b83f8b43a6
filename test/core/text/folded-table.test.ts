import { describe, expect, test } from "vitest";
import { flow } from "../../../src/core/text/flow.js";
import { foldedTable } from "../../../src/core/text/folded-table.js";

const rows = [
  ["1", "accept4", "", "", "opens"],
  ["66", "writev", "14,900,108", "219,264", "short"],
  ["72", "close", "", "219,156", "ends by close"],
];
const folding = { right: new Set([0, 2, 3]), indent: 4, isProse: true };

describe("a table on a page of", () => {
  test("enough columns has a line for each row", () => {
    expect(foldedTable(rows, { ...folding, width: 50 })).toEqual([
      [" 1  accept4                       opens"],
      ["66  writev   14,900,108  219,264  short"],
      ["72  close                219,156  ends by close"],
    ]);
  });

  test("a few columns less has one space between its columns", () => {
    expect(foldedTable(rows, { ...folding, width: 44 }).flat()).toEqual([
      " 1 accept4                    opens",
      "66 writev  14,900,108 219,264 short",
      "72 close              219,156 ends by close",
    ]);
  });

  test("too few for a remark has it on a continuation line, or at the end of a row whose last cells are empty", () => {
    expect(foldedTable(rows, { ...folding, width: 36 }).flat()).toEqual([
      " 1 accept4                    opens",
      "66 writev  14,900,108 219,264 short",
      "72 close              219,156",
      "    ends by close",
    ]);
    expect(foldedTable(rows, { ...folding, width: 32 })[0]).toEqual([" 1  accept4                opens"]);
  });

  test("too few for all columns has the last ones on a continuation line, below the ends of the first ones", () => {
    expect(foldedTable(rows, { ...folding, width: 28 }).flat()).toEqual([
      " 1  accept4            opens",
      "66  writev   14,900,108",
      "                219,264",
      "    short",
      "72  close",
      "                219,156",
      "    ends by close",
    ]);
  });

  test("hardly any columns breaks remarks between words, and leaves out nothing", () => {
    const words = foldedTable(rows, { ...folding, width: 10 })
      .flat()
      .join(" ")
      .split(/ +/)
      .filter((word) => word !== "");
    expect(words.sort()).toEqual(
      rows
        .flat()
        .join(" ")
        .split(/ +/)
        .filter((word) => word !== "")
        .sort(),
    );
  });
});

test("a continuation line begins with the column that it is told to, if there has to be one", () => {
  const lines = foldedTable(rows, { ...folding, width: 28, foldsAt: 2 });
  expect(lines[1]).toEqual(["66  writev", "    14,900,108  219,264", "    short"]);
});

test("a last cell that may hold a path is broken at two spaces only, and sticks out of a page that is narrower", () => {
  const row = [["c3", "complete  GET /a%20b c  and 3 more"]];
  const paths = { right: new Set<number>(), indent: 2, isProse: false };
  expect(foldedTable(row, { ...paths, width: 30 })).toEqual([["c3  complete  GET /a%20b c", "  and 3 more"]]);
  expect(foldedTable(row, { ...paths, width: 8 })).toEqual([["c3", "  complete", "  GET /a%20b c", "  and 3 more"]]);
});

describe("parts side by side", () => {
  test("fill a line, and none of them is broken", () => {
    expect(flow(["fd 7", "pid 9", "unix:/a b"], 15, "  ")).toEqual(["fd 7  pid 9", "  unix:/a b"]);
    expect(flow(["unix:/very/long/path"], 5, "  ")).toEqual(["unix:/very/long/path"]);
    expect(flow([], 5, "  ")).toEqual([]);
  });

  test("take no column for their colours", () => {
    expect(flow(["\x1b[1mfd 7\x1b[22m", "pid 9"], 11, "")).toHaveLength(1);
  });
});

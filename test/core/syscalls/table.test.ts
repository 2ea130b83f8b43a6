import { expect, test } from "vitest";
import { OTHER_CALLS } from "../../../src/core/syscalls/other-calls.js";
import type { CallRow } from "../../../src/core/syscalls/row.js";
import { callRow, callsWhere } from "../../../src/core/syscalls/rows.js";
import { TABLE } from "../../../src/core/syscalls/table.js";

const rows: readonly (readonly [string, CallRow])[] = Object.entries(TABLE);

test("a call has one row", () => {
  const listed = rows.flatMap(([name, { variants = [] }]) => [name, ...variants]);
  const others = OTHER_CALLS.flatMap(([, names]) => names.split(/\s+/));
  const names = [...listed, ...others];
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[a-z_][a-z_0-9]*$/.test(name))).toEqual([]);
});

test("a variant is its call under another name", () => {
  expect(callRow("sendfile64")).toBe(callRow("sendfile"));
  expect(callRow("recvmmsg_time64")).toBe(TABLE.recvmmsg);
});

test("a row of the table says more than the classes", () => {
  expect(rows.filter(([, row]) => Object.keys(row).length < 2)).toEqual([]);
});

test("bytes go one way, or from one fd to another", () => {
  const copies = [...callsWhere(({ from, to }) => from !== undefined && to !== undefined)];
  expect(copies).toEqual(["sendfile", "sendfile64", "splice", "tee", "copy_file_range"]);
  const held = callsWhere(({ buffers, from, to }) => buffers !== undefined && (from ?? to) !== 0);
  expect([...held]).toEqual([]);
});

import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allBelow, makersIn } from "../../../truth/chains/family.js";

test("processes and threads are found by the calls that made them, whole and resumed", () => {
  const path = join(tmpdir(), `family-${process.pid}.strace`);
  const lines = [
    "10 1.0 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 11",
    "11 1.1 clone3({flags=CLONE_VM|CLONE_THREAD} <unfinished ...>",
    "20 1.1 vfork() = 21",
    "11 1.2 <... clone3 resumed> => {parent_tid=[12]}, 88) = 12",
    "12 1.3 fork() = -1 EAGAIN (Resource temporarily unavailable)",
    '12 1.4 write(1</tmp/clone>, "fork() = 30", 11) = 11',
  ];
  writeFileSync(path, lines.join("\n"));
  const makers = makersIn(path);
  rmSync(path);
  expect(makers).toEqual([
    [10, 11],
    [20, 21],
    [11, 12],
  ]);
  expect(allBelow([10], makers)).toEqual([10, 11, 12]);
  expect(allBelow([20], [...makers].reverse())).toEqual([20, 21]);
});

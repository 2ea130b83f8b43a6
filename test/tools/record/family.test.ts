import { expect, test } from "vitest";
import { Descent } from "../../../src/tools/record/family.js";
import type { Process } from "../../../src/tools/record/processes.js";
import { leftOutText, listed, watchedText } from "../../../src/tools/record/watched-text.js";

/** Pids that no process has: what they run cannot be seen, so the names decide. */
const BASE = 4_194_304;
const process = (pid: number, parent: number, name: string, more: Partial<Process> = {}): Process => ({
  pid: BASE + pid,
  parent: BASE + parent,
  name,
  tracer: 0,
  leader: BASE + pid,
  hasEnded: false,
  ...more,
});
const pids = (processes: readonly Process[]): number[] => processes.map(({ pid }) => pid - BASE);

const master = process(1, 0, "nginx");
const all = [
  process(6, 4, "nginx"), // of another master
  process(2, 1, "nginx"),
  process(4, 1, "sh"),
  process(3, 2, "nginx"),
  process(5, 1, "nginx", { hasEnded: true }),
  master,
];

test("workers run the same program, each by way of such", () => {
  expect(pids(new Descent(all).workersOf(master))).toEqual([2, 3]);
});

test("descendants are all of them that still run", () => {
  expect(pids(new Descent(all).descendantsOf(master)).sort()).toEqual([2, 3, 4, 6]);
});

test("a circle, which /proc may show if a pid comes back meanwhile, ends", () => {
  const [one, two] = [process(1, 2, "a"), process(2, 1, "a")];
  expect(pids(new Descent([one, two]).descendantsOf(one))).toEqual([2]);
});

test("a sentence names each, and of many the first", () => {
  const workers = Array.from({ length: 20 }, (_, index) => process(index + 2, 1, "nginx"));
  expect(watchedText([{ process: master, workers: [] }])).toBe(`nginx (pid ${BASE + 1})`);
  const text = watchedText([
    { process: master, workers },
    { process: process(99, 0, "\x1b[31m"), workers: [] },
  ]);
  expect(text).toMatch(
    /^nginx \(pid 4194305\) and its 20 workers \((?:\d+, ){16}4 more\), and \\x1b\[31m \(pid 4194403\)$/,
  );
});

test("what cannot be traced is named without the way to trace it", () => {
  expect(leftOutText([])).toBeNull();
  expect(leftOutText([process(2, 1, "sh", { tracer: 9 })])).toBe(
    "unflushed: does not trace this child: sh (pid 4194306, which process 9 traces already)",
  );
});

test.each([
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b, and c"],
])("%j", (items, text) => expect(listed(items)).toBe(text));

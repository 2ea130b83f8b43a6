import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText, LineSplitter, StraceReader } from "../../../src/index.js";
import { wholeBudget } from "../../budget.js";

const SAMPLES = ["nginx-small", "node-pipelined", "hyper-2MB-truncated", "threads-strace-5.10-relative"];
const texts = SAMPLES.map((name) =>
  readFileSync(new URL(`../../../samples/${name}.strace`, import.meta.url), "latin1")
    .split("\n")
    .slice(0, 100),
);

/** How many lines `parse` cannot read. */
function unreadByParse(text: string): number {
  let count = 0;
  const reader = new StraceReader((event) => {
    if (event.kind === "unrecognized" || (event.kind === "call" && event.call.isUnread)) count++;
  });
  const lines = new LineSplitter((bytes, start, end, pid, isCut) => reader.read(bytes, start, end, pid, isCut));
  lines.push(Buffer.from(text, "latin1"));
  lines.finish();
  reader.finish();
  return count;
}

const unreadByCheck = (text: string): number => analyzeText(Buffer.from(text, "latin1")).capture.unrecognizedLines;

test.each([
  ["foo(bar)", 0],
  ["hello (world)", 0],
  ["foo(bar) = 3", 0],
])("check and parse count a program's own line alike: %s", (line, count) => {
  const text = `${texts[0]?.slice(0, 5).join("\n")}\n${line}\n${texts[0]?.[5]}\n`;
  expect([unreadByCheck(text), unreadByParse(text)]).toEqual([count, count]);
});

test("check and parse join the rest of a result to a call whose line had waited for a decision", () => {
  const before = [
    "7 12:00:00.000001 +++ exited with 0 +++",
    "6 12:00:00.000002 --- SIGCHLD {si_signo=SIGCHLD, si_pid=7} ---",
  ];
  const wait = "6 12:00:00.000003 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], WNOHANG, NULL) = 7";
  const text = `${[...before, wait, "0"].join("\n")}\n`;
  expect([unreadByCheck(text), unreadByParse(text)]).toEqual([0, 0]);
});

test("check and parse count the same lines as unread when the program's own lines stand between", () => {
  const own = fc.constantFrom("foo(bar)", "hello", "12:00:00 INFO started", "[pid 12] hello", "7 of 9 (done)", "x(y(");
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(99), own), { minLength: 1, maxLength: 5 }),
      (lines, added) => {
        const copy = [...lines];
        for (const [at, line] of added) copy.splice(at, 0, line);
        const text = `${copy.join("\n")}\n`;
        expect(unreadByCheck(text)).toBe(unreadByParse(text));
      },
    ),
  );
});

/** What happens to a line, from the character at `width` on; `next` is the line after it. */
const DAMAGES: Readonly<Record<string, (line: string, width: number, next: string) => readonly string[]>> = {
  clipped: (line, width, next) => [line.slice(0, width), next],
  "clipped after its last bracket": (line, _width, next) => [
    line.slice(0, line.lastIndexOf(">") + 1 || undefined),
    next,
  ],
  "clipped in its result": (line, width, next) => [line.slice(0, line.lastIndexOf(") = ") + 1 + (width % 6)), next],
  "glued to the next": (line, _width, next) => [line + next],
  "clipped and glued to the next": (line, width, next) => [line.slice(0, width) + next],
  "before digits": (line, width, next) => [line, String(width), next],
  "with arguments that strace does not print": (line, width, next) => [
    line.replace(/\((?=[^)])/, "(`'".charAt(width % 3)),
    next,
  ],
  "with a word in its arguments": (line, width, next) => [
    line.replace(/, /, [", (a, b) ", ", a=b=c ", " ] ", ", @ "][width % 4] ?? ""),
    next,
  ],
  "before a line of the program's": (line, _width, next) => [line, "foo(bar)", next],
  "with a note": (line, _width, next) => [`${line}  // here`, next],
};

test("check and parse count the same lines as unread, whichever calls are damaged", () => {
  const damage = fc.record({ how: fc.constantFrom(...Object.values(DAMAGES)), at: fc.nat(99), width: fc.nat(160) });
  let damaged = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 6 }), (lines, damages) => {
      const copy = [...lines];
      for (const { how, at, width } of damages) copy.splice(at, 2, ...how(copy[at] ?? "", width, copy[at + 1] ?? ""));
      const text = `${copy.join("\n")}\n`;
      const unread = unreadByCheck(text);
      expect(unread).toBe(unreadByParse(text));
      if (unread > 0) damaged++;
    }),
    wholeBudget(200),
  );
  expect(damaged).toBeGreaterThan(0);
});

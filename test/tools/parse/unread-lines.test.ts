import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeText, LineSplitter, StraceReader } from "../../../src/index.js";
import { isUnreadable } from "../../../src/tools/parse/event-json.js";
import { budget } from "../../budget.js";

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
    if (event.kind === "unrecognized" || (event.kind === "call" && isUnreadable(event.call))) count++;
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

/** `check` reads these calls whole. Of a call that it does not need it reads the end alone. */
const MOVING = /\b(?:writev|sendto|accept4)\(\d+<(?:TCP|UNIX)/;

test("check and parse count the same lines as unread when the lines of calls that both read are damaged", () => {
  const damage = fc.oneof(
    fc.record({ how: fc.constant("clip" as const), at: fc.nat(99), width: fc.nat(120) }),
    fc.record({ how: fc.constant("glue" as const), at: fc.nat(99), width: fc.nat(120) }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 8 }), (lines, damages) => {
      const copy = [...lines];
      for (const { how, at, width } of damages) {
        const line = copy[at] ?? "";
        if (!MOVING.test(line)) continue;
        if (how === "clip") copy[at] = line.slice(0, Math.max(50, width));
        else copy.splice(at, 2, line + (copy[at + 1] ?? ""));
      }
      const text = `${copy.join("\n")}\n`;
      expect(unreadByCheck(text)).toBe(unreadByParse(text));
    }),
    budget(200),
  );
});

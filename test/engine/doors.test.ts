import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../src/tools/simulate/simulate.js";
import { traceText } from "../../src/tools/simulate/strace/trace.js";
import { budget } from "../budget.js";
import { folded, wrapped } from "../paste.js";
import { sampleTexts } from "../sample-texts.js";
import { drawn } from "../tools/simulate/draw.js";
import { specTexts } from "./corpus.js";
import { eventsBy, reportedBy } from "./doors.js";

/** Whatever way the lines take, the same is reported. */
function agree(text: string, chunk?: number): void {
  expect(reportedBy("engine", text, chunk)).toEqual(reportedBy("reader", text, chunk));
  expect(eventsBy("engine", text, chunk)).toEqual(eventsBy("reader", text, chunk));
}

const samples = sampleTexts(100_000);
const small = samples.filter(({ text }) => text.length < 9_000);
const specs = specTexts();

describe("a capture is reported alike by both doors", () => {
  test.each(samples)("$name", ({ text }) => agree(text));

  test.each([0, 1, 2, 3, 4])("each fifth of the specs, from %i on", (first) => {
    for (const [index, text] of specs.entries()) if (index % 5 === first) agree(text);
  });

  test("in chunks of 1 to 64 bytes, and of a pipe", () => {
    for (const { text } of samples) agree(text, 65_536);
    fc.assert(
      fc.property(fc.constantFrom(...specs, ...small.map(({ text }) => text)), fc.integer({ min: 1, max: 64 }), agree),
      budget(150),
    );
  });
});

test("what strace would print of the bug's model is reported alike", () => {
  fc.assert(
    fc.property(drawn, ({ parameters, dialect }) => agree(traceText(simulate(parameters).trace, dialect))),
    budget(60),
  );
});

describe("and so is a line of which others decide", () => {
  const many = (count: number, line: string): string => `${line}\n`.repeat(count);
  test.each([
    ["digits after a call that nobody needs", "getpid() = 12\n3\ngetpid() = 12\n"],
    ["digits after a call that is needed", 'read(5, "abc", 99) = 1\n2\nread(5, "abc", 99) = 3\n'],
    ["an error after it", 'read(5, "", 99) = -1\n EAGAIN (Resource temporarily unavailable)\ngetpid() = 1\n'],
    ["a dump", `${'7 write(5, "ab", 2) = 2\n | 00000  61 62  ab |\n'.repeat(3)}7 getpid() = 7\n`],
    ["a dump after a call that nobody needs", "7 getpid() = 7\n | 00000  61 62  ab |\n7 getpid() = 7\n"],
    ["a terminal's edge", many(3, 'write(5, "abc", 3) = 3\nwrite(5, "abcdefg"...\ngetpid() = 1234567890\nread(5, "ab')],
    [
      "an edge, and a longer line",
      `${many(3, 'write(5, "abc"..., 30\ngetpid() =       1234')}brk(NULL) = 0x55d0c0de0000\n${many(2, "getpid() =       1234")}`,
    ],
    ["lines that were folded late", `${many(900, "brk(NULL) = 0")}${many(9, 'write(5, "abcdefg",\n7) = 7')}`],
    ["lines that were folded later", `${many(6_000, "brk(NULL) = 0")}${many(9, 'write(5, "abcdefg",\n7) = 7')}`],
    ["a cut call before it", 'write(5, "abc", 3\n7 getpid() = 7\n) = 3\n7 <... write resumed>, 4) = 4\n'],
    ["halves that do not fit", "7 read(5 <unfinished ...>\n7 getpid() = 7\n7 <... read resumed>, 0x1, 5) = 5\n"],
    ["halves of two names", '7 read(5 <unfinished ...>\n7 <... write resumed>, "abc", 3) = 3\n7 close(5) = 0\n'],
    ["times that run back", "7 00:00:03 getpid() = 7\n7 00:00:01 getpid() = 7\n7 00:00:02 close(5) = 0\n"],
    ["times around midnight", "7 23:59:59 getpid() = 7\n7 00:00:01 getpid() = 7\n7 00:00:00 close(5) = 0\n"],
    [
      "a thread that ends within a call",
      '7 write(5, "ab", 2 <unfinished ...>\n7 +++ exited with 0 +++\n8 getpid() = 8\n',
    ],
  ])("%s", (_what, text) => {
    agree(text);
    for (const chunk of [7, 64, 1000]) agree(text, chunk);
  });
});

describe("and so is what happened to a capture", () => {
  test("it ends anywhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.nat(), ({ text }, at) => agree(text.slice(0, at % text.length))),
      budget(150),
    );
  });

  const lines = fc
    .constantFrom(...samples, ...specs.map((text) => ({ text })))
    .map(({ text }) => text.split("\n", 400));

  test("a byte of it was changed", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0129<>,= ()/sT"P-\n')));
    fc.assert(
      fc.property(lines, fc.nat(), byte, (all, at, code) => {
        const bytes = Buffer.from(all.join("\n"), "latin1");
        if (bytes.length > 0) bytes[at % bytes.length] = code;
        agree(bytes.toString("latin1"));
      }),
      budget(50),
    );
  });

  test("its lines were clipped, folded, wrapped, doubled, left out, moved or got columns", () => {
    const change = fc.constantFrom<(all: string[], width: number, at: number) => string[]>(
      (all, width) => all.map((line) => line.slice(0, width)),
      (all, width) => all.flatMap((line) => folded(line, width)),
      (all, width) => all.flatMap((line) => wrapped(line, width)),
      (all, width) => all.map((line, index) => `${index + width} ${line}`),
      (all) => all.map((line) => `> ${line}`),
      (all, _, at) =>
        all.toSpliced(at % all.length, 1, all[(at + 1) % all.length] as string, all[at % all.length] as string),
      (all, width, at) => all.toSpliced(at % all.length, width),
      (all, width, at) => all.toSpliced(at % all.length, 0, "...".repeat(width % 3)),
      (all, _, at) => all.toSpliced(at % all.length, 2, `${all[at % all.length]} ${all[(at + 1) % all.length]}`),
      (all, _, at) => all.toSpliced(at % all.length, 1, `${all[at % all.length]}\r`, ` ${all[at % all.length]}\t`),
    );
    fc.assert(
      fc.property(lines, change, fc.integer({ min: 40, max: 200 }), fc.nat(), (all, changed, width, at) =>
        agree(changed(all, width, at).join("\n")),
      ),
      budget(50),
    );
  });
});

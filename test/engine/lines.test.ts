import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allNames } from "../../src/core/syscalls/rows.js";
import { budget } from "../budget.js";
import { calls, dialects } from "../core/strace/generate.js";
import { printCall } from "../core/strace/print.js";
import { sampleTexts } from "../sample-texts.js";
import { specTexts, variedLines } from "./corpus.js";
import { linesOf } from "./engine.js";
import { readerSays } from "./reader.js";

/** Identical, or ask: what the engine says of each line is what the reader says. Returns the share of lines it did not ask about. */
function agrees(text: string): number {
  const said = linesOf(text);
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  expect(said.length, text).toBe(lines.length);
  expect(said).toEqual(said.map((each, index) => (each === null ? null : readerSays(lines[index] as string))));
  return said.filter((each) => each !== null).length / said.length;
}

/** The lines of the samples that the engine asks about although they have a plain form: they may hold more than a call. */
const HOLDS_MORE = /\bwrite\((?:fd=)?[12]\b|<unfinished \.\.\.>\) += \?$/;

/** Calls that a kernel has: the engine asks about all others. */
const known = fc.tuple(calls, fc.constantFrom(...allNames())).map(([call, name]) => ({ ...call, name }));
const inEveryDialect = fc.tuple(known, dialects).map(([call, dialect]) => printCall(call, dialect));
/** What the arguments of a call are made of. */
const PIECES = [
  ..."7 -1 0x1a NULL a.b ??? ... @ htons 5-x ~ ( ) [ ] { } = == != => -> > >> << < | && - * / : ' \\ `".split(" "),
  ...[
    " ",
    ", ",
    ",",
    " => ",
    '"a"',
    '"a\\"b"...',
    '"',
    "(deleted)",
    "errno 5",
    " /* a */",
    "/* (b, /* c */) */",
    "/*",
    "*/",
  ],
  ...["</srv/x>", "<TCP:[1:2->3:4]>", '<UNIX:[7,"x>"]>', "<char 1:3>", "<A>", "<(null):[1]>", "'a'", "__", "Z", "f"],
];

const varied = variedLines();
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...varied) },
  { weight: 1, arbitrary: inEveryDialect.map((lines) => lines[0] as string) },
);

describe("identical, or ask", () => {
  test.each(sampleTexts(100_000))("on every line of $name", ({ text }) => {
    agrees(text);
    const lines = text.split("\n");
    const unread = linesOf(text).flatMap((said, index) => (said === null ? (lines[index] as string) : []));
    expect(unread.filter((each) => readerSays(each) !== null && !HOLDS_MORE.test(each))).toEqual([]);
  });

  test("on every line of the specs", () => {
    const shares = specTexts().map((text) => agrees(text.endsWith("\n") ? text : `${text}\n`));
    expect(shares.length).toBeGreaterThan(300);
  });

  test("on calls in every dialect, of which it asks only about results with several remarks", () => {
    const isOdd = (line: string): boolean => /\) \([^()]*\)(?: <[\d.]+>)?$/.test(line) || HOLDS_MORE.test(line);
    fc.assert(
      fc.property(known, dialects, (call, dialect) => {
        const printed = printCall(call, dialect);
        agrees(`${printed.join("\n")}\n`);
        const lines = printed.filter((each) => !isOdd(each));
        expect(linesOf(lines.map((each) => `${each}\n`).join(""))).toEqual(lines.map(readerSays));
      }),
      budget(3_000),
    );
  });

  test("on arguments put together at random, of which it asks about no more than the reader is not sure of", () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const lines = [`close(${text}) = 0`, `close(${text} <unfinished ...>`, `<... close resumed>${text}) = 0`];
        if (!text.endsWith(" ...>")) expect(linesOf(`${lines.join("\n")}\n`)).toEqual(lines.map(readerSays));
        agrees(`close(3) = 0 (${text})\n`);
      }),
      budget(15_000),
    );
  });

  test("on lines that are cut", () => {
    fc.assert(
      fc.property(line, fc.nat(), (text, at) => void agrees(`${text.slice(0, at % (text.length + 1))}\n`)),
      budget(3_000),
    );
  });

  test("on lines with a byte changed", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\&;:.0xE?*-+_\r")));
    fc.assert(
      fc.property(line, fc.nat(), byte, (text, at, code) => {
        const changed = Buffer.from(text, "latin1");
        if (changed.length > 0 && code !== 0x0a) changed[at % changed.length] = code;
        agrees(`${changed.toString("latin1")}\n`);
      }),
      budget(6_000),
    );
  });

  test("on two lines in one, and on a line with a piece of another in it", () => {
    fc.assert(
      fc.property(line, line, fc.nat(), fc.nat(), (one, other, at, from) => {
        agrees(`${one}${other}\n`);
        const place = at % (one.length + 1);
        agrees(`${one.slice(0, place)}${other.slice(from % (other.length + 1))}${one.slice(place)}\n`);
      }),
      budget(2_000),
    );
  });
});

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

/** Identical, or ask: what the engine says of each line is what the reader says. */
function agrees(text: string): void {
  const said = linesOf(text);
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  expect(said.length, text).toBe(lines.length);
  expect(said).toEqual(said.map((each, index) => (each === null ? null : readerSays(lines[index] as string))));
}

/** The lines of the samples that the engine asks about although they have a plain form: they may hold more than a call. */
const HOLDS_MORE = /\bwrite\((?:fd=)?[12]\b|<unfinished \.\.\.>\) += \?$/;

/** What looks like an entity of HTML, and may be of any name. */
const LIKE_ENTITY = /&[#a-z0-9]{2,7};/;

/** Calls that a kernel has: the engine asks about all others. */
const known = fc.tuple(calls, fc.constantFrom(...allNames())).map(([call, name]) => ({ ...call, name }));
const inEveryDialect = fc.tuple(known, dialects).map(([call, dialect]) => printCall(call, dialect));
/** What the arguments of a call are made of. */
const PIECES = [
  ..."7 -1 0x1a NULL a.b ??? ... @ htons 5-x ~ ( ) [ ] { } = == != => -> > >> << < | && - * / : ' \\ `".split(" "),
  ...[" ", ", ", ",", " => ", '"a"', '"a\\"b"...', '"', "(deleted)", "errno 5"],
  ...[" /* a */", "/* (b, /* c */) */", "/*", "*/"],
  ...["</srv/x>", "<TCP:[1:2->3:4]>", '<UNIX:[7,"x>"]>', "<char 1:3>", "<A>", "<(null):[1]>", "'a'", "__", "Z", "f"],
];

/** What the result of a call is made of. */
const RESULTS = [
  ...[
    " = ",
    " = ",
    " = ",
    "   = ",
    " =  ",
    "= ",
    " =",
    " ",
    "-",
    "0",
    "7",
    "17",
    "-1",
    "022",
    "00",
    "?",
    "0x",
    "0x1f",
    "x",
  ],
  ...["9".repeat(15), "9".repeat(16), "0x1fffffffffffff", "0x20000000000000", ".", "5 <unfinished ...>", "E", "A"],
  ...[
    " EAGAIN (Try again)",
    " EINTR",
    " E (x)",
    " ERRNO_512 (Unknown (x))",
    " ENOENT (No such",
    " (Timeout)",
    " (INJECTED)",
  ],
  ...[" ([{fd=5, revents=POLLIN}])", " (errno 38)", " (deleted)", "(deleted)", " [x]", " /* x */", " ()", " (", " ("],
  ...["<TCP:[1:2->3:4]>", "</srv/a b>", '<UNIX:[7,"x>y"]>', "<", " <unavailable>", " // note"],
  ...[
    " <0.000012>",
    " <5>",
    " <5.>",
    " <.5>",
    " <1.2.3>",
    " <123456.123456789>",
    " <1234567.1234567890>",
    " <0.1",
    ">",
  ],
];

/** What the columns before a call are made of. */
const COLUMNS = [
  ..."[pid ] [ ( (+ ) 7 12345 4194304 4194305 1763892982 10:00:01 10:00 :01 .25 .250000001 : . < > - 0 a f ?".split(
    " ",
  ),
  ...[" ", "  ", "     ", "<a (b>", "<a", "[pid  7] ", "7     ", "10:00:01.25 ", "     0.25 ", "(+     0.25) "],
  ...["[  59] ", "[0804f000] ", "[00007f8ac363f000] ", "[????????] ", "[s_t] ", "123456789012345", "1234567890123456"],
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
    const texts = specTexts();
    for (const text of texts) agrees(text.endsWith("\n") ? text : `${text}\n`);
    expect(texts.length).toBeGreaterThan(300);
  });

  test("on calls in every dialect, of which it asks only about several remarks, and what looks like HTML", () => {
    const several = /\) \([^()]*\)(?: <[\d.]+>)?$/;
    const isOdd = (each: string): boolean => several.test(each) || HOLDS_MORE.test(each) || LIKE_ENTITY.test(each);
    fc.assert(
      fc.property(known, dialects, (call, dialect) => {
        const printed = printCall(call, dialect);
        agrees(`${printed.join("\n")}\n`);
        const lines = printed.filter((each) => !isOdd(each));
        expect(linesOf(lines.map((each) => `${each}\n`).join(""))).toEqual(lines.map(readerSays));
      }),
      budget(1_000),
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
      budget(4_000),
    );
  });

  test("on results put together at random", () => {
    const texts = fc.array(fc.constantFrom(...RESULTS), { maxLength: 7 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isResumed) =>
        agrees(`${isResumed ? "<... write resumed>" : 'write(2, "x", 17'})${text}\n`),
      ),
      budget(4_000),
    );
  });

  test("on columns put together at random", () => {
    const texts = fc.array(fc.constantFrom(...COLUMNS), { maxLength: 6 }).map((columns) => columns.join(""));
    fc.assert(
      fc.property(texts, (text) => agrees(`${text}close(3) = 0\n${text}+++ exited with 0 +++\n`)),
      budget(4_000),
    );
  });

  test("on lines that are cut", () => {
    fc.assert(
      fc.property(line, fc.nat(), (text, at) => agrees(`${text.slice(0, at % (text.length + 1))}\n`)),
      budget(1_000),
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
      budget(700),
    );
  });

  test("on two lines in one, and on a line with a piece of another in it", () => {
    fc.assert(
      fc.property(line, line, fc.nat(), fc.nat(), (one, other, at, from) => {
        agrees(`${one}${other}\n`);
        const place = at % (one.length + 1);
        agrees(`${one.slice(0, place)}${other.slice(from % (other.length + 1))}${one.slice(place)}\n`);
      }),
      budget(700),
    );
  });
});

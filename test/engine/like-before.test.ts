import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget } from "../budget.js";
import { linesOf } from "./engine.js";
import { readerSays } from "./reader.js";

/** The engine reads columns and results faster that have the shape of those before: what it says must not depend on the order. */
function saysTheSame(lines: readonly string[]): void {
  const said = linesOf(`${lines.join("\n")}\n`);
  const other = linesOf(`${lines.toReversed().join("\n")}\n`).toReversed();
  const alone = said.map((each, index) => (each === null ? null : readerSays(lines[index] as string)));
  for (const kind of ["simd", "scalar"] as const) expect(linesOf(`${lines.join("\n")}\n`, kind)).toEqual(alone);
  expect(other).toEqual(said);
}

/** Texts of one shape: digits in place of each `d`, and now and then another byte in place of one of its own. */
function textsOf(shapes: readonly string[], others: string): fc.Arbitrary<string[]> {
  const digit = fc.oneof(fc.constant("0"), fc.constantFrom(..."0123456789"));
  const change = fc.option(fc.tuple(fc.nat(), fc.constantFrom(...others)), { freq: 5 });
  const made = (shape: string): fc.Arbitrary<string> =>
    fc.tuple(fc.array(digit, { minLength: shape.length, maxLength: shape.length }), change).map(([digits, changed]) => {
      const bytes = [...shape].map((char, index) => (char === "d" ? (digits[index] as string) : char));
      if (changed !== null) bytes[changed[0] % bytes.length] = changed[1];
      return bytes.join("");
    });
  return fc.constantFrom(...shapes).chain((shape) => fc.array(made(shape), { minLength: 2, maxLength: 5 }));
}

const COLUMNS = [
  ...["ddddd ", "ddddddd ", "dddddddd ", "d     ", "[pid dd] ", "[pid   dddddd] ", "d<worker d> "],
  ...[
    "dd:dd:dd ",
    "dd:dd:dd.dddddd ",
    "d:dd:dd.dddddd ",
    "dd:dd ",
    "dddddddddd ",
    "dddddddddd.dddddd ",
    "ddddddd.ddd ",
  ],
  ...["ddddd dd:dd:dd.dddddd ", "ddddd dddddddddd.dddddd ", "ddddd      d.dddddd ", "     d.dddddd ", "ddd     d "],
  ...["dd:dd:dd (+     d.dddddd) ", "ddddd dd:dd:dd.dddddddddd ", "ddddd ddddddddddddd.ddddddddd ", "[  dd] "],
  ...["ddddd dd:dd:dd.dddddd [000000dddddddddd] ", "ddddd [ dd] ", "dddddddddddddddd "],
];

const RESULTS = [
  ...[" = d", " = dd", " = dddddd", " = ddddddddddddddd", " = dddddddddddddddd", " = -d", " = 0xdd", " = ?"],
  ...[" = d <d.dddddd>", " = ddddd <d.dddddd>", " = dd <ddd.ddddddddd>", "           = d", "  = d <dd.d>"],
  ...[" = d<pipe:[dddd]> <d.dddddd>", " = d (Timeout)", " = -d EAGAIN (x) <d.dddddd>", " = dd <d.dddddddddddddddd>"],
];

/** What may follow the columns, the last of which continue them. */
const LINES = [
  ...["close(3) = 0", "_llseek(3) = 0", "<... close resumed>) = 0", "+++ exited with 0 +++", "--- SIGHUP ---", "hello"],
  ...["7 close(3) = 0", " close(3) = 0", ":close(3) = 0", "(+ 0.5) close(3) = 0", "[  3] close(3) = 0", "", "7"],
];

describe("what has the shape of what stood before is read as it is without", () => {
  test("columns", () => {
    fc.assert(
      fc.property(textsOf(COLUMNS, " :.[]()<+-0a"), fc.array(fc.constantFrom(...LINES)), (columns, rest) =>
        saysTheSame(columns.map((text, index) => `${text}${rest[index] ?? "close(3) = 0"}`)),
      ),
      budget(1_500),
    );
  });

  test("results", () => {
    fc.assert(
      fc.property(textsOf(RESULTS, " =?<>().-0xE"), fc.constantFrom("close(3)", "poll([], 0, 1)"), (results, call) =>
        saysTheSame(results.map((text) => `${call}${text}`)),
      ),
      budget(1_500),
    );
  });

  test.each([
    ["a pid, and a number that is too large for one", ["4194304 close(3) = 0", "4194305 close(3) = 0"]],
    ["a time of the epoch, and one that is too small", ["4194305.5 close(3) = 0", "4194304.0 close(3) = 0"]],
    ["a relative time, and one that is too large", ["     4194304.0 close(3) = 0", "     4194304.5 close(3) = 0"]],
    ["a decimal result, and an octal one", ["umask(022) = 123", "umask(022) = 022"]],
    ["a decimal result, and a hexadecimal one", ["close(3) = 123", "close(3) = 0x1"]],
  ])("%s", (_what, lines) => {
    saysTheSame(lines);
    saysTheSame([...lines, ...lines.toReversed()]);
  });
});

/** Marks are looked for in sixty-four bytes at a time: these arguments are longer, and have each piece at each place. */
test("arguments of any length are read as the reader reads them", () => {
  const pieces = [
    "[",
    "]",
    "{",
    "}",
    ", ",
    "a=",
    '"b, c]"',
    '"\\""',
    "3</srv/x>",
    "4<TCP:[1:2->3:4]>",
    " => ",
    "A|B",
    "7",
  ];
  const texts = fc.array(fc.constantFrom(...pieces, "/* [1] */", "~[]", "(deleted)"), { maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.nat(70), (parts, length) => {
      const text = `${"x".repeat(length)}, [{${parts.join("")}}]`;
      const lines = [`close(${text}) = 0`, `close(${text} <unfinished ...>`, `<... close resumed>${text}) = 0`];
      const said = lines.map(readerSays);
      for (const kind of ["simd", "scalar"] as const) expect(linesOf(`${lines.join("\n")}\n`, kind)).toEqual(said);
    }),
    budget(1_500),
  );
});

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import { plainValues } from "../../../src/core/strace/arguments/plain-values.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { values } from "./generate.js";
import { printValue } from "./print.js";

/** What is read without the grammar is what the grammar reads. Returns whether it was. */
function agrees(text: string): boolean {
  const plain = plainValues(text);
  if (plain) expect(plain, text).toEqual(parseArguments(text));
  return plain !== null;
}

/** The arguments of each call of a sample. */
function argumentsIn(sample: string): string[] {
  const found: string[] = [];
  const reader = new StraceReader((event) => {
    if (event.kind === "call") found.push(event.call.argumentsText);
    if (event.kind === "signal") found.push(event.info);
  });
  const bytes = readFileSync(`samples/${sample}`);
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    reader.read(bytes, start, end);
    start = end + 1;
  }
  reader.finish();
  return found;
}

const samples = readdirSync("samples").filter((name) => name.endsWith(".strace"));
const texts = samples.flatMap(argumentsIn);

test("the arguments of samples are read as the grammar reads them, most of them without it", () => {
  const plain = texts.filter(agrees).length;
  expect(plain).toBeGreaterThan(texts.length * 0.7);
});

test("so are arguments that were cut or changed anywhere", () => {
  const junk = fc.constantFrom(..." ,()[]{}<>\"'|&=-+~.:;#@!*/\\0x7aAé?$%^");
  fc.assert(
    fc.property(
      fc.constantFrom(...texts.filter((text) => text.length < 500)),
      fc.nat(),
      fc.nat(3),
      junk,
      (text, place, drop, char) => {
        const at = place % (text.length + 1);
        agrees(text.slice(0, at));
        agrees(text.slice(at));
        agrees(text.slice(0, at) + char + text.slice(at + drop));
        return true;
      },
    ),
    { numRuns: 3000 },
  );
});

test("so are values of any kind", () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 4 }), (all) => {
      agrees(all.map((value) => printValue(value, { strings: "octal" })).join(", "));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  "[112 => 16]",
  "SIG_SETMASK, ~[RTMIN RT_1], NULL, 8",
  "{sa_mask=[HUP INT], sa_flags=SA_RESTORER}",
  "~[HUP]",
  "~[]",
  "[0] => [200000]",
  "a => {b=1}",
  "{len=16 => 28}",
  "[1, 2] => [3], 4",
  '"a" => "b"',
  "8</tmp/#21>(deleted), 0",
  "AT_FDCWD</tmp>(deleted) => 1",
])("%s is read as the grammar reads it", (text) => {
  expect(agrees(text)).toBe(true);
});

test.each([
  "1<<CAP_CHOWN",
  "[0 1]",
  "[HUP INT] => [HUP",
  "3 [unconfined_t]",
  '"a" ..., 5',
  "8192*1024",
  "a => b => c",
  "7</x> (deleted)",
  "B_C(deleted)",
  "=1",
  "a=",
  "1,2",
  " 1",
  "-",
  "0x",
  "...",
  "'x'",
  "/* c */",
])("%s is left to the grammar", (text) => {
  expect(plainValues(text)).toBeNull();
});

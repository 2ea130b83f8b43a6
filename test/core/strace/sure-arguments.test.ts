import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { endOfArguments } from "../../../src/core/strace/arguments/balance.js";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import { areSureArguments, endOfSureArguments } from "../../../src/core/strace/arguments/sure-arguments.js";
import { splitLine } from "../../../src/core/strace/line/split.js";
import { budget, wholeBudget } from "../../budget.js";
import { values } from "./generate.js";
import { printValue } from "./print.js";

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** What is sure is in the language, and ends at the same bracket. Returns whether it is sure. */
function agrees(text: string): boolean {
  const bytes = bytesOf(`${text}) = 0`);
  const sure = endOfSureArguments(bytes, 0, bytes.length);
  if (sure >= 0) {
    expect(sure, text).toBe(endOfArguments(bytes, 0, bytes.length));
    expect(parseArguments(`${text}) = 0`.slice(0, sure)), text).not.toBeNull();
  }
  return sure === text.length;
}

/** What the arguments of a call are made of, in any order. */
const word = fc.constantFrom(
  ...[
    "7",
    "-1",
    "0x1a",
    "0666",
    "NULL",
    "O_RDWR",
    "a.b",
    "???",
    "...",
    "@",
    "inet_addr",
    "face",
    "5-x",
    "~",
    " ",
    ", ",
    ",",
  ],
  ...["=", "==", "!=", "=>", "->", " => ", ">", ">>", "<<", "<", "|", "&&", "-", "*", "/", ":", "'", "'a'", "\\"],
  ...[
    '"a"',
    '"a\\"b"...',
    '"',
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "(deleted)",
    "</srv/x>",
    "<TCP:[1:2->3:4]>",
    "<char 1:3>",
  ],
  ..."/* a */|/* (b, /* c */) */|/*|*/|\t|\x80".split("|"),
);

test("what is sure without the grammar is in the grammar's language", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      agrees(words.join(""));
    }),
    budget(3_000),
  );
});

test("what strace prints of any value is nearly always sure", () => {
  let sure = 0;
  let all = 0;
  fc.assert(
    fc.property(fc.array(values, { maxLength: 5 }), (args) => {
      all++;
      if (agrees(args.map((value) => printValue(value, { strings: "octal" })).join(", "))) sure++;
    }),
    wholeBudget(300),
  );
  expect(sure).toBeGreaterThan(all / 2);
});

test("the arguments of nearly every call of the samples are sure", () => {
  const samples = new URL("../../../samples/", import.meta.url);
  const unsure: string[] = [];
  let all = 0;
  for (const name of readdirSync(samples).filter((name) => name.endsWith(".strace"))) {
    for (const line of readFileSync(new URL(name, samples), "latin1").split("\n")) {
      const { start, argsStart, argsEnd, end } = splitLine(line);
      if (start !== "call" || end !== "result") continue;
      all++;
      const text = line.slice(argsStart, argsEnd);
      if (!areSureArguments(text)) unsure.push(text);
    }
  }
  expect(all).toBeGreaterThan(3_000);
  expect(unsure.length, unsure.slice(0, 10).join("\n")).toBeLessThan(all / 500);
});

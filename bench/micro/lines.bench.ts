import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { bench, describe } from "vitest";
import { Analyzer } from "../../src/analyze/analyzer.js";
import { effectiveCalls } from "../../src/core/sockets/effective-calls.js";
import { parseArguments } from "../../src/core/strace/arguments/parse-arguments.js";
import { lexer } from "../../src/core/strace/arguments/tokens.js";
import { NameTable } from "../../src/core/strace/line/call-names.js";
import { emptyParts, splitStart } from "../../src/core/strace/line/split.js";
import { type LineSink, LineSplitter } from "../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../src/core/strace/reader.js";

/** The first lines of the recording of busy HTTP servers (`-f -tt -yy -s 512 -e trace=network,desc`). */
const LINES = 20_000;
const text = gunzipSync(readFileSync(new URL("../record/http.strace.gz", import.meta.url)))
  .toString("latin1")
  .split("\n")
  .slice(0, LINES);
const bytes = Buffer.from(`${text.join("\n")}\n`, "latin1");
const argumentsTexts: string[] = [];
{
  const reader = new StraceReader((event) => event.kind === "call" && argumentsTexts.push(event.call.argumentsText));
  eachLine((chunk, start, end) => reader.read(chunk, start, end));
}

function eachLine(to: LineSink): void {
  const splitter = new LineSplitter(to);
  splitter.push(bytes);
  splitter.finish();
}

describe(`${LINES} lines, ${(bytes.length / 1e6).toFixed(1)} MB`, () => {
  bench("newlines alone", () => eachLine(() => {}));

  bench("the pre-scan: pid, time and name as bytes", () => {
    const names = new NameTable({ wants: (name) => effectiveCalls.has(name) });
    const parts = emptyParts();
    eachLine((chunk, start, end) => {
      if (splitStart(chunk, start, end, parts) === "call") names.of(chunk, parts);
    });
  });

  bench("the whole line, to calls", () => {
    const reader = new StraceReader(() => {});
    eachLine((chunk, start, end) => reader.read(chunk, start, end));
  });

  bench("the whole line, to verdicts", () => {
    const analyzer = new Analyzer();
    eachLine((chunk, start, end) => analyzer.line(chunk, start, end));
    analyzer.finish("bench");
  });
});

describe(`the arguments of their ${argumentsTexts.length} calls`, () => {
  bench("the lexer", () => {
    for (const each of argumentsTexts) lexer.tokenize(each);
  });

  bench("the grammar, and its lexer", () => {
    for (const each of argumentsTexts) parseArguments(each);
  });
});

import { describe, expect, test } from "vitest";
import { linesInto, readText } from "../../src/analyze/capture-lines.js";
import { engineModule, useEngine } from "../../src/analyze/engine.js";
import { atEnd } from "../../src/analyze/engine-fault.js";
import { analyzerWith } from "../../src/analyze/follow.js";
import { analyzeText } from "../../src/analyze/index.js";
import type { LineReader, SharedEngine } from "../../src/analyze/line-reader.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { engineModule as ofProgram } from "../engine/engine.js";

const LINES = [
  'accept4(3, NULL, NULL, 0) = 5\nread(5, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18\n',
  'write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nabcdefghi", 47) = 40\nshutdown(5, SHUT_WR) = 0\n',
  "getpid() = 7\n",
].join("");
/** So many lines are looked at before the first is read. */
const BEFORE = 100;
const TEXT = "gettid() = 7\n".repeat(BEFORE) + LINES;

test("the engine that comes along is compiled once, and another one may be handed in", () => {
  const own = engineModule();
  expect(engineModule()).toBe(own);
  const analysis = JSON.stringify(analyzeText(TEXT));
  useEngine(ofProgram);
  expect(engineModule()).toBe(ofProgram);
  expect(JSON.stringify(analyzeText(TEXT))).toBe(analysis);
  useEngine(own);
  expect(JSON.parse(analysis).summary.truncated).toBe(1);
});

/** A reader whose engine traps at the first line that begins so. */
function trapping(name: string, rules: string[]): { reader: LineReader & { shared: SharedEngine }; finish(): unknown } {
  const { analyzer, reader } = analyzerWith(
    ofProgram,
    { onFinding: ({ finding }) => rules.push(finding.rule.id) },
    {},
    true,
  );
  if (!reader.shared) return expect.fail("no engine");
  const trap = (): never => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const { engine } = reader.shared;
  const applyLines: typeof engine.applyLines = (start, stop, end) => {
    const text = Buffer.from(engine.memory.buffer, start, stop - start).toString("latin1");
    const at = text.indexOf(name);
    if (at < 0) return engine.applyLines(start, stop, end);
    if (at > 0) return engine.applyLines(start, start + at, end);
    engine.skipLine();
    return trap();
  };
  const line: LineReader["line"] = (bytes, start, end, ...others) => {
    reader.line(bytes, start, end, ...others);
    if (Buffer.from(bytes.subarray(start, end)).toString("latin1").startsWith(name)) trap();
  };
  const shared = { ...reader.shared, engine: { ...engine, applyLines } };
  return {
    reader: { ...reader, line, shared },
    finish: () => [analyzer.finish("x").lines, analyzer.summary.truncated],
  };
}

describe("an engine that traps is a fault of unflushed, and what the lines before it say stands", () => {
  const fault = (line: number) =>
    expect.objectContaining({
      code: "engine-failed",
      message: `text:${line}: the engine fails at this line, which is a fault of unflushed: report it`,
    });

  test("among bytes", () => {
    const rules: string[] = [];
    const { reader, finish } = trapping("getpid", rules);
    expect(() => readText("text", Buffer.from(TEXT + LINES), reader)).toThrow(fault(BEFORE + 5));
    expect(rules).toEqual(["shut-wr-outstanding"]);
    expect(finish()).toEqual([BEFORE + 4, 1]);
  });

  test("among lines", () => {
    const rules: string[] = [];
    const { reader, finish } = trapping("getpid", rules);
    const lines = new LineSplitter(linesInto("text", reader));
    expect(() => lines.push(Buffer.from(TEXT))).toThrow(fault(BEFORE + 5));
    expect(rules).toEqual(["shut-wr-outstanding"]);
    expect(finish()).toEqual([BEFORE + 5, 1]);
  });

  test("at the end of the capture", () => {
    const trap = (): never => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    expect(() => atEnd("text", trap)).toThrow(
      expect.objectContaining({
        code: "engine-failed",
        message: "text: the engine fails at the end of the capture, which is a fault of unflushed: report it",
      }),
    );
  });

  test("and an error of another kind stays what it is", () => {
    const { reader } = trapping("getpid", []);
    const lines = linesInto("text", { ...reader, line: () => expect.fail("of the reader") });
    expect(() => lines(Buffer.from("x"), 0, 1, null, false)).toThrow("of the reader");
    expect(() => atEnd("text", () => expect.fail("of the end"))).toThrow("of the end");
  });
});

import { describe, expect, test } from "vitest";
import { analyzerWith } from "../../src/analyze/follow.js";
import { compiledEngine } from "../../src/capture/engine.js";
import { newAnalyzer } from "../../src/capture/follow.js";
import { type LineReader, scanInto } from "../../src/capture/scan.js";
import type { AnalysisListener } from "../../src/core/analysis/listener.js";
import type { EngineExports } from "../../src/engine/host/load.js";
import { engineOf } from "../engine/engine.js";

const LINES = [
  'accept4(3, NULL, NULL, 0) = 5\nread(5, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18\n',
  'write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nabcdefghi", 47) = 40\nshutdown(5, SHUT_WR) = 0\n',
  "getpid() = 7\ngetpid() = 7\n",
];

/** An engine with a fault: it traps at the first line of this name, as WebAssembly does. */
function trappingAt(name: string): EngineExports {
  const engine = engineOf("simd");
  const memory = new Uint8Array(engine.memory.buffer);
  const scan = (start: number, end: number): number => {
    const text = Buffer.from(memory.subarray(start, end)).toString("latin1");
    const at = text.indexOf(name);
    if (at < 0) return engine.scan(start, end);
    engine.scan(start, start + text.lastIndexOf("\n", at) + 1);
    engine.skipLine();
    throw new WebAssembly.RuntimeError("memory access out of bounds");
  };
  return { ...engine, scan };
}

/** The same for one that applies lines by itself. */
function appliesUntil(engine: EngineExports, name: string): EngineExports {
  const memory = (): Uint8Array => new Uint8Array(engine.memory.buffer);
  const applyLines = (start: number, stop: number, end: number): number => {
    const text = Buffer.from(memory().subarray(start, stop)).toString("latin1");
    const at = text.indexOf(name);
    if (at < 0) return engine.applyLines(start, stop, end);
    const before = text.lastIndexOf("\n", at) + 1;
    if (before > 0) return engine.applyLines(start, start + before, end);
    engine.skipLine();
    throw new WebAssembly.RuntimeError("memory access out of bounds");
  };
  return { ...engine, applyLines };
}

function read(reader: LineReader, engine: EngineExports): void {
  const lines = scanInto("x.strace", reader, engine);
  lines.push(Buffer.from(LINES.join("")));
  lines.finish();
}

describe("an engine that traps", () => {
  test("ends the capture with a code, the line and a way out", () => {
    const reader = { line: () => {}, scanned: () => {} };
    expect(() => read(reader, trappingAt("getpid"))).toThrow(
      expect.objectContaining({
        code: "engine-failed",
        message:
          "x.strace:5: the engine fails at this line, which is a fault of unflushed: report it, and check the capture with UNFLUSHED_SCAN=off",
      }),
    );
  });

  test("keeps what the lines before it say", () => {
    const rules: string[] = [];
    const listener: AnalysisListener = { onFinding: ({ finding }) => rules.push(finding.rule.id) };
    const { analyzer, reader } = analyzerWith(compiledEngine(), listener, {}, false, false);
    expect(() => read(reader, trappingAt("getpid"))).toThrow();
    expect(analyzer.finish("x.strace").lines).toBe(4);
    expect(rules).toEqual(["shut-wr-outstanding"]);
  });

  test("keeps it too if it follows the sockets itself, and is asked nothing more", () => {
    const rules: string[] = [];
    const { analyzer, reader } = newAnalyzer({ onFinding: ({ finding }) => rules.push(finding.rule.id) }, {});
    const { shared } = reader;
    if (!shared) return expect.fail("no engine");
    const lines = scanInto("x.strace", {
      ...reader,
      shared: { ...shared, engine: appliesUntil(shared.engine, "getpid") },
    });
    lines.push(Buffer.from("gettid() = 7\n".repeat(100)));
    expect(() => lines.push(Buffer.from(LINES.join("")))).toThrow(
      expect.objectContaining({ code: "engine-failed", message: expect.stringContaining("x.strace:105: ") }),
    );
    expect(rules).toEqual(["shut-wr-outstanding"]);
    expect(analyzer.finish("x.strace").lines).toBe(104);
    expect(analyzer.summary).toMatchObject({ connections: 1, responses: 1, truncated: 1 });
  });

  test("and an error of another kind stays what it is", () => {
    const reader = { line: () => {}, scanned: () => expect.fail("of the reader") };
    expect(() => read(reader, engineOf("simd"))).toThrow("of the reader");
  });
});

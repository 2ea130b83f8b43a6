import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { budget } from "../../budget.js";
import { calls, dialects, values } from "./generate.js";
import { scanArguments } from "./oracle.js";
import { DURATION, EPOCH, PID, printCall, printValue, TIME } from "./print.js";

function callsIn(lines: readonly string[]): { found: Syscall[]; unrecognized: number } {
  const found: Syscall[] = [];
  const reader = new StraceReader((event) => {
    if (event.kind === "call") found.push(event.call);
  });
  for (const line of lines) {
    const bytes = Buffer.from(line, "latin1");
    reader.read(bytes, 0, bytes.length);
  }
  reader.finish();
  return { found, unrecognized: reader.counts.unrecognized + reader.counts.foreign };
}

const SECONDS = {
  none: null,
  "-t": 36_001,
  "-tt": TIME,
  "-ttt": EPOCH,
  "-ttt s": 1_763_892_982,
  ns: TIME,
  "-r": 0.25,
  "-t -r": 36_001,
};

describe("any call, printed in any dialect, is read back as the same call", () => {
  test("arguments, result, pid, time and duration", () => {
    fc.assert(
      fc.property(calls, dialects, (call, dialect) => {
        const { found, unrecognized } = callsIn(printCall(call, dialect));
        expect(unrecognized).toBe(0);
        expect(found).toHaveLength(1);
        const [read] = found as [Syscall];
        expect(read.name).toBe(call.name);
        expect(read.args).toEqual(call.args);
        expect(read.result.value).toBe(call.result.value);
        expect(read.result.error).toBe(call.result.error);
        expect(read.result.remarks).toEqual(call.result.remarks);
        expect(read.result.duration).toBe(dialect.durations ? DURATION : null);
        expect(read.pid).toBe(dialect.pid === "none" ? null : PID);
        expect(read.begin.time).toBe(SECONDS[dialect.time]);
      }),
      budget(1000),
    );
  });
});

describe("the grammar and the hand-written scanner agree", () => {
  test("on generated arguments", () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 4 }), fc.constantFrom("octal", "-x", "-xx"), (args, strings) => {
        const text = args.map((value) => printValue(value, { strings })).join(", ");
        expect(parseArguments(text)).toEqual(scanArguments(text));
        expect(parseArguments(text)).toEqual(args);
      }),
      budget(500),
    );
  });

  test("on every call of every sample", () => {
    const samples = new URL("../../../samples/", import.meta.url);
    let compared = 0;
    for (const file of readdirSync(samples).filter((name) => name.endsWith(".strace"))) {
      const { found } = callsIn(readFileSync(new URL(file, samples), "latin1").split("\n"));
      for (const { argumentsText } of found) {
        expect(parseArguments(argumentsText), argumentsText).toEqual(scanArguments(argumentsText));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

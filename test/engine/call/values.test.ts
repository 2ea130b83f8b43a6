import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import type { Value } from "../../../src/core/strace/arguments/value.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { budget } from "../../budget.js";
import { values } from "../../core/strace/generate.js";
import { printValue } from "../../core/strace/print.js";
import { ask, asked, isIt, tell, textFrom, withText } from "./asker.js";
import { corpusCalls } from "./calls.js";
import { sameValue } from "./same-values.js";

const AT = { pid: null, line: 1, time: null };
const callOf = (text: string, part: Syscall["part"] = "whole"): Syscall =>
  new Syscall("close", null, text, NO_RESULT, AT, AT, part);

/** The engine reads the arguments of a call as TypeScript does. */
function same(call: Syscall): void {
  tell(call);
  const args = call.args ?? [];
  for (const [index, value] of args.entries()) {
    expect(ask("argument", index)).not.toBe(0);
    sameValue(value, ask("argument", index));
    expect(textFrom("sayFdArgument", index) ?? "").toBe(call.fdText(index));
  }
  expect(ask("argument", args.length)).toBe(0);
  expect(ask("lastArgument")).toBe(args.length === 0 ? 0 : ask("argument", args.length - 1));
}

describe("the engine's values are the core's", () => {
  test("in every call of the samples and of the specs, of which it asks the grammar seldom", () => {
    let count = 0;
    asked.count = 0;
    for (const call of corpusCalls()) {
      same(call);
      count++;
    }
    expect(count).toBeGreaterThan(50_000);
    expect(asked.count).toBeLessThan(count / 50);
  });

  test("in arguments at random, in every dialect", () => {
    const strings = fc.constantFrom<"octal" | "-x" | "-xx">("octal", "-x", "-xx");
    const parts = fc.constantFrom<Syscall["part"]>("whole", "whole", "unfinished", "resumed");
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), strings, parts, (args, how, part) => {
        same(callOf(args.map((value) => printValue(value, { strings: how })).join(", "), part));
      }),
      budget(2_000),
    );
  });
});

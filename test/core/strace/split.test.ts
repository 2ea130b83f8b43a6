import { describe, expect, test } from "vitest";
import { splitLine } from "../../../src/core/strace/line/split.js";

/** The parts of a line as texts. */
function partsOf(line: string): object {
  const { prefix, start, end, result, ...at } = splitLine(line);
  const isCall = start === "call" || start === "resumed";
  return {
    prefix: line.slice(0, prefix.offset),
    start,
    ...(isCall && {
      name: line.slice(at.nameStart, at.nameEnd),
      args: line.slice(at.argsStart, at.argsEnd),
      suffix: line.slice(at.suffix),
      end,
      value: result?.value,
    }),
  };
}

describe("a call", () => {
  test.each([
    ["with a result", "close(3) = 0", "3", " = 0", "result"],
    ["whose fd's path ends with a dot", 'open("/srv/x.") = 7</srv/x.>', '"/srv/x."', " = 7</srv/x.>", "result"],
    ["with the program's output in it", 'write(2, ")", 1)) = 1', '2, ")", 1)', " = 1", "late-result"],
    ["whose arguments do not close", 'write(2, "(", 1( [) = 1', '2, "(", 1( [', " = 1", "late-result"],
    ["under way", "read(7,  <unfinished ...>", "7, ", " <unfinished ...>", "unfinished"],
    ["whose pid changed", "execve( <pid changed to 7 ...>", "", " <pid changed to 7 ...>", "unfinished"],
    ["that strace detached from", "poll([{fd=3}], 1 <detached ...>", "[{fd=3}], 1", " <detached ...>", "detached"],
    [
      "that was cut",
      "clone(flags=SIGCHLDstrace: Process 9 attached",
      "flags=SIGCHLDstrace: Process 9 attached",
      "",
      "open",
    ],
    ["that is not one", "printf(3) is a function", "3) is a function", "", "no-result"],
    [
      "with its marks in a string",
      'write(1, " <unfinished ...>) = 1", 20) = 20',
      '1, " <unfinished ...>) = 1", 20',
      " = 20",
      "result",
    ],
  ])("%s", (_what, line, args, suffix, end) => {
    const name = line.slice(0, line.indexOf("("));
    const hasResult = end === "result" || end === "late-result";
    const value = hasResult ? Number(/= (\d+)[^=]*$/.exec(line)?.[1]) : undefined;
    expect(partsOf(`[pid 12] ${line}`)).toEqual({ prefix: "[pid 12] ", start: "call", name, args, suffix, end, value });
  });
});

test("the second half of a call", () => {
  expect(partsOf('12    10:00:01 <... read resumed>"x", 1) = 1 <0.000012>')).toEqual({
    prefix: "12    10:00:01 ",
    start: "resumed",
    name: "read",
    args: '"x", 1',
    suffix: " = 1 <0.000012>",
    end: "result",
    value: 1,
  });
});

test.each([
  ["an exit", "+++ exited with 0 +++", "event"],
  ["a signal", "--- SIGPIPE {si_signo=SIGPIPE} ---", "event"],
  ["a personality", "[ Process PID=7 runs in 32 bit mode. ]", "event"],
  ["a message", "strace: Process 9 attached", "other"],
  ["a mark that is not strace's", "<... and so on", "other"],
  ["nothing", "", "other"],
])("%s", (_what, line, start) => expect(partsOf(line)).toEqual({ prefix: "", start }));

import { expect, test } from "vitest";
import { newAnalyzer } from "../../src/capture/follow.js";
import { scanInto } from "../../src/capture/scan.js";
import { UnfinishedCalls } from "../../src/core/strace/call/pending.js";

test("the reader gives each thread back whose call it gives up", () => {
  const held = new Set<number | null>();
  const calls = new UnfinishedCalls({
    count: 0,
    take: (pid) => {
      held.add(pid);
      return { half: null, isAfterResumed: false };
    },
    threads: () => [],
    giveBack: (pid) => void held.delete(pid),
    forget: (pid) => void held.delete(pid),
  });
  for (let pid = 1; pid <= 30_000; pid++) {
    calls.begin({ name: "read", argumentsText: "0, ", at: { pid, line: pid, time: null } });
    calls.giveBack();
  }
  expect(held.size).toBe(calls.count);
  expect(calls.count).toBe(8192);
});

test("of threads that have ended a call on a line of its own, so many are remembered", () => {
  const heapAfter = (threads: number): number => {
    const { reader } = newAnalyzer({}, {});
    const sink = scanInto("x.strace", reader);
    for (let pid = 2; pid < threads; pid++) {
      sink.push(Buffer.from(`${pid} read(7,  <unfinished ...>\n${pid} <... read resumed>"abc", 3) = 3\n`));
    }
    return reader.shared?.engine.heapBytes() ?? Number.NaN;
  };
  expect(heapAfter(100_000)).toBeLessThan(heapAfter(40_000) * 1.05);
});

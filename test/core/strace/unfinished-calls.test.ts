import { expect, test } from "vitest";
import { bytesOf } from "../../../src/core/bytes.js";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { StraceReader } from "../../../src/core/strace/reader.js";

/** Calls that are remembered at once. */
const MOST = 8192;

function reading(): { read: (...lines: string[]) => void; events: StraceEvent[] } {
  const events: StraceEvent[] = [];
  const reader = new StraceReader((event) => events.push(event));
  const read = (...lines: string[]): void => {
    for (const line of lines) reader.read(bytesOf(line), 0, line.length);
  };
  return { read, events };
}

const begun = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, index) => `${from + index} read(7, <unfinished ...>`);

/** Lines of threads that are not in a call, and whose last line is the second half of one. */
const ended = (count: number, from = 1): string[] =>
  begun(count, from).flatMap((line, index) => [line, `${from + index} <... read resumed>"a", 10) = 1`]);

test("of more threads than are remembered in a call, the one whose call began first is given up", () => {
  const { read, events } = reading();
  read(...begun(MOST));
  const calls = () => events.filter((event) => event.kind === "call").map(({ call }) => [call.pid, call.part]);
  expect(calls()).toEqual([]);
  read(...begun(2, MOST + 1));
  expect(calls()).toEqual([
    [1, "unfinished"],
    [2, "unfinished"],
  ]);
});

test.each(["", "7 "])("after '%s', a call is lost whose thread begins another one", (pid) => {
  const { read, events } = reading();
  read(`${pid}write(7, "x", 1 <unfinished ...>`, `${pid}read(8, <unfinished ...>`);
  const calls = events.flatMap((event) => (event.kind === "call" ? [[event.call.name, event.call.part]] : []));
  expect(calls).toEqual([["write", "lost"]]);
});

test("threads whose calls returned make no other call be given up", () => {
  const { read, events } = reading();
  read("1 read(7, <unfinished ...>", ...ended(2 * MOST, 2));
  expect(events.some((event) => event.kind === "call" && event.call.pid === 1)).toBe(false);
});

test("that a thread's last line was the second half of a call is forgotten after many other such threads", () => {
  const isAfterResumed = (others: number): boolean | undefined => {
    const { read, events } = reading();
    read(...ended(1), ...ended(others, 2), "1 +++ killed by SIGKILL +++");
    const last = events.at(-1);
    return last?.kind === "killed" ? last.isAfterResumed : undefined;
  };
  expect(isAfterResumed(MOST - 1)).toBe(true);
  expect(isAfterResumed(3 * MOST)).toBe(false);
});

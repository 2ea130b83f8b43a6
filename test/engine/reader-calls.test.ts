import { expect, test } from "vitest";
import type { Syscall } from "../../src/core/strace/call/syscall.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../src/core/strace/reader.js";
import { sampleTexts } from "../sample-texts.js";
import { linesOf, type Said } from "./engine.js";

/** The calls of a capture that the reader has joined and reported. */
function callsOf(text: string): Syscall[] {
  const calls: Syscall[] = [];
  const reader = new StraceReader((event) => {
    if (event.kind === "call" && event.call.part === "whole") calls.push(event.call);
  });
  const splitter = new LineSplitter((...line) => reader.read(...line));
  splitter.push(Buffer.from(text, "latin1"));
  splitter.finish();
  reader.finish();
  return calls;
}

/** A call put together from what the engine says of its lines; null if it asks about one of them. */
function joined(lines: readonly Said[], { begin, end }: Syscall): object | null {
  const [first, last] = [lines[begin.line - 1], lines[end.line - 1]];
  if (!first || !last) return null;
  const { name, result, prefix } = last;
  const { pid } = prefix as { pid: number | null };
  return { name, pid, text: first === last ? last.args : `${first.args}${last.args}`, result };
}

test.each(sampleTexts(100_000))("the calls that the reader reports of $name are those of the engine's lines", ({
  text,
}) => {
  const lines = linesOf(text);
  const calls = callsOf(text);
  let read = 0;
  for (const call of calls) {
    const own = joined(lines, call);
    const { name, pid, argumentsText, result } = call;
    if (own) expect(own).toEqual({ name, pid, text: argumentsText, result });
    if (own) read++;
  }
  expect(read).toBeGreaterThan(calls.length * 0.6);
});

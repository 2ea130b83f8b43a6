import type { Syscall } from "../../../src/core/strace/call/syscall.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { sampleTexts } from "../../sample-texts.js";
import { specTexts } from "../corpus.js";

/** The calls of a capture that the reader has joined and reported, halves that are alone included. */
export function callsOf(text: string): Syscall[] {
  const calls: Syscall[] = [];
  const reader = new StraceReader((event) => {
    if (event.kind === "call") calls.push(event.call);
  });
  const splitter = new LineSplitter((...line) => reader.read(...line));
  splitter.push(Buffer.from(text, "latin1"));
  splitter.finish();
  reader.finish();
  return calls;
}

/** Every call of the samples and of the specs. */
export function* corpusCalls(): Generator<Syscall> {
  for (const { text } of sampleTexts(100_000)) yield* callsOf(text);
  for (const text of specTexts()) yield* callsOf(text);
}

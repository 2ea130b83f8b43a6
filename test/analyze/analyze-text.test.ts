import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../../src/analyze/index.js";
import { bytesOf } from "../../src/core/bytes.js";
import { sampleTexts } from "../sample-texts.js";
import { saidByEngine, saidByReader, type Text, threadsOf } from "./analyses.js";

const SET = new URL("../../samples/hyper-per-thread-files/", import.meta.url);
const set = readdirSync(SET).map((name) => ({
  pid: Number(name.split(".").at(-1)),
  text: readFileSync(new URL(name, SET), "latin1"),
}));
const TRUNCATED = readFileSync(new URL("../../samples/hyper-14.9MB-truncated.strace", import.meta.url));

function agree(text: Text): void {
  expect(saidByEngine(text)).toEqual(saidByReader(text));
}

describe("the same is reported, whether the engine or the reader reads the lines", () => {
  const samples = sampleTexts(100_000);

  test.each(samples)("$name", ({ text }) => agree(text));

  test("as bytes", () => {
    for (const { text } of samples.slice(0, 10)) agree(bytesOf(text));
  });

  test("lines of 16 MB and a byte, and of 16 MB", () => {
    const write = (length: number): string => {
      const rest = '7 write(7, "", 16000000) = 16000000'.length;
      return `7 accept4(3, NULL, NULL, 0) = 7\n7 write(7, "${"x".repeat(length - rest)}", 16000000) = 16000000\n`;
    };
    for (const length of [16_777_216, 16_777_217]) agree(write(length) + write(100));
    expect(analyzeText(write(16_777_217)).capture.unrecognizedLines).toBe(0);
  });

  test("threads in files of their own", () => {
    agree(set);
    expect(saidByEngine(set).heard.some((each) => each.startsWith("finding"))).toBe(true);
  });

  test("any sample with times as a set of files", () => {
    const sets = samples
      .map(({ text }) => threadsOf(text))
      .filter(
        (threads) =>
          threads.length > 1 && threads.every(({ text }) => /^(?:\d\d:\d\d:\d\d|\d{10}\.)[\d.]* /.test(text)),
      );
    expect(sets.length).toBeGreaterThan(5);
    for (const threads of sets) agree(threads);
  });
});

test("what is kept of an analysis says the same later, and does not keep the engine", () => {
  const { connections, findings } = analyzeText(TRUNCATED);
  const [finding] = findings;
  for (let again = 0; again < 3; again++) analyzeText("1 close(5) = 0\n".repeat(1000));
  const { head } = connections[0]?.exchanges[0]?.calls ?? {};
  const told = { transport: "unix", origin: "accept", local: "unix:/run/lab.Y6.sock" };
  expect(head?.socket).toMatchObject(told);
  expect(finding?.finding.judgement.by.socket).toMatchObject(told);
  expect(() => structuredClone([head?.socket, finding?.finding.judgement.by])).not.toThrow();
});

test("an event that a listener keeps says the same later, and so does its socket", () => {
  const kept: unknown[] = [];
  const then: string[] = [];
  analyzeText(TRUNCATED, {
    onEvent: (_connection, event) => {
      kept.push(event, event.socket);
      then.push(JSON.stringify(event), JSON.stringify(event.socket));
    },
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.map((each) => JSON.stringify(each))).toEqual(then);
  expect(() => structuredClone(kept)).not.toThrow();
});

test("a listener that asks how each byte is classified hears of it", () => {
  const taken: string[] = [];
  analyzeText(TRUNCATED, { onBytes: (_event, runs) => taken.push(...runs.map(({ as }) => as)) });
  expect(new Set(taken)).toContain("head");
  expect(taken.length).toBeGreaterThan(5);
});

test("threads without times cannot be put in order", () => {
  expect(() => analyzeText([{ pid: 1, text: "close(5) = 0\n" }])).toThrow(
    expect.objectContaining({
      code: "capture-unordered",
      message: expect.stringContaining("text has a file a thread"),
    }),
  );
});

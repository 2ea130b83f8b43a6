import { describe, expect, test } from "vitest";
import { palette } from "../../../src/core/text/colors.js";
import { parseTarget } from "../../../src/tools/probe/url.js";
import type { RunResult } from "../../../src/tools/provoke/judge.js";
import type { DryRun, ProvokeSettings, RefusalRun } from "../../../src/tools/provoke/provocation.js";
import { ProvokeText } from "../../../src/tools/provoke/report/text.js";
import { planOf } from "../probe/server.js";
import { observation, outcome, write } from "./examples.js";

const LARGE = 3_300_000;
const settings: ProvokeSettings = {
  plan: { ...planOf("http://h/"), target: parseTarget("http+unix://%2Frun%2Fa.sock/3300000") },
  writes: null,
  attempts: 20,
  wakes: true,
};
const whole = outcome({ ending: "complete", declaredBytes: LARGE, receivedBytes: LARGE });
const second = write({ number: 2, askedBytes: 3_080_843, isFull: true });
const trial = { capture: "kept/write-2-attempt-1.strace", lastWords: "" };
const dryRun: DryRun = {
  ...trial,
  outcome: whole,
  observation: observation({ writes: [write({ number: 1, askedBytes: LARGE }), second] }),
  obstacle: null,
  writes: [2],
};

function run(result: RunResult, changes: Partial<RefusalRun> = {}): RefusalRun {
  const refused = { ...second, isInjected: true, error: "EAGAIN" };
  return {
    ...trial,
    number: 1,
    write: 2,
    attempt: 1,
    aimedAt: { call: "writev", ordinal: 2 },
    inject: "inject=writev:error=EAGAIN:when=2",
    result,
    refused,
    lostBytes: result === "truncated" ? 3_080_843 : null,
    starts: 1,
    outcome: result === "survived" ? whole : outcome({ ending: "eof", declaredBytes: LARGE, receivedBytes: 219_157 }),
    observation: observation({ writes: [refused], rules: ["shut-wr-outstanding"] }),
    ...changes,
  };
}

/** The whole text, as it stands on a terminal of `width` columns. */
function textOf(runs: readonly RefusalRun[], dry: DryRun = dryRun, width = 80, command = ["server", "a.sock"]): string {
  const text = new ProvokeText(command, settings, { width, paint: palette(false), unicode: true });
  return text.head(dry) + runs.map((each) => text.run(each)).join("") + text.summary({ dryRun: dry, runs }, null);
}

test("a line a run, aligned, and a line a variant", () => {
  expect(textOf([run("truncated"), run("survived", { number: 20 })])).toBe(
    `server a.sock
GET unix:/run/a.sock /3300000
1 request

dry run: complete, 3,300,000 bytes in 2 writes, of which 1 met a full socket;
  now write 2 is refused, 20 times

run  write  call        asked  result         received  lost
  1      2  writev  3,080,843  truncated       219,157  3,080,843
 20      2  writev  3,080,843  survived      3,300,000  0

write 2 (writev): 1 of 2 truncated, 1 of 2 survived, 3,080,843 of 3,300,000
  bytes lost
= why: a write was refused, as a full socket does, and the program ended the
    response
= next: --keep FOLDER keeps the captures, and unflushed timeline shows what the
    program did after the refusal
`,
  );
});

describe("a stall", () => {
  const stalled = (wasWokenInVain: boolean) =>
    run("stalled", { observation: observation({ writes: [second], wasWokenInVain }) });

  test("is no proof if the kernel never reported room", () => {
    expect(textOf([stalled(false)])).toContain("= stalled: no proof of a bug");
  });
  test("is the program's if it did", () => {
    const text = textOf([stalled(true)]);
    expect(text).toContain("= stalled: the kernel reported room");
    expect(text).not.toContain("no proof");
  });
});

describe("a run that missed says what happened instead", () => {
  test.each([
    ["another write was refused", { refused: write({ number: 1 }) }, "write 2 was meant"],
    ["something else was", { refused: null, observation: observation({ strayRefusals: 1 }) }, "refused elsewhere"],
    ["nothing was", { refused: null, observation: observation() }, "nothing refused"],
    ["the server did not come up", { refused: null, outcome: null, lastWords: "bind: in use" }, "bind: in use"],
  ])("%s", (_what, changes, words) => {
    expect(textOf([run("missed", changes)])).toContain(words);
  });
});

test("bytes that a reset after the empty line destroyed are not called lost by the server", () => {
  const reset = outcome({ ending: "reset", declaredBytes: LARGE, receivedBytes: 3_000_000, nudges: 1 });
  const text = textOf([run("survived", { outcome: reset })]);
  expect(text).toMatch(/3,000,000 +0 +reset by waking$/m);
  expect(text).toContain("= reset by waking: the server had handed over every byte");
});

test("if nothing can be refused there is no table", () => {
  const text = textOf([], { ...dryRun, obstacle: "blocking" });
  expect(text).toContain("= nothing to refuse:");
  expect(text).not.toContain("received");
});

test.each([
  40, 60, 80,
])("at %i columns the command is whole, as a shell takes it, and nothing else is wider", (width) => {
  const runs = (["truncated", "stalled", "survived", "missed", "undetermined"] as const).map((result) => run(result));
  const [command, ...lines] = textOf(runs, dryRun, width, ["server", "x".repeat(200), "a b"]).split("\n");
  expect(command).toBe(`server ${"x".repeat(200)} 'a b'`);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
});

test("nothing of the server's reaches the terminal unescaped", () => {
  const text = textOf([run("missed", { refused: null, outcome: null, lastWords: "\x1b[2J" })], dryRun, 80, [
    "\x1b]0;a\x07",
  ]);
  expect(text).not.toContain("\x1b");
});

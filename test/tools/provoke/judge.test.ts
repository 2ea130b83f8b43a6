import { describe, expect, test } from "vitest";
import type { ProbeEnding, ProbeOutcome } from "../../../src/tools/probe/outcome.js";
import { judge, lostBytes } from "../../../src/tools/provoke/judge.js";
import type { ResponseObservation } from "../../../src/tools/provoke/observation.js";
import { observation, outcome, write } from "./examples.js";

const refusedSecond = [write({ number: 1 }), write({ number: 2, isInjected: true, error: "EAGAIN" })];
const seen = (changes: Partial<ResponseObservation> = {}): ResponseObservation =>
  observation({ writes: refusedSecond, ...changes });
const ended = (ending: ProbeEnding, changes: Partial<ProbeOutcome> = {}): ProbeOutcome =>
  outcome({ ending, ...changes });

describe("write 2 was refused", () => {
  test.each([
    ["the client got everything", ended("complete"), "survived"],
    ["everything, once an empty line woke the server", ended("complete", { nudges: 1 }), "survived"],
    ["the stream ended early", ended("eof"), "truncated"],
    ["it ended early, but only when an empty line came", ended("eof", { nudges: 1 }), "stalled"],
    ["nothing came any more", ended("timeout"), "stalled"],
    ["what came was no HTTP", ended("malformed"), "undetermined"],
  ] as const)("%s", (_what, came, result) => {
    expect(judge(seen(), came, 2)).toBe(result);
  });

  test("a reset is truncation if the capture shows that the rest was never written", () => {
    expect(judge(seen({ verdict: "truncated" }), ended("reset"), 2)).toBe("truncated");
    expect(judge(seen({ verdict: "complete" }), ended("reset"), 2)).toBe("undetermined");
    expect(judge(seen({ verdict: null, outstandingBytes: 1040 }), ended("reset"), 2)).toBe("truncated");
  });

  test("a reset that answers the empty line is no loss if the server had handed over everything", () => {
    const whole = seen({ declaredBytes: 1000, acceptedBytes: 1000 });
    expect(judge(whole, ended("reset", { nudges: 1 }), 2)).toBe("survived");
    expect(judge(seen({ declaredBytes: 1000, acceptedBytes: 400 }), ended("reset", { nudges: 1 }), 2)).toBe("stalled");
  });

  test("a body that ends with the connection is judged by the capture alone", () => {
    expect(judge(seen({ verdict: "complete" }), ended("until-close"), 2)).toBe("survived");
    expect(judge(seen({ verdict: "truncated" }), ended("until-close"), 2)).toBe("truncated");
    expect(judge(seen({ verdict: null }), ended("until-close"), 2)).toBe("undetermined");
  });

  test("if another write was meant the run was missed, unless it lost bytes", () => {
    expect(judge(seen(), ended("complete"), 3)).toBe("missed");
    expect(judge(seen(), ended("eof"), 3)).toBe("truncated");
  });
});

test("a run in which no write of the response was refused is missed, whatever came of it", () => {
  expect(judge(observation({ writes: [write({})] }), ended("eof"), 1)).toBe("missed");
  expect(judge(observation(), null, 1)).toBe("missed");
});

describe("lost bytes", () => {
  const whole = outcome({ ending: "complete", declaredBytes: 1000, receivedBytes: 1000 });
  test("are those that the response declares and the client did not get", () => {
    expect(lostBytes(seen(), outcome({ ending: "eof", declaredBytes: 1000, receivedBytes: 219 }), whole)).toBe(781);
  });
  test("are the whole body if no response came", () => {
    const none = { status: null, declaredBytes: null, receivedBytes: 0, hasBegun: false };
    expect(lostBytes(seen(), outcome({ ending: "eof", ...none }), whole)).toBe(1000);
  });
  test("without a declared length are what the dry run's client got more", () => {
    const chunked = { ...whole, declaredBytes: null };
    expect(lostBytes(seen(), outcome({ ending: "eof", declaredBytes: null, receivedBytes: 300 }), chunked)).toBe(700);
  });
  test("are what the kernel refused last if nothing else shows them", () => {
    const cut = outcome({ ending: "eof", declaredBytes: null, receivedBytes: 300 });
    expect(lostBytes(seen({ outstandingBytes: 55 }), cut, cut)).toBe(55);
  });
});

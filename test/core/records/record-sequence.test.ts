import { describe, expect, test } from "vitest";
import { SummaryTally } from "../../../src/core/analysis/tally.js";
import type { AnalysisRecord, RecordKind } from "../../../src/core/records/record.js";
import { RecordSequence } from "../../../src/core/records/record-sequence.js";

const NONE = new SummaryTally().summary;
const ONE = { ...NONE, captures: 1 };

/** The facts of a record that its place depends on. */
const FACTS: Readonly<Record<RecordKind, object>> = {
  run: {},
  begin: { capture: 0 },
  finding: { capture: 0 },
  silence: { capture: 0 },
  event: { capture: 0, connection: "c1" },
  connection: { capture: 0, id: "c1" },
  exchange: { capture: 0, connection: "c1" },
  path: { capture: null },
  clock: {},
  deviation: { capture: null },
  capture: { capture: 0, summary: NONE },
  failure: { capture: 0 },
  skipped: { capture: 0 },
  summary: NONE,
};
const KINDS = Object.keys(FACTS) as RecordKind[];
const record = (kind: RecordKind, more: object = {}) =>
  ({ kind, ...FACTS[kind], ...more }) as unknown as AnalysisRecord;

/** What is wrong with the last of these records. */
function takeAll(...records: readonly AnalysisRecord[]): string | null {
  const sequence = new RecordSequence();
  const answers = records.map((each) => sequence.take(each));
  expect(answers.slice(0, -1)).toEqual(answers.slice(0, -1).map(() => null));
  return answers.at(-1) ?? null;
}

/** The kinds that may follow these. */
const mayFollow = (...kinds: readonly RecordKind[]): string =>
  KINDS.filter((kind) => takeAll(...kinds.map((each) => record(each)), record(kind)) === null).join(" ");

describe("what may follow", () => {
  const ABOUT = "finding silence event connection deviation path capture failure skipped";
  test.each<[string, RecordKind[], string]>([
    ["nothing", [], "run"],
    ["a run", ["run"], "begin clock deviation path summary"],
    ["the begin of a capture", ["run", "begin"], ABOUT],
    ["a finding", ["run", "begin", "finding"], ABOUT],
    ["a silence", ["run", "begin", "silence"], ABOUT],
    ["an event", ["run", "begin", "event"], ABOUT],
    ["a connection", ["run", "begin", "connection"], ABOUT.replace("connection", "connection exchange")],
    ["an exchange", ["run", "begin", "connection", "exchange"], ABOUT.replace("connection", "connection exchange")],
    ["a deviation", ["run", "deviation"], `begin clock ${ABOUT} summary`],
    ["a capture", ["run", "begin", "capture"], "begin clock deviation failure path summary"],
    ["a failure", ["run", "begin", "failure"], "begin clock deviation path summary"],
    ["a capture that was skipped", ["run", "begin", "skipped"], "begin clock deviation path summary"],
    ["the summary", ["run", "summary"], ""],
  ])("%s", (_, before, after) => {
    const atFirst = before.length === 0 || before.at(-1) === "run" || before.includes("deviation");
    const kinds = mayFollow(...before)
      .split(" ")
      .sort();
    const expected = after.split(" ").sort();
    // before the first capture a record has no capture that it could be about
    const isAbout = (kind: string) => ABOUT.split(" ").includes(kind) && kind !== "deviation" && kind !== "path";
    expect(kinds).toEqual(atFirst ? expected.filter((kind) => !isAbout(kind)) : expected);
  });

  test("a record in another place is named", () => {
    expect(takeAll(record("begin"))).toBe("a begin record cannot stand here");
    expect(takeAll(record("run"), record("exchange"))).toBe("a exchange record cannot stand here");
  });
});

test("a record is about the capture that it stands in", () => {
  const wrong = "it is about capture 1, inside capture 0";
  expect(takeAll(record("run"), record("begin"), record("finding", { capture: 1 }))).toBe(wrong);
  expect(takeAll(record("run"), record("begin"), record("deviation", { capture: null }))).toBeNull();
});

test("an exchange is one of the connection before it", () => {
  const start = [record("run"), record("begin"), record("connection", { id: "c2" })];
  expect(takeAll(...start, record("exchange", { connection: "c2" }))).toBeNull();
  expect(takeAll(...start, record("exchange"))).toBe("it is about another connection than the one before it");
});

test("the summary is the total of the captures", () => {
  const start = [record("run"), record("begin"), record("capture", { summary: ONE })];
  expect(takeAll(...start, record("summary", ONE))).toBeNull();
  expect(takeAll(...start, record("summary"))).toBe("the captures before it come to other counts");
});

import { expect, test } from "vitest";
import { FLAGS, type Flags } from "../../../truth/flags.js";
import { compareFramed } from "../../../truth/framed/compare.js";
import type { FramedOutcome } from "../../../truth/framed/run.js";
import type { Finding, Report } from "../../../truth/report.js";

const [recommended, shortStrings] = FLAGS as readonly [Flags, Flags, Flags];
const PORT = 4000;
const tls: FramedOutcome = {
  ...{ protocol: "tls", role: "server", port: PORT, stream: null, end: "whole", frame: null, status: 200 },
  ...{ body: 1000, declaredBody: 1000, left: null, notes: {}, scenario: "a case", isKilled: false },
};

interface Case {
  readonly saw: Partial<FramedOutcome>;
  readonly verdict: string;
  readonly sizes?: readonly [declared: number, accepted: number];
  readonly blindSpots?: readonly string[];
  readonly findings?: readonly Pick<Finding, "rule" | "level">[];
  readonly flags?: Flags;
  /** The last write on the connection was refused. */
  readonly isRefused?: boolean;
  /** The verdict is about another stream. */
  readonly isOther?: boolean;
}

/** The disagreements of one stream and one verdict. */
function disagreements({
  saw,
  verdict,
  sizes,
  blindSpots = [],
  findings = [],
  flags,
  isRefused,
  isOther,
}: Case): string[] {
  const outcome = { ...tls, ...saw };
  const [declaredBytes, acceptedBytes] = sizes ?? [null, null];
  const exchange = {
    ...{ protocol: outcome.protocol, stream: outcome.stream, request: null, verdict, blindSpots },
    response: { declaredBytes, acceptedBytes, inDoubtBytes: 0 },
  };
  const peer = `127.0.0.1:${isOther ? PORT + 1 : PORT}`;
  const report: Report = {
    connections: [{ ...{ id: "c1", role: "server", peer }, exchanges: [exchange] }],
    findings: findings.map((each) => ({ ...each, connection: "c1", exchange: 0 })),
    captures: [{ foreignLines: 0, unrecognizedLines: 0 }],
  };
  const refused = new Set(isRefused ? [PORT] : []);
  const compared = compareFramed("a server", flags ?? recommended, [outcome], report, refused);
  return compared.flatMap(({ disagreement }) => disagreement ?? []);
}

const cut: Partial<FramedOutcome> = { end: "cut", frame: { declared: 16_401, received: 6942 }, body: 500 };
const unmarked: Partial<FramedOutcome> = { end: "unmarked" };
const note = { rule: "tls-without-close-notify", level: "note" };

test.each<[string, Case]>([
  ["an end with close_notify", { saw: {}, verdict: "complete" }],
  ["an end inside a record", { saw: cut, verdict: "truncated", sizes: [16_401, 6942] }],
  ["an end between records, which is noted", { saw: unmarked, verdict: "complete", findings: [note] }],
  ["a record that was refused whole", { saw: { ...unmarked, body: 500 }, verdict: "truncated", isRefused: true }],
  ["a client that left", { saw: { end: "left", left: "close" }, verdict: "aborted-by-peer" }],
  [
    "a killed server, in doubt",
    { saw: { ...cut, isKilled: true }, verdict: "undetermined", blindSpots: ["write-in-doubt"] },
  ],
  ["less body than declared", { saw: { end: "short", body: 400 }, verdict: "truncated", sizes: [1000, 400] }],
  [
    "hidden heads under short strings",
    { saw: cut, verdict: "undetermined", blindSpots: ["request-not-seen"], flags: shortStrings },
  ],
])("they agree: %s", (_name, given) => {
  expect(disagreements(given)).toEqual([]);
});

test.each<[string, Case]>([
  ["a cut that is missed", { saw: cut, verdict: "complete" }],
  ["a cut that is none", { saw: {}, verdict: "truncated" }],
  ["another record than the one that was cut", { saw: cut, verdict: "truncated", sizes: [16_401, 16_000] }],
  ["no note of a missing close_notify", { saw: unmarked, verdict: "complete" }],
  ["a note although one may have come", { saw: {}, verdict: "complete", findings: [note] }],
  ["an error although all came", { saw: {}, verdict: "complete", findings: [{ rule: "any", level: "error" }] }],
  [
    "a refused record that is missed",
    { saw: { ...unmarked, body: 500 }, verdict: "complete", findings: [note], isRefused: true },
  ],
  ["a reason that is none", { saw: {}, verdict: "undetermined", blindSpots: ["peer-ended-first"] }],
  ["hidden requests under long strings", { saw: {}, verdict: "undetermined", blindSpots: ["request-not-seen"] }],
  ["another count of body bytes", { saw: { end: "short", body: 400 }, verdict: "truncated", sizes: [1000, 500] }],
  [
    "a server that was killed before its body was whole",
    { saw: { ...unmarked, body: 500, isKilled: true }, verdict: "complete" },
  ],
])("they disagree: %s", (_name, given) => {
  expect(disagreements(given)).toHaveLength(1);
});

test("a verdict on a stream that no client witnessed is a disagreement", () => {
  const [own, odd] = disagreements({ saw: {}, verdict: "truncated", isOther: true });
  expect(own).toContain("whole");
  expect(odd).toContain("no client witnessed it");
});

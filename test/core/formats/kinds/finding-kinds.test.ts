import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FindingKinds } from "../../../../src/core/formats/kinds/finding-kinds.js";
import type { FindingRecord } from "../../../../src/core/records/record.js";

const finding = (facts: Partial<FindingRecord> = {}): FindingRecord =>
  ({
    ...{ kind: "finding", rule: "close-outstanding", level: "error", capture: 0, path: "a.strace", line: 7 },
    ...{ connection: "c1", fd: 5, role: "server", local: "127.0.0.1:80", peer: "127.0.0.1:5000", exchange: 0 },
    ...{ request: { method: "GET", target: "/a/1", line: 3 }, status: 200, cause: "close", calls: [], origin: null },
    ...{ time: 10, clock: "day", outstandingBytes: 100, suppressed: null },
    ...facts,
  }) as FindingRecord;
const asking = (target: string): Partial<FindingRecord> => ({ request: { method: "GET", target, line: 3 } });
const countsOf = (...findings: readonly FindingRecord[]) => {
  const kinds = new FindingKinds();
  for (const each of findings) kinds.take(each);
  return kinds.counts;
};

describe("findings are of one kind", () => {
  test("if they are of one rule, about one server, with alike targets", () => {
    const [only, ...others] = countsOf(finding(), finding({ ...asking("/a/2"), line: 9, time: 14 }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ findings: 2, lostBytes: 200, from: 10, to: 14, path: "a.strace", line: 7 });
    expect(only?.kind).toEqual({
      ...{ rule: "close-outstanding", level: "error", server: "127.0.0.1:80", origin: null, request: "GET /a/*" },
    });
  });

  test.each<[string, Partial<FindingRecord>]>([
    ["another rule", { rule: "exit-outstanding" }],
    ["another level", { level: "warning" }],
    ["another server", { local: "127.0.0.1:81" }],
    ["another method", { request: { method: "POST", target: "/a/1", line: 3 } }],
    ["a target that is not alike", asking("/b/1")],
  ])("and of two with %s", (_, facts) => {
    expect(countsOf(finding(), finding(facts))).toHaveLength(2);
  });
});

test("without addresses of their own, servers are one, whoever their clients are", () => {
  const clients = ["10.0.0.1:4000", "10.0.0.2:4001"].map((peer) => finding({ local: null, peer }));
  expect(countsOf(...clients)).toMatchObject([{ findings: 2, kind: { server: null } }]);
});

test("a client's server is at the other end", () => {
  expect(countsOf(finding({ role: "client" }))[0]?.kind.server).toBe("127.0.0.1:5000");
});

test("times of different clocks are not compared", () => {
  expect(countsOf(finding(), finding({ clock: "epoch", time: 1e9 }))[0]).toMatchObject({ from: null, to: null });
});

test("what another hop lost is not counted as lost here", () => {
  const origin = { capture: 0, path: "a.strace", connection: "c2", exchange: 0, line: 1 };
  const echo = finding({ level: "error", origin: { ...origin, declaredBytes: null, acceptedBytes: null } });
  expect(countsOf(echo)[0]).toMatchObject({ findings: 1, lostBytes: 0 });
});

test("a server whose targets have nothing in common has a few kinds, and one for the others", () => {
  const names = Array.from({ length: 40 }, (_, index) => String.fromCharCode(97 + (index % 26)).repeat(1 + index));
  const counts = countsOf(...names.map((name) => finding(asking(`/${name}`))));
  expect(counts).toHaveLength(9);
  expect(counts.find(({ kind }) => kind.request === "*")?.findings).toBe(32);
});

test("however many servers and targets there are, kinds are bounded, and no finding is lost", () => {
  const facts = fc.record({ local: fc.string({ maxLength: 6 }), target: fc.string({ maxLength: 8 }) });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 900 }), (all) => {
      const counts = countsOf(...all.map(({ local, target }) => finding({ local, ...asking(target) })));
      expect(counts.length).toBeLessThanOrEqual(258);
      expect(counts.reduce((sum, { findings }) => sum + findings, 0)).toBe(all.length);
    }),
    { numRuns: 50 },
  );
});

import { describe, expect, test } from "vitest";
import { type AnswersOn, JoinedPaths } from "../../../src/core/joining/join-paths.js";
import { targetHash } from "../../../src/core/paths/target-hash.js";
import type { PathExchange, PathRecord } from "../../../src/core/records/record.js";
import { KeptPaths } from "../../../src/run/paths/kept-paths.js";
import { anExchange as exchange, aPath as path } from "./a-path.js";

/** What a proxy's capture shows: it passed on what it had received on the client's port 6000. */
const proxy = path([
  exchange({ part: "passed-on", ends: [8080, 5000], time: 101 }),
  exchange({ connection: "c2", role: "client", ends: [6000, 80], time: 100.5 }),
]);
/** What the server's capture shows. */
const server = (facts: Partial<PathExchange> = {}): PathRecord =>
  path([exchange({ capture: 1, ends: [80, 6000], time: 100, ...facts })], { capture: 1 });
/** The proxy ended both, and its capture does not show that the server did so before. */
const left = path([exchange({ ends: [8080, 5000], time: 101 })], {
  origin: null,
  undecided: "upstream-not-seen",
  asked: {
    ends: [6000, 80],
    target: targetHash("/a"),
    declaredBytes: 1000,
    acceptedBytes: 100,
    time: 100.5,
    sawEnd: false,
    isStream: false,
  },
});
function joinPaths(paths: readonly PathRecord[], answersOn: AnswersOn): PathRecord[] {
  const kept = new KeptPaths();
  for (const each of paths) kept.add(each);
  return [...new JoinedPaths(kept, answersOn).all()].map(([, found]) => found);
}
const shown = (paths: readonly PathRecord[]): string[] =>
  paths.map(({ exchanges, origin, undecided }) =>
    [exchanges.map(({ capture, part }) => `${capture} ${part}`).join(", "), origin, undecided].join(" | "),
  );
const NOWHERE: ReadonlyMap<number, ReadonlySet<number>> = new Map();

describe("a path goes on in another capture", () => {
  test("at the other end of the connection", () => {
    expect(shown(joinPaths([proxy, server()], NOWHERE))).toEqual(["0 passed-on, 0 received, 1 origin | 2 | "]);
  });

  test("not if the client's port is another one: each stands for itself", () => {
    const found = shown(joinPaths([proxy, server({ ends: [80, 6001] })], NOWHERE));
    expect(found).toEqual(["0 passed-on, 0 origin | 1 | ", "1 origin | 0 | "]);
  });

  test("also if the proxy left by itself, and the server had ended before", () => {
    expect(shown(joinPaths([left, server()], NOWHERE))).toEqual(["0 passed-on, 1 origin | 1 | "]);
  });

  test("not if the server ended only after the proxy had: then the proxy lost the bytes first", () => {
    expect(shown(joinPaths([left, server({ time: 105 })], NOWHERE))).toEqual(["0 origin | 0 | "]);
  });

  test("clocks of two hosts may differ by hours: what both ends show says by how much", () => {
    const early = (record: PathRecord): PathRecord => ({
      ...record,
      exchanges: record.exchanges.map((each) => ({ ...each, time: (each.time ?? 0) - 7200 })),
    });
    const other = { ...left, asked: left.asked && { ...left.asked, ends: [6002, 80] as const } };
    const paths = [proxy, other, early(server()), early(server({ ends: [80, 6002], connection: "c9" }))];
    expect(shown(joinPaths(paths, NOWHERE))).toEqual([
      "0 passed-on, 0 received, 1 origin | 2 | ",
      "0 passed-on, 1 origin | 1 | ",
    ]);
  });

  test("the same capture twice is as good as once", () => {
    const again = { ...server(), exchanges: server().exchanges.map((each) => ({ ...each, capture: 2 })) };
    expect(shown(joinPaths([proxy, server(), again], NOWHERE))[0]).toBe("0 passed-on, 0 received, 1 origin | 2 | ");
  });
});

test("if a capture shows the server, and no loss there, the proxy was the first to end it", () => {
  expect(shown(joinPaths([left], new Map([[1, new Set([80])]])))).toEqual(["0 origin | 0 | "]);
  expect(shown(joinPaths([left], new Map([[0, new Set([80])]])))).toEqual(["0 origin |  | upstream-not-seen"]);
});

test("a path of which no loss is proven is not reported by itself", () => {
  const aborted = path([exchange({ verdict: "aborted-by-peer" })], { isProven: false });
  expect(joinPaths([aborted], NOWHERE)).toEqual([]);
});

describe("a server that loses bytes after its client had left", () => {
  /** The client's capture shows no end of the other side. */
  const leaver = (ends: PathExchange["ends"], time = 90): PathRecord =>
    path([exchange({ role: "client", ends, time, verdict: "in-flight" })], { isProven: false });

  test("lost them to nobody, if the client's port says that it was its client", () => {
    expect(joinPaths([leaver([6000, 80]), server()], NOWHERE)).toEqual([]);
  });

  test("is the origin if the client left later", () => {
    expect(shown(joinPaths([leaver([6000, 80], 110), server()], NOWHERE))).toEqual(["1 origin | 0 | "]);
  });

  test("is the origin if the client of another connection left", () => {
    expect(shown(joinPaths([leaver([6001, 80]), server()], NOWHERE))).toEqual(["1 origin | 0 | "]);
  });

  test("may be its client, if no capture shows the client's port", () => {
    const found = shown(joinPaths([leaver([0, 80]), server({ ends: [80, 0] })], NOWHERE));
    expect(found).toEqual(["1 origin |  | client-may-have-left"]);
  });
});

describe("a server of which another capture cannot say what became of its response", () => {
  const open = (ends: PathExchange["ends"]): PathRecord =>
    path([exchange({ capture: 1, ends, time: 100, verdict: "undetermined" })], { capture: 1, isProven: false });
  const on80 = new Map([[1, new Set([80])]]);

  test("may have been the first to end it: at the other end of the connection", () => {
    expect(shown(joinPaths([left, open([80, 6000])], on80))).toEqual(["0 origin |  | upstream-not-seen"]);
  });

  test("the same if its client is not known", () => {
    expect(shown(joinPaths([left, open([80, 0])], on80))).toEqual(["0 origin |  | upstream-not-seen"]);
  });

  test("is another one's if its client is known, and is not the proxy", () => {
    expect(shown(joinPaths([left, open([80, 6001])], on80))).toEqual(["0 origin | 0 | "]);
  });
});

test("of two paths with one target and one length, without addresses, none is taken", () => {
  const asking = path([exchange({ role: "client", ends: [0, 80], time: 100.5 })]);
  const found = shown(
    joinPaths([asking, server({ ends: [80, 0] }), server({ ends: [80, 0], time: 99, line: 7 })], NOWHERE),
  );
  expect(found).toHaveLength(3);
  expect(shown(joinPaths([asking, server({ ends: [80, 0] })], NOWHERE))).toEqual(["0 received, 1 origin | 1 | "]);
});

test("a reset alone is no path: the client may have had all by then", () => {
  expect(joinPaths([server({ verdict: "undetermined", cause: "reset" })], NOWHERE)).toEqual([]);
});

describe("among very many exchanges with one target", () => {
  const many = Array.from({ length: 300 }, (_, index) => 7000 + index);
  const on80 = new Map([[1, new Set([80])]]);
  const opens = (client: (port: number) => number): PathRecord[] =>
    many.map((port) =>
      path([exchange({ capture: 1, ends: [80, client(port)], time: 100, verdict: "undetermined" })], {
        capture: 1,
        isProven: false,
      }),
    );

  test("those of other clients say nothing of an exchange whose client is known", () => {
    expect(shown(joinPaths([left, ...opens((port) => port)], on80))).toEqual(["0 origin | 0 | "]);
  });

  test("one may be meant, if the clients are not known", () => {
    expect(shown(joinPaths([left, ...opens(() => 0)], on80))).toEqual(["0 origin |  | upstream-not-seen"]);
  });
});

import { describe, expect, test } from "vitest";
import { compareChain } from "../../../truth/chains/compare.js";
import type { ChainReport, Path } from "../../../truth/chains/report.js";
import type { ChainTruth, RequestTruth } from "../../../truth/chains/truth.js";

const OUTER = 100;
const ORIGIN = 200;
const ORIGIN_THREAD = 201;

const request: RequestTruth = {
  ...{ id: 0, play: "a case", target: "/9/close?id=1", port: 4000, index: 0, status: 200, declared: 9, received: 4 },
  ...{ isClean: false, left: null, originHop: { name: "origin", pid: ORIGIN }, hidden: false, unfeltHop: null },
};

const kept: RequestTruth = { ...request, originHop: null, isClean: true, received: 9 };

function truthOf(requests: readonly RequestTruth[], contradicted: readonly RequestTruth[] = []): ChainTruth {
  const hop = { capture: "all.strace" };
  return {
    ...{ chain: "a chain", dialect: "recommended", flags: "-f", way: "together", captures: ["all.strace"] },
    hops: [
      { ...hop, name: "outer", place: 0, root: OUTER, pids: [OUTER] },
      { ...hop, name: "origin", place: 1, root: ORIGIN, pids: [ORIGIN, ORIGIN_THREAD] },
    ],
    ...{ requests, contradicted },
  };
}

interface Told {
  /** The process of the path's origin; null for a path without one. */
  readonly origin: number | null;
  readonly target?: string | null;
  /** The process of the outermost connection; the port of its client and the place of the request there. */
  readonly outer?: number;
  readonly port?: number;
  readonly index?: number;
}

/** A document with a path for each of the given. */
function reportOf(told: readonly Told[]): ChainReport {
  const connections = told.map(({ port = 4000 }, place) => ({
    id: `c${place}`,
    capture: 0,
    peer: `127.0.0.1:${port}`,
  }));
  const paths = told.map(({ origin, target = request.target, outer = OUTER, index = 0 }, place): Path => {
    const common = { capture: 0, connection: `c${place}`, role: "server", target };
    const exchanges = [
      { ...common, exchange: index, process: outer },
      { ...common, exchange: 0, process: origin, connection: "cx" },
    ];
    return {
      id: `p${place}`,
      exchanges,
      origin: origin === null ? null : 1,
      undecided: origin === null ? "odd" : null,
    };
  });
  return { connections, ...(paths.length > 0 ? { paths } : {}) };
}

const verdicts = (requests: readonly RequestTruth[], told: readonly Told[]): string[] =>
  compareChain(truthOf(requests), reportOf(told)).map(({ verdict }) => verdict);

describe("one request", () => {
  test.each<[string, RequestTruth, readonly Told[], string]>([
    ["the hop that lost bytes", request, [{ origin: ORIGIN }], "right"],
    ["a thread of it", request, [{ origin: ORIGIN_THREAD }], "right"],
    ["another hop", request, [{ origin: OUTER }], "wrong"],
    ["a process of no hop", request, [{ origin: 999 }], "wrong"],
    ["two paths, one of which is wrong", request, [{ origin: ORIGIN }, { origin: OUTER }], "wrong"],
    ["no path", request, [], "undecided"],
    ["a path without an origin", request, [{ origin: null }], "undecided"],
    ["a loss that was hidden", { ...request, isClean: true, hidden: true }, [{ origin: ORIGIN }], "right"],
    ["a loss that was hidden, and no path", { ...request, isClean: true, hidden: true }, [], "undecided"],
    ["nothing was lost", kept, [], "healthy"],
    ["nothing was lost, a path without an origin", kept, [{ origin: null }], "healthy"],
    ["nothing was lost, a path with one", kept, [{ origin: ORIGIN }], "false"],
    ["the client left", { ...kept, left: "close", isClean: false }, [{ origin: OUTER }], "false"],
    ["a loss that no client missed", { ...kept, unfeltHop: "origin" }, [{ origin: ORIGIN }], "healthy"],
    ["such a loss, at another hop", { ...kept, unfeltHop: "origin" }, [{ origin: OUTER }], "false"],
  ])("%s", (_name, each, told, verdict) => {
    expect(verdicts([each], told)).toEqual([verdict]);
  });

  test("an origin that is no exchange of the path is wrong", () => {
    const report = reportOf([{ origin: ORIGIN }]);
    const paths = report.paths?.map((path) => ({ ...path, origin: 7 })) ?? [];
    expect(compareChain(truthOf([request]), { ...report, paths }).map(({ verdict }) => verdict)).toEqual(["wrong"]);
  });
});

describe("which request a path is about", () => {
  const other = { ...request, id: 1, target: "/9/whole?id=2", port: 4001, originHop: null };
  const twins = [request, { ...request, id: 1, port: 4001, originHop: { name: "outer", pid: OUTER } }];

  test("the one whose target it shows", () => {
    expect(verdicts([request, other], [{ origin: ORIGIN }])).toEqual(["right", "healthy"]);
    expect(verdicts([request, other], [{ origin: ORIGIN, target: other.target }])).toEqual(["undecided", "false"]);
  });

  test("of one target, that of the client's port", () => {
    expect(verdicts(twins, [{ origin: ORIGIN }, { origin: OUTER, port: 4001 }])).toEqual(["right", "right"]);
    expect(verdicts(twins, [{ origin: OUTER }, { origin: OUTER, port: 4001 }])).toEqual(["wrong", "right"]);
  });

  test("of one connection, the one at its place", () => {
    const next = { ...request, id: 1, index: 1 };
    expect(verdicts([request, next], [{ origin: OUTER, index: 1 }])).toEqual(["undecided", "wrong"]);
  });

  test("without a target, that of the client's port", () => {
    expect(verdicts([request, other], [{ origin: ORIGIN, target: null }])).toEqual(["right", "healthy"]);
  });

  test("none, if that port is the one of a hop that asked the next one", () => {
    const told = { origin: ORIGIN, outer: ORIGIN, target: null };
    expect(verdicts([kept], [told])).toEqual(["healthy", "false"]); // of no request
    expect(verdicts([kept, { ...request, port: 4001 }], [told])).toEqual(["healthy", "undecided"]);
  });

  test("a path about no request that has an origin is false", () => {
    const [known, stray] = compareChain(truthOf([kept]), reportOf([{ origin: ORIGIN, target: "/other", port: 5 }]));
    expect(known?.verdict).toBe("healthy");
    expect(stray).toMatchObject({ verdict: "false", request: null });
    expect(verdicts([kept], [{ origin: null, target: "/other", port: 5 }])).toEqual(["healthy"]);
  });

  test("what is said of a request that did not go as meant is not compared", () => {
    const compared = compareChain(truthOf([], [request]), reportOf([{ origin: OUTER }]));
    expect(compared).toEqual([]);
  });
});

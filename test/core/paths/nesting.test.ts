import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosen, evidenceOfNesting, isAsLong, mayBeSealed } from "../../../src/core/paths/nesting.js";
import { areTwoEnds, evidenceOfEnds } from "../../../src/core/paths/two-ends.js";
import { hop } from "./a-hop.js";

const outer = hop({ role: "server", socket: 1, requestLine: 10, responseLine: 30, endLine: 50 });
const inner = hop({ role: "client", socket: 2, requestLine: 15, responseLine: 25, endLine: 45 });

describe("a program asked on one exchange for what it answered on another", () => {
  test("if that lies within, and is alike", () => {
    expect(evidenceOfNesting(outer, inner)).toBeGreaterThan(0);
  });

  test.each([
    ["it asked before it was asked", { requestLine: 5 }],
    ["it received the end after it had ended its own response", { endLine: 60 }],
    ["it is another process", { process: 2, thread: 2 }],
  ])("not if %s", (_, facts) => {
    expect(evidenceOfNesting(outer, { ...inner, ...facts })).toBe(-1);
  });

  test("not if only what the thread had read speaks for it, and the targets differ", () => {
    const other = { ...inner, target: 8, declaredBytes: 5, asked: { socket: 1, line: 10 } };
    expect(evidenceOfNesting(outer, other)).toBe(-1);
  });

  test("not if only what the thread had read speaks for a stream over TLS, and nothing shows that the answer was short", () => {
    const stream = hop({ ...inner, isSealed: true, target: 0, status: null, declaredBytes: null, acceptedBytes: 500 });
    const received = { ...outer, received: { socket: 2, line: 25 } };
    expect(evidenceOfNesting(received, stream)).toBeGreaterThan(0);
    expect(evidenceOfNesting({ ...received, verdict: "undetermined" }, stream)).toBe(-1);
  });

  test("what the thread had read decides between two that are alike", () => {
    const received = { ...outer, received: { socket: 3, line: 25 } };
    const twin = { ...inner, socket: 3 };
    const evidence = (candidate: typeof inner): number => evidenceOfNesting(received, candidate);
    expect(chosen([inner, twin], evidence)).toEqual({ found: twin });
  });

  test("if as much speaks for two, none is chosen", () => {
    const evidence = (candidate: typeof inner): number => evidenceOfNesting(outer, candidate);
    expect(chosen([inner, { ...inner, socket: 3 }], evidence)).toBe("several-candidates");
    expect(chosen([], evidence)).toBe("none");
  });

  test("the order of the candidates does not matter", () => {
    const weights = fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, (points) => {
        const candidates = points.map((weight, id) => ({ id, weight }));
        const evidence = ({ weight }: { weight: number }): number => weight;
        expect(chosen(candidates, evidence)).toEqual(chosen([...candidates].reverse(), evidence));
      }),
    );
  });
});

describe("two sockets are the two ends of a connection", () => {
  const server = hop({ role: "server", socket: 4, process: 2, thread: 2, here: 80, there: 5000 });
  const client = hop({ role: "client", socket: 5, here: 5000, there: 80 });

  test("if the client's end is the same", () => {
    expect(areTwoEnds(server, client)).toBe(true);
    expect(evidenceOfEnds(server, client)).toBeGreaterThan(0);
  });

  test.each([
    ["the client's port is another one", { here: 5001 }],
    ["the server's address is another one", { there: 81 }],
    ["a kept connection carried another request", { target: 8 }],
  ])("not if %s", (_, facts) => {
    expect(evidenceOfEnds(server, { ...client, ...facts })).toBe(-1);
  });

  test("without addresses, if the target and the length are the same, and the processes differ", () => {
    const unknown = { ...server, here: 0, there: 0, requestLine: 12, responseLine: 14 };
    expect(evidenceOfEnds(unknown, { ...client, here: 0 })).toBeGreaterThan(0);
    expect(evidenceOfEnds({ ...unknown, process: 1 }, { ...client, here: 0 })).toBe(-1);
    expect(evidenceOfEnds({ ...unknown, declaredBytes: 5 }, { ...client, here: 0 })).toBe(-1);
  });

  test("without addresses, not if the server's exchange encloses the client's: it is a hop nearer to the client", () => {
    const enclosing = { ...server, here: 0, there: 0, requestLine: 5, responseLine: 40 };
    expect(evidenceOfEnds(enclosing, { ...client, here: 0, requestLine: 15, responseLine: 25 })).toBe(-1);
  });
});

describe("a stream over TLS of a thread whose process is not known", () => {
  const stream = hop({ ...inner, thread: 2, isProcessAssumed: true, isSealed: true, target: 0, status: null });

  test("may have carried what a program answered", () => {
    expect(mayBeSealed(outer, stream)).toBe(true);
  });

  test.each([
    ["it had begun before the program was asked", { responseLine: 5 }],
    ["it ended after the answer", { endLine: 60 }],
    ["it is in the clear", { isSealed: false }],
    ["it is known to be of another process", { isProcessAssumed: false, process: 2 }],
  ])("not if %s", (_, facts) => {
    expect(mayBeSealed(outer, { ...stream, ...facts })).toBe(false);
  });

  test("is as long as an answer, as far as is known, if it is in the midst of a record", () => {
    const answer = { ...outer, acceptedBytes: 100 };
    const total = { ...stream, declaredBytes: null };
    expect(isAsLong({ ...total, acceptedBytes: 99 }, answer)).toBe(false);
    expect(isAsLong({ ...total, acceptedBytes: 100 }, answer)).toBe(true);
    expect(isAsLong({ ...stream, declaredBytes: 500, acceptedBytes: 99 }, answer)).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressMatcher } from "../../../src/core/filter/address.js";
import { bytesLost } from "../../../src/core/filter/bytes-lost.js";
import { type Asked, type AskedConnection, type AskedResponse, Filter } from "../../../src/core/filter/filter.js";
import { statusRange } from "../../../src/core/filter/status-range.js";
import { budget } from "../../budget.js";

const connection: AskedConnection = {
  ...{ id: "c3", pid: 12, role: "server", local: "127.0.0.1:8080", peer: "10.0.0.7:5000" },
};
const response: AskedResponse = { target: "/api/x", status: 502, verdict: "truncated", time: 10, lostBytes: 900 };

function keeps(asked: Asked, of: AskedConnection = connection, what: AskedResponse = response): boolean {
  const filter = new Filter(asked);
  const seconds = (time: Asked["since"]) => (time?.kind === "epoch" ? time.seconds : null);
  const window = { since: seconds(asked.since), until: seconds(asked.until) };
  return filter.isConnection(of) && filter.isResponse(what, window);
}
const at = (seconds: number) => ({ kind: "epoch", seconds }) as const;

describe("a response is kept", () => {
  test.each<[string, Asked, boolean]>([
    ["if nothing is asked", {}, true],
    ["by its target", { target: ["/api/*"] }, true],
    ["by one of several targets", { target: ["/b", "*/x"] }, true],
    ["not by another target", { target: ["/api"] }, false],
    ["by its connection", { connection: "c3" }, true],
    ["not by another connection", { connection: "c33" }, false],
    ["by the address of the other end", { peer: ["10.0.0.7:5000"] }, true],
    ["by that without a port", { peer: ["10.0.0.7"] }, true],
    ["not by the address of the server, asked as a peer", { peer: ["127.0.0.1"] }, false],
    ["by the address of the server", { server: ["127.0.0.1:8080"] }, true],
    ["by a status", { status: [{ from: 502, to: 502 }] }, true],
    [
      "by a range of statuses",
      {
        status: [
          { from: 200, to: 299 },
          { from: 500, to: 599 },
        ],
      },
      true,
    ],
    ["not by a range that ends before", { status: [{ from: 200, to: 501 }] }, false],
    ["by its verdict", { verdict: ["complete", "truncated"] }, true],
    ["not by another verdict", { verdict: ["overrun"] }, false],
    ["at the time at which a window begins and ends", { since: at(10), until: at(10) }, true],
    ["not before a window", { since: at(10.001) }, false],
    ["not after it", { until: at(9.999) }, false],
    ["by its process", { pid: [11, 12] }, true],
    ["not by another process", { pid: [1] }, false],
    ["if it lost as much", { minLost: 900 }, true],
    ["not if it lost less", { minLost: 901 }, false],
    ["only if all of it holds", { target: ["/api/*"], status: [{ from: 200, to: 299 }] }, false],
  ])("%s", (_, asked, isKept) => expect(keeps(asked)).toBe(isKept));

  test("by the server's address on the asking side, which is the other end", () => {
    const asking = { ...connection, role: "client", local: "10.0.0.7:5000", peer: "127.0.0.1:8080" } as const;
    expect(keeps({ server: ["127.0.0.1:8080"] }, asking)).toBe(true);
    expect(keeps({ server: ["10.0.0.7"] }, asking)).toBe(false);
  });
});

describe("a fact that is not known is never what was asked for", () => {
  const unknown: AskedResponse = { target: null, status: null, verdict: null, time: null, lostBytes: null };
  const nobody: AskedConnection = { id: "c1", pid: null, role: "unknown", local: null, peer: null };
  const everything: readonly Asked[] = [
    { target: ["*"] },
    { peer: ["*"] },
    { server: ["*"] },
    { status: [{ from: 100, to: 999 }] },
    { verdict: ["complete", "truncated", "aborted-by-peer", "overrun", "in-flight", "undetermined"] },
    { since: at(0) },
    { until: at(1e12) },
    { pid: [0, 1] },
    { minLost: 0 },
  ];
  test.each(everything.map((asked) => [Object.keys(asked)[0], asked] as const))("%s", (_, asked) => {
    expect(keeps(asked)).toBe(Object.keys(asked)[0] !== "pid");
    expect(keeps(asked, nobody, unknown)).toBe(false);
  });
});

test.each([
  "/m\u00fc*",
  "/m\u00c3\u00bc*",
])("a target in UTF-8 is found by its characters, and by its bytes: %s", (target) => {
  const named = { ...response, target: "/m\u00c3\u00bcsli" };
  expect(new Filter({ target: [target] }).isResponse(named, { since: null, until: null })).toBe(true);
});

test("only what the program cut is lost", () => {
  expect(bytesLost("truncated", 900)).toBe(900);
  expect(bytesLost("truncated", null)).toBeNull();
  expect(bytesLost("in-flight", 900)).toBe(0);
  expect(bytesLost("complete", 0)).toBe(0);
});

test("a filter says if it may keep whole responses: nobody need look at them if not", () => {
  expect(new Filter({ target: ["/a"] }).mayKeepWhole).toBe(true);
  expect(new Filter({ verdict: ["truncated"] }).mayKeepWhole).toBe(false);
  expect(new Filter({ minLost: 1 }).mayKeepWhole).toBe(false);
  expect(new Filter({ minLost: 0 }).mayKeepWhole).toBe(true);
});

test.each<[string, string, boolean]>([
  ["127.0.0.1:80", "127.0.0.1:80", true],
  ["127.0.0.1", "127.0.0.1:80", true],
  ["127.0.0.*", "127.0.0.1:80", true],
  ["*:80", "127.0.0.1:80", true],
  ["127.0.0.1:8", "127.0.0.1:80", false],
  ["27.0.0.1", "127.0.0.1:80", false],
  ["[::1]:80", "[::1]:80", true],
  ["[::1]", "[::1]:80", true],
  ["::1", "[::1]:80", true],
  ["::", "[::1]:80", false],
  ["unix:/run/app.sock", "unix:/run/app.sock", true],
  ["/run/*", "unix:/run/app.sock", true],
  ["app.sock", "unix:/run/app.sock", false],
  ["inode 447184", "inode 447184", true],
])("%s is an address like %s: %j", (pattern, address, isOne) => expect(addressMatcher(pattern)(address)).toBe(isOne));

test.each([
  ["200", { from: 200, to: 200 }],
  ["5xx", { from: 500, to: 599 }],
  ["5XX", { from: 500, to: 599 }],
  ["200-299", { from: 200, to: 299 }],
  ["299-200", null],
  ["20", null],
  ["0xx", null],
  ["2000", null],
  ["2x0", null],
  ["", null],
])("%j as a status is %j", (text, range) => expect(statusRange(text)).toEqual(range));

describe("for every filter and every response", () => {
  const text = fc.constantFrom("/a", "/a/b", "/b", "10.0.0.7:5000", "127.0.0.1:80", "unix:/run/a.sock");
  const pattern = fc.constantFrom("*", "/a*", "*b", "/b", "10.0.0.7", "127.0.0.1:80", "/run/*");
  const verdict = fc.constantFrom("complete" as const, "truncated" as const, "undetermined" as const);
  const maybe = <T>(known: fc.Arbitrary<T>) => fc.option(known, { nil: null, freq: 4 });
  const given = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const list = <T>(value: fc.Arbitrary<T>) => given(fc.array(value, { minLength: 1, maxLength: 3 }));
  const range = fc
    .tuple(fc.integer({ min: 100, max: 599 }), fc.nat(100))
    .map(([from, more]) => ({ from, to: from + more }));
  const anyAsked: fc.Arbitrary<Asked> = fc.record({
    ...{
      target: list(pattern),
      peer: list(pattern),
      server: list(pattern),
      status: list(range),
      verdict: list(verdict),
    },
    ...{
      since: given(fc.nat(20).map(at)),
      until: given(fc.nat(20).map(at)),
      pid: list(fc.nat(3)),
      minLost: given(fc.nat(5)),
    },
  });
  const anyConnection: fc.Arbitrary<AskedConnection> = fc.record({
    ...{ id: fc.constantFrom("c1", "c2"), pid: maybe(fc.nat(3)), local: maybe(text), peer: maybe(text) },
    role: fc.constantFrom("server" as const, "client" as const, "unknown" as const),
  });
  const anyResponse: fc.Arbitrary<AskedResponse> = fc.record({
    ...{ target: maybe(text), status: maybe(fc.integer({ min: 100, max: 599 })), verdict: maybe(verdict) },
    ...{ time: maybe(fc.nat(20)), lostBytes: maybe(fc.nat(5)) },
  });
  const options = ["target", "peer", "server", "status", "verdict", "since", "until", "pid", "minLost"] as const;

  test("what all options keep together is what each of them keeps", () => {
    fc.assert(
      fc.property(anyAsked, anyConnection, anyResponse, (asked, of, what) => {
        const each = options.every((option) => keeps({ [option]: asked[option] }, of, what));
        expect(keeps(asked, of, what)).toBe(each);
      }),
      budget(2000),
    );
  });

  test("a list keeps what one of its members keeps", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("target", "peer", "server", "status", "verdict", "pid"),
        anyAsked,
        anyConnection,
        anyResponse,
        (option, asked, of, what) => {
          const members = (asked[option as "target"] ?? []).map((member) => ({ [option]: [member] }));
          fc.pre(members.length > 0);
          expect(keeps({ [option]: asked[option as "target"] }, of, what)).toBe(
            members.some((one) => keeps(one, of, what)),
          );
        },
      ),
      budget(2000),
    );
  });
});

import { describe, expect, test } from "vitest";
import { newExchange, newResponse } from "../../../../../src/core/protocols/exchange.js";
import { doubtOf, hiddenOf, isEndSeen } from "../../../../../src/core/protocols/http1/filtered/hidden.js";
import { SeenWhole } from "../../../../../src/core/protocols/http1/filtered/seen-whole.js";
import { Filter } from "../../../../../src/core/sockets/filter.js";
import type { TracedCalls } from "../../../../../src/core/syscalls/traced-calls.js";

const ALL = new Filter({ basis: "excepted", has: () => true });
const LEFT = { failed: false, successful: false, signals: false };
const filterOf = (basis: TracedCalls["basis"], ...calls: readonly string[]) =>
  new Filter({ basis, has: (name) => calls.includes(name) });
const without = (left: object) => new Filter({ basis: "excepted", has: () => true, leftOut: { ...LEFT, ...left } });

const HOME = { waitsByPolls: false, mayHaveHungUp: (): boolean => false };
const SOCKET = { mayBeTwo: false, mayLiveOn: false, identity: null, origin: "accepted", home: HOME, fd: 7 };
const closed = (socket: object = {}) => ({
  kind: "end",
  by: "close",
  call: "close",
  pid: 10,
  socket: { ...SOCKET, ...socket },
});
const shut = (socket: object = {}) => ({ ...closed(socket), kind: "shutdown", by: undefined, call: "shutdown" });
const REUSED = { ...closed(), by: "reuse" };

describe("what a capture may not show of a connection", () => {
  const request = { method: "GET", target: "/", line: 2 };
  const doubt = (filter: Filter, change: object = {}) =>
    doubtOf(filter, {
      role: "server",
      cause: "close",
      by: closed(),
      hasHungUp: false,
      peerGone: false,
      hasRead: true,
      exchange: newExchange(0, request),
      ...change,
    } as never);

  test("nothing, if all calls show", () => {
    expect(doubt(ALL)).toBeNull();
  });

  test("whose number it is: two sockets may have it", () => {
    expect(doubt(ALL, { by: closed({ mayBeTwo: true }) })).toBe("threads-not-traced");
    expect(doubt(ALL, { by: { ...closed(), by: "unseen" } })).toBe("threads-not-traced");
  });

  test("whether it ended, if its number was used again and another process may hold it", () => {
    const reused = { ...REUSED, socket: { ...SOCKET, mayLiveOn: true } };
    expect(doubt(ALL, { by: reused })).toBe("threads-not-traced");
    expect(doubt(ALL, { by: reused, peerGone: true })).toBeNull();
    expect(doubt(ALL, { by: closed({ mayLiveOn: true }) })).toBeNull();
    expect(doubt(ALL, { by: REUSED })).toBeNull();
  });

  test("what it carried, if calls that succeed are left out", () => {
    expect(doubt(without({ successful: true }))).toBe("writes-not-traced");
    expect(doubt(without({ successful: true }), { cause: null })).toBeNull();
  });

  describe("whose end it is, if neither accept nor close shows, and no name", () => {
    const filter = filterOf("seen", "recvfrom", "sendto");
    const found = { origin: "seen" };
    test.each<[string, object, string | null]>([
      ["an exit", { by: { ...closed(found), by: "exit" }, cause: "exit" }, "threads-not-traced"],
      ["a server's shutdown is its own", { by: shut(found), cause: "shut-wr" }, null],
      ["a client's shutdown", { by: shut(found), cause: "shut-wr", role: "client" }, "threads-not-traced"],
      ["the capture's end is nobody's", { by: closed(found), cause: null }, null],
      // it is its own, and may have been closed before the exit, unseen, after its peer had gone
      ["there is no exchange", { by: closed(found), cause: "exit", exchange: null }, "reads-not-traced"],
      ["a name", { by: closed({ ...found, identity: "x" }), cause: "exit" }, "reads-not-traced"],
      ["it was accepted", { cause: "exit" }, "reads-not-traced"],
    ])("%s", (_, change, spot) => expect(doubt(filter, change)).toBe(spot));
  });

  test("a shutdown, after a hang-up of both directions, if the peer had not left", () => {
    expect(doubt(ALL, { hasHungUp: true })).toBe("shutdown-not-traced");
    for (const change of [{ peerGone: true }, { role: "client" }, { cause: null }])
      expect(doubt(ALL, { hasHungUp: true, ...change })).toBeNull();
  });

  test("the call that met the peer's end, if calls that fail are left out", () => {
    expect(doubt(without({ failed: true }))).toBe("reads-not-traced");
    expect(doubt(without({ failed: true }), { by: shut(), cause: "shut-wr" })).toBeNull(); // it would have failed
    expect(doubt(without({ signals: true }))).toBeNull();
  });

  test("the poll that a close answers", () => {
    const filter = filterOf("seen", "recvfrom", "sendto");
    expect(doubt(filter)).toBe("reads-not-traced");
    expect(doubt(filterOf("seen", "accept4", "recvfrom", "sendto", "close"), { cause: "exit" })).toBeNull();
    expect(doubt(filter, { by: shut(), cause: "shut-wr" })).toBeNull();
  });

  test("the read that a close answers, if the request does not show and nothing else says why", () => {
    const filter = filterOf("listed", "read", "write");
    const exchange = newExchange(0, null);
    const hidden = { hasRead: false, exchange };
    expect(doubt(filter, hidden)).toBe("reads-not-traced");
    expect(doubt(ALL, hidden)).toBeNull();
    expect(doubt(filter, { exchange })).toBeNull();
    expect(doubt(filter, { hasRead: false })).toBeNull();
    expect(doubt(filter, { hasRead: false, exchange: null })).toBeNull();
    expect(doubt(filter, { hasRead: false, exchange: { ...exchange, blindSpots: ["http2"] } })).toBeNull();
  });
});

describe("what a capture may hide of a response", () => {
  const HEAD = { call: "writev" };
  const exchange = (last: object | null, bytes = 5, declared: number | null = 500) => {
    const plain = newExchange(0, null);
    const framing = declared === null ? "until-close" : "content-length";
    const response = { ...newResponse(1), framing, acceptedBytes: bytes, declaredBytes: declared };
    return { ...plain, response, calls: { ...plain.calls, head: HEAD, lastAccepted: last } };
  };
  const hidden = (filter: Filter, change: object = {}) =>
    hiddenOf(filter, {
      role: "server",
      exchange: exchange(HEAD),
      by: closed(),
      hasAnswered: false,
      seen: new SeenWhole(),
      ...change,
    } as never);
  const spot = "writes-not-traced";

  test("nothing, if every write shows, and the thread that answers", () => {
    expect(hidden(ALL)).toEqual({ all: null, rest: null, refusal: null });
    expect(hidden(ALL, { by: { ...closed(), pid: null } })).toEqual({ all: spot, rest: null, refusal: null });
    expect(hidden(ALL, { by: { ...closed(), pid: null }, hasAnswered: true }).all).toBeNull();
    expect(hidden(ALL, { by: { ...REUSED, pid: null } }).all).toBeNull(); // the answer may be on the new socket
  });

  test("anything, if only calls of network show", () => {
    const filter = filterOf("seen", "accept4", "recvfrom", "sendto");
    expect(hidden(filter)).toEqual({ all: spot, rest: spot, refusal: spot });
    expect(hidden(filter, { by: REUSED }).all).toBe(spot);
  });

  describe("the rest", () => {
    const plain = filterOf("seen", "accept4", "read", "close", "write");
    const written = { call: "write" };
    test.each<[string, Filter, object, string | null]>([
      ["a body in a plain write", plain, { exchange: exchange(written) }, null],
      ["a head alone", plain, { exchange: exchange(written, 0) }, spot],
      ["a writev, after which sendfile may go on", plain, { exchange: exchange({ call: "writev" }) }, spot],
      ["no close shows", filterOf("seen", "read", "write"), { exchange: exchange(written) }, spot],
      ["a body by sendfile", plain, { exchange: exchange({ call: "sendfile" }) }, null],
      ["a body by splice", plain, { exchange: exchange({ call: "splice" }) }, null],
      [
        "a write apart, and sendfile shows",
        filterOf("seen", "read", "sendfile"),
        { exchange: exchange({ call: "writev" }) },
        null,
      ],
      ["a write with the head, and sendfile shows", filterOf("seen", "read", "sendfile"), {}, spot],
      ["a socket that says more", plain, { exchange: exchange(written), by: closed({ saysMore: true }) }, spot],
      ["no call", plain, { exchange: exchange(null) }, spot],
    ])("%s", (_, filter, change, rest) => expect(hidden(filter, change).rest).toBe(rest));

    test("not of a response like one that was seen whole, as long as no write of the process is hidden", () => {
      const filter = filterOf("seen", "sendto");
      const seen = new SeenWhole();
      seen.add(HOME, { ...exchange(HEAD, 500), verdict: "complete" } as never);
      expect(hidden(filter, { seen })).toEqual({ all: null, rest: null, refusal: null });
      expect(hidden(filter, { seen, exchange: exchange(HEAD, 5, 501) }).rest).toBe(spot);
      expect(hidden(filter, { seen, exchange: exchange(HEAD, 500, null) }).rest).toBeNull();
      expect(hidden(filter, { seen, exchange: exchange(HEAD, 501, null) }).rest).toBe(spot);
      const unended = { ...exchange(HEAD, 0, null), response: newResponse(1) };
      expect(hidden(filter, { seen, exchange: unended }).rest).toBe(spot); // of a head that has no end
      seen.addHider(HOME);
      expect(hidden(filter, { seen })).toEqual({ all: spot, rest: spot, refusal: spot });
    });
  });

  test("of what a client reads: a plain read, unless it uses recvfrom throughout", () => {
    const reads = (filter: Filter, head: string | null, end: string | null) => {
      const calls = { ...newExchange(0, null).calls, head: head && { call: head } };
      return hidden(filter, {
        role: "client",
        exchange: { ...newExchange(0, null), calls },
        by: { ...closed(), call: end },
      });
    };
    const network = filterOf("seen", "recvfrom");
    expect(reads(network, "recvfrom", "recvfrom")).toEqual({ all: null, rest: null, refusal: null });
    expect(reads(network, null, "recvmsg").rest).toBeNull();
    for (const [head, end] of [
      ["read", "recvfrom"],
      ["recvfrom", "read"],
      ["recvfrom", null],
      ["sendto", "recvfrom"],
    ] as const)
      expect(reads(network, head, end)).toMatchObject({ all: "reads-not-traced", rest: "reads-not-traced" });
    expect(reads(ALL, "read", "close").rest).toBeNull();
  });
});

test("an end shows, unless a new socket with the number is all that shows it", () => {
  expect([closed(), shut(), REUSED].map((event) => isEndSeen(event as never))).toEqual([true, true, false]);
});

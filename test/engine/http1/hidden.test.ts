import { describe, expect, test } from "vitest";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import {
  CALL,
  CLOSE,
  type DrawnEvent,
  type DrawnExchange,
  type DrawnSocket,
  EndOfConnection,
  NO_EXCHANGE,
  SHUTDOWN,
  type Standing,
} from "./end-of-connection.js";

const ALL: TracedCalls = { basis: "excepted", has: () => true };
const LEFT = { failed: false, successful: false, signals: false };
const tracing = (basis: TracedCalls["basis"], ...calls: readonly string[]): TracedCalls => ({
  basis,
  has: (name) => calls.includes(name),
});
const without = (left: object): TracedCalls => ({ ...ALL, leftOut: { ...LEFT, ...left } });

const REUSE: DrawnEvent = { ...CLOSE, by: "reuse" };
const EXIT: DrawnEvent = { ...CLOSE, by: "exit" };

describe("what a capture may not show of a connection", () => {
  const REQUEST: DrawnExchange = { ...NO_EXCHANGE, hasRequest: true };
  type Change = Partial<Standing> & {
    readonly by?: DrawnEvent;
    readonly socket?: Partial<DrawnSocket>;
    readonly exchange?: DrawnExchange;
  };
  const doubt = (traced: TracedCalls, { by = CLOSE, socket = {}, exchange = REQUEST, ...more }: Change = {}) => {
    const connection = new EndOfConnection(traced, socket);
    connection.exchange(exchange);
    const usual = { role: "server", cause: "close", hasHungUp: false, peerGone: false, hasRead: true } as const;
    return connection.doubt(by, { ...usual, isUnderWay: true, ...more });
  };

  test("nothing, if all calls show", () => {
    expect(doubt(ALL)).toBeNull();
  });

  test("whose number it is: two sockets may have it", () => {
    expect(doubt(ALL, { socket: { flags: ["mayBeTwo"] } })).toBe("threads-not-traced");
    expect(doubt(ALL, { by: { ...CLOSE, by: "unseen" } })).toBe("threads-not-traced");
  });

  test("whether it ended, if its number was used again and another process may hold it", () => {
    const socket = { flags: ["mayLiveOn"] } as const;
    expect(doubt(ALL, { by: REUSE, socket })).toBe("threads-not-traced");
    expect(doubt(ALL, { by: REUSE, socket, peerGone: true })).toBeNull();
    expect(doubt(ALL, { socket })).toBeNull();
    expect(doubt(ALL, { by: REUSE })).toBeNull();
  });

  test("what it carried, if calls that succeed are left out", () => {
    expect(doubt(without({ successful: true }))).toBe("writes-not-traced");
    expect(doubt(without({ successful: true }), { cause: null })).toBeNull();
  });

  describe("whose end it is, if neither accept nor close shows, and no name", () => {
    const traced = tracing("seen", "recvfrom", "sendto");
    const socket = { origin: "seen" } as const;
    test.each<[string, Change, string | null]>([
      ["an exit", { by: EXIT, socket, cause: "exit" }, "threads-not-traced"],
      ["a server's shutdown is its own", { by: SHUTDOWN, socket, cause: "shut-wr" }, null],
      ["a client's shutdown", { by: SHUTDOWN, socket, cause: "shut-wr", role: "client" }, "threads-not-traced"],
      ["the capture's end is nobody's", { socket, cause: null }, null],
      // it is its own, and may have been closed before the exit, unseen, after its peer had gone
      ["there is no exchange", { socket, cause: "exit", isUnderWay: false }, "reads-not-traced"],
      ["a name", { socket: { ...socket, identity: "x" }, cause: "exit" }, "reads-not-traced"],
      ["it was accepted", { cause: "exit" }, "reads-not-traced"],
    ])("%s", (_, change, spot) => expect(doubt(traced, change)).toBe(spot));
  });

  test("a shutdown, after a hang-up of both directions, if the peer had not left", () => {
    expect(doubt(ALL, { hasHungUp: true })).toBe("shutdown-not-traced");
    for (const change of [{ peerGone: true }, { role: "client" as const }, { cause: null }])
      expect(doubt(ALL, { hasHungUp: true, ...change })).toBeNull();
  });

  test("the call that met the peer's end, if calls that fail are left out", () => {
    expect(doubt(without({ failed: true }))).toBe("reads-not-traced");
    expect(doubt(without({ failed: true }), { by: SHUTDOWN, cause: "shut-wr" })).toBeNull(); // it would have failed
    expect(doubt(without({ signals: true }))).toBeNull();
  });

  test("the poll that a close answers", () => {
    const traced = tracing("seen", "recvfrom", "sendto");
    expect(doubt(traced)).toBe("reads-not-traced");
    expect(doubt(tracing("seen", "accept4", "recvfrom", "sendto", "close"), { cause: "exit" })).toBeNull();
    expect(doubt(traced, { by: SHUTDOWN, cause: "shut-wr" })).toBeNull();
  });

  test("the poll that reports hang-ups, but not of which socket", () => {
    expect(doubt(ALL, { socket: { home: { waits: 0, hangup: 2 } } })).toBeNull(); // before the request
    expect(doubt(ALL, { socket: { home: { waits: 0, hangup: 9 } } })).toBe("reads-not-traced");
    expect(doubt(ALL, { socket: { home: null } })).toBeNull();
  });

  test("the read that a close answers, if the request does not show and nothing else says why", () => {
    const traced = tracing("listed", "read", "write");
    const hidden = { hasRead: false, exchange: NO_EXCHANGE };
    expect(doubt(traced, hidden)).toBe("reads-not-traced");
    expect(doubt(ALL, hidden)).toBeNull();
    expect(doubt(traced, { exchange: NO_EXCHANGE })).toBeNull();
    expect(doubt(traced, { hasRead: false })).toBeNull();
    expect(doubt(traced, { hasRead: false, isUnderWay: false })).toBeNull();
    expect(doubt(traced, { hasRead: false, exchange: { ...NO_EXCHANGE, spots: ["http2"] } })).toBeNull();
  });
});

describe("what a capture may hide of a response", () => {
  const HEAD: DrawnEvent = { ...CALL, call: "writev" };
  /** `last` is the call that wrote the last bytes; null if that is not known. */
  const responseOf = (last: "head" | string | null, bytes = 5, declared: number | null = 500): DrawnExchange => ({
    ...NO_EXCHANGE,
    framing: declared === null ? "until-close" : "content-length",
    accepted: bytes,
    declared,
    head: HEAD,
    last: last === "head" || last === null ? last : { ...CALL, call: last },
  });
  interface Change {
    readonly by?: DrawnEvent;
    readonly socket?: Partial<DrawnSocket>;
    readonly exchange?: DrawnExchange;
    readonly hasAnswered?: boolean;
  }
  const hidden = (traced: TracedCalls, { by = CLOSE, socket = {}, exchange, hasAnswered = false }: Change = {}) => {
    const connection = new EndOfConnection(traced, socket);
    connection.exchange(exchange ?? responseOf("head"));
    return connection.hidden(by, "server", hasAnswered);
  };
  const spot = "writes-not-traced";

  test("nothing, if every write shows, and the thread that answers", () => {
    expect(hidden(ALL)).toEqual({ all: null, rest: null, refusal: null });
    expect(hidden(ALL, { by: { ...CLOSE, hasPid: false } })).toEqual({ all: spot, rest: null, refusal: null });
    expect(hidden(ALL, { by: { ...CLOSE, hasPid: false }, hasAnswered: true }).all).toBeNull();
    expect(hidden(ALL, { by: { ...REUSE, hasPid: false } }).all).toBeNull(); // the answer may be on the new socket
  });

  test("anything, if only calls of network show", () => {
    const traced = tracing("seen", "accept4", "recvfrom", "sendto");
    expect(hidden(traced)).toEqual({ all: spot, rest: spot, refusal: spot });
    expect(hidden(traced, { by: REUSE }).all).toBe(spot);
  });

  describe("the rest", () => {
    const plain = tracing("seen", "accept4", "read", "close", "write");
    test.each<[string, TracedCalls, Change, string | null]>([
      ["a body in a plain write", plain, { exchange: responseOf("write") }, null],
      ["a head alone", plain, { exchange: responseOf("write", 0) }, spot],
      ["a writev, after which sendfile may go on", plain, { exchange: responseOf("writev") }, spot],
      ["no close shows", tracing("seen", "read", "write"), { exchange: responseOf("write") }, spot],
      ["a body by sendfile", plain, { exchange: responseOf("sendfile") }, null],
      ["a body by splice", plain, { exchange: responseOf("splice") }, null],
      [
        "a write apart, and sendfile shows",
        tracing("seen", "read", "sendfile"),
        { exchange: responseOf("writev") },
        null,
      ],
      ["a write with the head, and sendfile shows", tracing("seen", "read", "sendfile"), {}, spot],
      ["a socket that says more", plain, { exchange: responseOf("write"), socket: { flags: ["saysMore"] } }, spot],
      ["no call", plain, { exchange: responseOf(null) }, spot],
    ])("%s", (_, traced, change, rest) => expect(hidden(traced, change).rest).toBe(rest));

    test("not of a response like one that was seen whole, as long as no write of the process is hidden", () => {
      const connection = new EndOfConnection(tracing("seen", "sendto"));
      connection.exchange({ ...responseOf("head", 500), verdict: "complete" });
      connection.see();
      const now = (exchange: DrawnExchange) => {
        connection.exchange(exchange);
        return connection.hidden(CLOSE, "server", false);
      };
      expect(now(responseOf("head"))).toEqual({ all: null, rest: null, refusal: null });
      expect(now(responseOf("head", 5, 501)).rest).toBe(spot);
      expect(now(responseOf("head", 500, null)).rest).toBeNull();
      expect(now(responseOf("head", 501, null)).rest).toBe(spot);
      const unended = { ...responseOf("head", 0, null), framing: "unknown", accepted: null } as const;
      expect(now(unended).rest).toBe(spot); // of a head that has no end
      connection.hideWrites();
      expect(now(responseOf("head"))).toEqual({ all: spot, rest: spot, refusal: spot });
    });
  });

  test("of what a client reads: a plain read, unless it uses recvfrom throughout", () => {
    const reads = (traced: TracedCalls, head: string | null, end: string) => {
      const connection = new EndOfConnection(traced);
      connection.exchange({ ...NO_EXCHANGE, head: head === null ? null : { ...CALL, call: head } });
      return connection.hidden({ ...CLOSE, call: end }, "client", false);
    };
    const network = tracing("seen", "recvfrom");
    expect(reads(network, "recvfrom", "recvfrom")).toEqual({ all: null, rest: null, refusal: null });
    expect(reads(network, null, "recvmsg").rest).toBeNull();
    for (const [head, end] of [
      ["read", "recvfrom"],
      ["recvfrom", "read"],
      ["recvfrom", "no call"],
      ["sendto", "recvfrom"],
    ] as const)
      expect(reads(network, head, end)).toMatchObject({ all: "reads-not-traced", rest: "reads-not-traced" });
    expect(reads(ALL, "read", "close").rest).toBeNull();
  });
});

test("an end shows, unless a new socket with the number is all that shows it", () => {
  const connection = new EndOfConnection(ALL);
  expect([CLOSE, SHUTDOWN, REUSE].map((event) => connection.isEndSeen(event))).toEqual([true, true, false]);
});

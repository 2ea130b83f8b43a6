import { describe, expect, test } from "vitest";
import { callCells, callOf, cell, countsOf, remarkOf, sinceOf } from "../../../src/core/records/step.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";

const event = (facts: object): SocketEvent => ({ line: 4, pid: 10, time: 3, call: null, ...facts }) as never;
const write = (facts: object = {}) =>
  event({ kind: "write", call: "write", asked: 1000, accepted: 1000, error: null, returned: true, ...facts });
const read = (facts: object = {}) => event({ kind: "read", call: "read", received: 5, error: null, ...facts });

describe("a row of a timeline", () => {
  const row = (progress: object | null, openedAt: number | null = 1, pid: number | null = 10) =>
    callCells({ ...write(), pid } as SocketEvent, openedAt, progress as never);

  test("says what was asked, what was taken, and how far the response is", () => {
    expect(row({ accepted: 1000, declared: 5000, owed: 7 })).toEqual({
      line: "4",
      since: "+2.00 s",
      pid: "10",
      call: "write",
      asked: "1,000",
      took: "1,000",
      accepted: "1,000",
      outstanding: "4,000",
      remark: "",
    });
  });

  test("without a declared length, the outstanding bytes are those that are owed", () => {
    expect(row({ accepted: 1000, declared: null, owed: 7 }).outstanding).toBe("7");
    expect(row({ accepted: null, declared: 5000, owed: 7 })).toMatchObject({ accepted: "", outstanding: "7" });
    expect(row({ accepted: 1000, declared: null, owed: 0 }).outstanding).toBe("");
    expect(row({ accepted: 5000, declared: 5000, owed: 0 }).outstanding).toBe("0");
  });

  test("leaves empty what is unknown", () => {
    expect(row(null, null, null)).toMatchObject({ since: "", pid: "", accepted: "", outstanding: "" });
  });
});

test("the time since the opening is never negative, and unknown without both times", () => {
  expect(sinceOf(event({}), 1)).toBe(2);
  expect(sinceOf(event({}), 5)).toBe(0);
  expect(sinceOf(event({}), null)).toBeNull();
  expect(sinceOf(event({ time: null }), 1)).toBeNull();
});

test("an event without a call has the name of its kind, and an end that of its cause", () => {
  expect(callOf(event({ kind: "end", call: "close", by: "close" }))).toBe("close");
  expect(callOf(event({ kind: "end", by: "exit" }))).toBe("exit");
  expect(callOf(event({ kind: "hangup" }))).toBe("hangup");
});

describe("the counts of", () => {
  test.each([
    ["a whole write", write(), 1000, 1000],
    ["a write of an unknown size", write({ asked: null }), "?", 1000],
    ["a write that never returned", write({ returned: false, accepted: 0 }), 1000, "?"],
    ["a write that failed", write({ error: "EPIPE", accepted: 0 }), 1000, "EPIPE"],
    ["a read", read(), null, 5],
    ["a read that failed", read({ error: "ECONNRESET", received: 0 }), null, "ECONNRESET"],
    ["a shutdown", event({ kind: "shutdown", how: "wr", error: null }), "SHUT_WR", null],
    ["a shutdown that failed", event({ kind: "shutdown", how: "rdwr", error: "ENOTCONN" }), "SHUT_RDWR", "ENOTCONN"],
    ["an end", event({ kind: "end", by: "close" }), null, null],
  ])("%s", (_, of, asked, took) => expect(countsOf(of)).toEqual({ asked, took }));

  test("a cell is empty for none, and keeps a word", () => {
    expect([null, 0, 1234, "EPIPE"].map(cell)).toEqual(["", "0", "1,234", "EPIPE"]);
  });
});

describe("the remark on", () => {
  test.each([
    ["opens", event({ kind: "open" })],
    ["", event({ kind: "shutdown", error: null })],
    ["failed: nothing was shut down", event({ kind: "shutdown", error: "ENOTCONN" })],
    ["the peer is gone: EPOLLHUP", event({ kind: "hangup", error: "EPOLLHUP" })],
    ["takes bytes again", event({ kind: "writable" })],
    ["the peer has ended its side", event({ kind: "read-hangup" })],
    ["io_uring takes work that is not shown", event({ kind: "ring" })],
    ["ends within its write, whose count may be anything", event({ kind: "unconfirmed" })],
    ["moved more than it was asked to: its line was changed", event({ kind: "damaged" })],
    ["one of several fds", event({ kind: "release" })],
    ["ends unseen", event({ kind: "end", by: "unseen" })],
    ["still open", event({ kind: "end", by: "capture-end" })],
    ["ends by exit", event({ kind: "end", by: "exit" })],
    ["peer's end", read({ received: 0 })],
    ["", read()],
    ["", read({ received: 0, error: "EAGAIN" })],
    ["injected by strace", write({ injected: true, returned: false })],
    ["never returned", write({ returned: false, accepted: 0 })],
    ["short", write({ accepted: 999 })],
    ["", write()],
    ["", write({ asked: null, accepted: 999 })],
    ["", write({ error: "EAGAIN", accepted: 0 })],
  ])("%j", (remark, of) => expect(remarkOf(of)).toBe(remark));
});

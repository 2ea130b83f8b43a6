import { describe, expect, test } from "vitest";
import { orderOf } from "../../../src/core/strace/line/thread-order.js";

/** Where a line of a file of `-ff` stands: when its call begins, when it ends, or before the next line of its thread. */
function placeOf(call: string, duration = ""): string {
  const line = Buffer.from(`1763892981.5 ${call}(7, 0x7f00) = 5${duration}`, "latin1");
  const order = orderOf(line, 0, line.length);
  if (order?.until === null) return "before the next line";
  return order?.until === order?.at ? "begin" : "end";
}

describe("with -T", () => {
  test.each([
    "write",
    "sendmmsg",
    "pwritev2",
    "sendfile",
    "sendfile64",
    "splice",
    "vmsplice",
    "tee",
  ])("%s gives bytes to an fd: it counts from when it begins", (call) =>
    expect(placeOf(call, " <0.25>")).toBe("begin"));

  test.each(["read", "accept4", "ppoll_time64", "close", "fcntl"])("%s counts from its end", (call) =>
    expect(placeOf(call, " <0.25>")).toBe("end"));
});

describe("without -T", () => {
  const WAIT = ["accept", "read", "readv", "preadv2", "recvmsg", "recvmmsg_time64", "connect", "wait4", "waitid"];
  const POLL = ["epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll", "ppoll_time64"];
  const SELECT = ["select", "_newselect", "pselect6", "pselect6_time64"];
  test.each([...WAIT, ...POLL, ...SELECT])("%s may wait", (call) => expect(placeOf(call)).toBe("before the next line"));

  test.each(["write", "sendfile64", "close", "shutdown", "socket", "scribble"])("%s is over at once", (call) =>
    expect(placeOf(call)).toBe("begin"));
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { effectiveCalls } from "../../../src/core/sockets/effective-calls.js";
import { parseTarget } from "../../../src/tools/probe/url.js";
import { observe, type ResponseObservation } from "../../../src/tools/provoke/observation.js";

const target = parseTarget("http://127.0.0.1:80/x");
const calls = new Set([...effectiveCalls, "ioctl"]);
const END = "<TCP:[127.0.0.1:80->127.0.0.1:5000]>";
const accept = (flags: string) => `7 10:00:00.000000 accept4(3<TCP:[0.0.0.0:80]>, NULL, NULL, ${flags}) = 5${END}`;
const OPEN = [
  accept("SOCK_CLOEXEC|SOCK_NONBLOCK"),
  `7 10:00:00.100000 read(5${END}, "GET /x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 4096) = 28`,
];
const HEAD = `"HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n"...`;
const INJECTED = "-1 EAGAIN (Resource temporarily unavailable) (INJECTED)";
const send = (result: string, asked = 1040) => `7 10:00:00.200000 write(5${END}, ${HEAD}, ${asked}) = ${result}`;

function observed(...lines: string[]): ResponseObservation {
  return observe(Buffer.from(`${lines.join("\n")}\n`, "latin1"), target, calls);
}

describe("the writes of a response", () => {
  test("are counted as strace does: by call and thread, whatever they go to", () => {
    const { writes } = observed(
      `7 10:00:00.000000 write(2</var/log/a>, "starts", 6) = 6`,
      `8 10:00:00.000000 write(4<anon_inode:[eventfd]>, "\\1\\0\\0\\0\\0\\0\\0\\0", 8) = 8`,
      ...OPEN,
      send("540"),
      `8 10:00:00.300000 write(5${END}, "...", 500) = 500`,
    );
    expect(writes).toMatchObject([
      { number: 1, call: "write", pid: 7, ordinal: 2, askedBytes: 1040, acceptedBytes: 540 },
      { number: 2, call: "write", pid: 8, ordinal: 2, askedBytes: 500, acceptedBytes: 500 },
    ]);
  });

  test("met a full socket if the kernel refused them, or had just taken less than asked", () => {
    const { writes } = observed(
      ...OPEN,
      send("540"),
      `7 10:00:00.300000 write(5${END}, "...", 500) = 300`,
      `7 10:00:00.300000 write(5${END}, "...", 200) = -1 EAGAIN (Resource temporarily unavailable)`,
      `7 10:00:00.400000 poll([{fd=5${END}, events=POLLOUT}], 1, -1) = 1 ([{fd=5, revents=POLLOUT}])`,
      `7 10:00:00.500000 write(5${END}, "...", 200) = 200`,
    );
    expect(writes.map(({ isFull }) => isFull)).toEqual([false, true, true, false]);
  });

  test("a refusal by strace does not make a socket full", () => {
    const { writes } = observed(...OPEN, send(INJECTED), send("1040"));
    expect(writes).toMatchObject([
      { isInjected: true, isFull: false },
      { isInjected: false, isFull: false },
    ]);
  });
});

test("a refusal elsewhere is stray", () => {
  const { strayRefusals, writes } = observed(
    `7 10:00:00.000000 write(4<anon_inode:[eventfd]>, "\\1", 8) = ${INJECTED}`,
    ...OPEN,
    send("1040"),
  );
  expect(strayRefusals).toBe(1);
  expect(writes).toHaveLength(1);
});

test("a connection that only looked whether the server listens is not the probe's", () => {
  const { writes } = observed(
    accept("SOCK_NONBLOCK"),
    `7 10:00:00.000000 read(5${END}, "", 4096) = 0`,
    `7 10:00:00.000000 close(5${END}) = 0`,
    ...OPEN,
    send("1040"),
  );
  expect(writes).toHaveLength(1);
});

describe("a non-blocking socket shows by", () => {
  const blocking = [accept("SOCK_CLOEXEC"), OPEN[1] ?? ""];
  test.each([
    ["accept4", [...OPEN, send("1040")], true],
    ["ioctl", [...blocking, `7 10:00:00.1 ioctl(5${END}, FIONBIO, [1]) = 0`, send("1040")], true],
    ["fcntl", [...blocking, `7 10:00:00.1 fcntl(5${END}, F_SETFL, O_RDWR|O_NONBLOCK) = 0`, send("1040")], true],
    ["a refusal of the kernel's", [...blocking, send("-1 EAGAIN (Resource temporarily unavailable)")], true],
    ["no refusal of strace's", [...blocking, send(INJECTED)], false],
    ["nothing", [...blocking, send("1040")], false],
  ])("%s", (_what, lines, expected) => {
    expect(observed(...lines).isNonBlocking).toBe(expected);
  });
});

describe("the kernel reported room in vain", () => {
  const refused = [...OPEN, send("540"), send("-1 EAGAIN (Resource temporarily unavailable)", 500)];
  const room = `7 10:00:01.000000 poll([{fd=5${END}, events=POLLOUT}], 1, -1) = 1 ([{fd=5, revents=POLLOUT}]) <0.500000>`;
  const stop = (time: string) => [
    `7 10:00:0${time} --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=1, si_uid=0} ---`,
    `7 10:00:0${time} +++ killed by SIGTERM +++`,
  ];
  test.each([
    ["long before the server was stopped", [...refused, room, ...stop("3.000000")], true],
    ["but only as the probe hung up", [...refused, room, ...stop("1.550000")], false],
    ["not if the program went on to write", [...refused, room, send("500", 500), ...stop("3.000000")], false],
  ])("%s", (_what, lines, expected) => {
    expect(observed(...lines).wasWokenInVain).toBe(expected);
  });
});

test("a real run: hyper 0.14 loses what a refused second writev leaves", () => {
  const capture = readFileSync(new URL("../../../samples/hyper-provoked.strace", import.meta.url));
  const seen = observe(capture, parseTarget("http+unix://%2Frun%2Flab.4jVY.sock/3300000"), calls);
  expect(seen.writes).toMatchObject([
    { call: "writev", ordinal: 1, isInjected: false, acceptedBytes: 219_264 },
    { call: "writev", ordinal: 2, isInjected: true, askedBytes: 3_080_843 },
  ]);
  expect(seen).toMatchObject({ verdict: "truncated", cause: "shut-wr", outstandingBytes: 3_080_843 });
  expect(seen.rules).toContain("shut-wr-outstanding");
});

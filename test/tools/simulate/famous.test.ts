import { expect, test } from "vitest";
import {
  FAMOUS,
  POLICIES,
  type ServerParameters,
  type SimulationParameters,
} from "../../../src/tools/simulate/parameters.js";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { DIALECTS } from "../../../src/tools/simulate/strace/dialects.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";

/** The case that made the bug known: 14.9 MB for a reader of 20 MB/s, on a Unix socket. */
function famous(changes: Partial<ServerParameters> = {}): SimulationParameters {
  return { server: { ...FAMOUS.server, ...changes }, clients: [FAMOUS.client], seed: 1, stop: null };
}

/** The calls on the connection's fd, without what they carry: `writev 14900108 = 219264`. */
function callsOn7(parameters: SimulationParameters): string[] {
  const lines = traceText(simulate(parameters).trace, { ...DIALECTS.bare, pid: "column" }).split("\n");
  return lines.flatMap((line) => {
    const [, name, rest = ""] = /^\d+ (\w+)\((?:5, \w+, )?7\b(.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const asked = [...rest.matchAll(/iov_len=(\d+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
    return [`${name}${asked > 0 ? ` ${asked}` : ""} = ${/= (-1 \w+|\d+)/.exec(rest)?.[1] ?? "?"}`];
  });
}

/** One thread at work, so that no call is printed in halves. */
const alone = { threads: 1 } as const;

test("discard-pending: 219,264 bytes accepted, EAGAIN, and the end, as in the recording of hyper", () => {
  expect(callsOn7(famous(alone))).toEqual([
    "epoll_ctl = 0",
    "recvfrom = 60",
    "writev 14900108 = 219264",
    "writev 14680844 = -1 EAGAIN",
    "shutdown = 0",
    "epoll_ctl = 0",
    "close = 0",
  ]);
});

test("the end comes within a millisecond of the refused write, as hyper's did", () => {
  const { trace, accounts } = simulate(famous());
  const refused = trace.findLast((event) => event.kind === "return" && event.call.name === "writev");
  expect((accounts[0]?.ended?.at ?? 0) - (refused?.at ?? 0)).toBeLessThan(1_000);
});

test("flush-before-shutdown: after EPOLLOUT 182,720 bytes fit, as in the recording of the fixed hyper", () => {
  const calls = callsOn7(famous({ ...alone, policy: "flush-before-shutdown" }));
  expect(calls.slice(2, 6)).toEqual([
    "writev 14900108 = 219264",
    "writev 14680844 = -1 EAGAIN",
    "writev 14680844 = 182720",
    "writev 14498124 = -1 EAGAIN",
  ]);
  expect(calls.slice(-4)).toEqual(["writev 63244 = 63244", "shutdown = 0", "epoll_ctl = 0", "close = 0"]);
});

test("pending-in-loop: every wake-up runs the whole loop, which reads before it writes", () => {
  const calls = callsOn7(famous({ ...alone, policy: "pending-in-loop" }));
  expect(calls.slice(2, 7)).toEqual([
    "writev 14900108 = 219264",
    "writev 14680844 = -1 EAGAIN",
    "recvfrom = -1 EAGAIN",
    "writev 14680844 = 182720",
    "writev 14498124 = -1 EAGAIN",
  ]);
});

test("flushing-state: waits for EPOLLOUT alone, and writes once for each", () => {
  const calls = callsOn7(famous({ ...alone, policy: "flushing-state" }));
  expect(calls.slice(2, 6)).toEqual([
    "writev 14900108 = 219264",
    "epoll_ctl = 0",
    "writev 14680844 = 182720",
    "writev 14498124 = 182720",
  ]);
});

test("a flat write knows the short count for what it is: no EAGAIN in between", () => {
  const lines = callsOn7(famous({ ...alone, call: "sendto" }));
  expect(lines.slice(2, 4)).toEqual(["sendto = 219264", "shutdown = 0"]);
});

test("only discard-pending loses bytes", () => {
  const lost = POLICIES.map((policy) => {
    const [connection] = simulate(famous({ policy })).accounts;
    const [account] = connection?.accounts ?? [];
    return [policy, (account?.body ?? 0) - (account?.response.bodyWritten ?? 0)];
  });
  expect(Object.fromEntries(lost)).toEqual({
    "discard-pending": 14_680_844,
    "flush-before-shutdown": 0,
    "pending-in-loop": 0,
    "flushing-state": 0,
  });
});

test("a response that fits into the socket buffer is whole under every policy", () => {
  const client = { ...FAMOUS.client, bodies: [219_000] };
  for (const policy of POLICIES) {
    const { accounts } = simulate({ ...famous({ policy }), clients: [client] });
    expect(accounts[0]?.accounts[0]?.response.isWritten).toBe(true);
  }
});

test("on a connection that is kept alive only the last response is cut", () => {
  const client = { ...FAMOUS.client, bodies: [500_000, 500_000, 500_000] };
  const { accounts } = simulate({ ...famous(), clients: [client] });
  expect(accounts[0]?.accounts.map(({ response }) => response.isWritten)).toEqual([true, true, false]);
});

import { expect, test } from "vitest";
import { CALL, CLOSE, EndOfConnection } from "./end-of-connection.js";

interface Facts {
  readonly transport?: "tcp" | "unix" | "unknown";
  readonly lingersZero?: boolean;
  readonly answered?: number;
  readonly unread?: number;
  /** When the socket was shut down, and when it was closed. */
  readonly shutdown?: number | null;
  readonly closed?: number | null;
  /** The line that shows the end of what the peer sends. */
  readonly peerEnd?: number;
  readonly isPeerGone?: boolean;
}

/** The first event of a connection stands on this line of the capture. */
const FIRST = 10;

function resetAfter(facts: Facts): string | null {
  const { transport = "tcp", lingersZero = false, answered, unread, shutdown, closed = 1, peerEnd, isPeerGone } = facts;
  const connection = new EndOfConnection({ basis: "seen", has: () => true }, { transport });
  if (peerEnd !== undefined) {
    connection.line = FIRST + peerEnd;
    connection.happens({ ...CALL, kind: "read", call: "read", moved: 0 });
  }
  if (isPeerGone) connection.happens({ ...CALL, kind: "hangup", error: "EPOLLHUP" });
  connection.event({ ...CLOSE, time: closed });
  return connection.reset({
    lingersZero,
    unread: unread ?? null,
    shutdown: shutdown ?? null,
    answered: answered === undefined ? null : FIRST + answered,
  });
}

test.each<[string, string | null, Facts]>([
  ["nothing is unread", null, {}],
  ["a request is unread", "unread-request 5 true", { unread: 5 }],
  ["of a socket whose transport is not known", "unread-request 5 false", { unread: 5, transport: "unknown" }],
  ["of a unix socket, which has no reset", null, { unread: 5, transport: "unix" }],
  ["of a peer that is gone", null, { unread: 5, isPeerGone: true }],
  ["of a peer that sends no more", null, { unread: 5, peerEnd: 3 }],
  ["SO_LINGER is 0", "linger-zero null true", { lingersZero: true }],
  ["SO_LINGER is 0, and the peer left with the response", null, { lingersZero: true, answered: 4, peerEnd: 5 }],
  [
    "SO_LINGER is 0, and the peer ended before",
    "linger-zero null true",
    { lingersZero: true, answered: 4, peerEnd: 3 },
  ],
  ["SO_LINGER is 0, and no response was whole", "linger-zero null true", { lingersZero: true, peerEnd: 3 }],
  ["a close that waited for the peer", null, { unread: 5, shutdown: 1, closed: 1.5 }],
  ["a close that waited just long enough", null, { unread: 5, shutdown: 0, closed: 0.4 }],
  ["a close that did not wait", "unread-request 5 true", { unread: 5, shutdown: 1, closed: 1.3 }],
  ["a close at an unknown time", "unread-request 5 true", { unread: 5, shutdown: -1, closed: null }],
  ["a shutdown at an unknown time", "unread-request 5 true", { unread: 5, shutdown: null, closed: 9 }],
])("%s", (_what, reset, facts) => {
  expect(resetAfter(facts)).toBe(reset);
});

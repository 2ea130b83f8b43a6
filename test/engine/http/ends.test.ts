import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cause } from "../../../src/core/protocols/exchange.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { ENDED_BY, ORIGINS, TRANSPORTS } from "../../../src/engine/host/event-fields.js";
import { BLIND_SPOTS, CAUSES, FRAMINGS, ROLES, VERDICTS } from "../../../src/engine/host/http/words.js";
import { budget, wholeBudget } from "../../budget.js";
import { drawnTraced } from "../call/filters.js";
import {
  CLOSE,
  type DrawnEvent,
  type DrawnExchange,
  type DrawnSocket,
  EndOfConnection,
  FLAGS,
  type PeerFacts,
  type Standing,
} from "../http1/end-of-connection.js";

const address = fc.option(
  fc.constantFrom(
    "127.0.0.1:80",
    "127.9.0.1:9",
    "[::1]:80",
    "[::ffff:127.0.0.1]:8",
    "1.2.3.4:80",
    "1.2.3.4:5",
    "x",
    "",
  ),
);
const socket: fc.Arbitrary<DrawnSocket> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  transport: fc.constantFrom(...TRANSPORTS),
  local: address,
  peer: address,
  identity: fc.option(fc.constant("inode 7")),
  flags: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...FLAGS])),
  home: fc.option(fc.record({ waits: fc.nat(3), hangup: fc.nat(12) }), { freq: 3 }),
});

const ERRORS = [
  "EAGAIN",
  "EWOULDBLOCK",
  "EPIPE",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPOLLHUP",
  "POLLHUP",
  "ENOTCONN",
  "EINVAL",
];
const CALLS = ["write", "writev", "sendto", "sendmsg", "sendfile", "splice", "read", "recvfrom", "close", "shutdown"];
const bytes = fc.constantFrom(0, 0, 1, 100, 65_535, 65_536, 1e9);
const anyEvent: fc.Arbitrary<DrawnEvent> = fc.record({
  kind: fc.constantFrom("write", "write", "write", "read", "shutdown", "hangup", "writable", "read-hangup", "end"),
  time: fc.option(fc.constantFrom(1, 1.1, 1.29, 1.31, 1.5, 6, 6.5)),
  asked: fc.option(bytes),
  moved: bytes,
  error: fc.option(fc.constantFrom(...ERRORS), { freq: 3 }),
  returned: fc.boolean(),
  call: fc.constantFrom(...CALLS),
  by: fc.constantFrom(...ENDED_BY),
  hasPid: fc.boolean(),
});
/** A hang-up says which. */
const event = anyEvent.map((one) => (one.kind === "hangup" ? { ...one, error: one.error ?? "EPOLLERR" } : one));
const size = fc.option(fc.constantFrom(0, 0, 1, 100, 4096));
const exchange: fc.Arbitrary<DrawnExchange> = fc.record({
  hasRequest: fc.boolean(),
  framing: fc.option(fc.constantFrom(...FRAMINGS)),
  declared: size,
  accepted: size,
  verdict: fc.constantFrom("complete", "complete", ...VERDICTS),
  spots: fc.uniqueArray(fc.constantFrom(...BLIND_SPOTS), { maxLength: 2 }),
  head: fc.option(event),
  last: fc.option(fc.oneof(fc.constant("head" as const), event)),
  refused: fc.option(event),
});
const standing: fc.Arbitrary<Standing> = fc.record({
  role: fc.constantFrom(...ROLES),
  cause: fc.option(fc.constantFrom<Cause>(...CAUSES)),
  hasHungUp: fc.boolean(),
  peerGone: fc.boolean(),
  hasRead: fc.boolean(),
  isUnderWay: fc.boolean(),
});

/** What never turns back once it is known. */
const LASTING = ["isGone", "sendsNoMore", "wasReset", "hasHungUp", "hasRead"] as const;
/** True for what only a call that failed, a poll or a shutdown can say. */
const saysGone = ({ kind, error }: DrawnEvent): boolean =>
  error !== null || kind === "hangup" || kind === "read-hangup";

test("what is known of a peer lasts, and rests on what it was seen to do", () => {
  const known = new Set<string>();
  fc.assert(
    fc.property(
      drawnTraced,
      socket,
      fc.array(fc.tuple(event, fc.boolean()), { maxLength: 30 }),
      (traced, drawn, events) => {
        const connection = new EndOfConnection(traced, drawn);
        let before: PeerFacts = connection.peer;
        let endLine = 0;
        let isSilent = true;
        for (const [one, waits] of events) {
          isSilent &&= !saysGone(one);
          const isEnd = one.kind === "read" && one.error === null && one.moved === 0;
          if (isEnd && endLine === 0) endLine = connection.line;
          const peer = connection.happens(one, waits);
          for (const fact of LASTING) {
            if (before[fact]) expect(peer[fact], fact).toBe(true);
            if (peer[fact]) known.add(fact);
          }
          if (isSilent)
            expect(peer).toMatchObject({ isGone: false, sendsNoMore: false, wasReset: false, hasHungUp: false });
          if (one.kind === "read" && one.error === null && one.moved > 0) expect(peer.hasRead).toBe(true);
          if (isSilent && endLine === 0) expect(peer.mayHaveLeft).toBe(false);
          expect(peer.endLine).toBe(endLine);
          before = peer;
        }
      },
    ),
    wholeBudget(600),
  );
  expect([...known].sort()).toEqual([...LASTING].sort());
});

/** What a capture may hide of the end of a connection. */
function hiddenIn(traced: TracedCalls, drawn: Drawn): object {
  const connection = new EndOfConnection(traced, drawn.socket);
  for (const seen of drawn.seen) {
    connection.exchange(seen);
    connection.see();
  }
  if (drawn.hides) connection.hideWrites();
  connection.exchange(drawn.exchange);
  return {
    ...connection.hidden(drawn.by, drawn.standing.role, drawn.hasAnswered),
    retry: connection.hiddenRetry(drawn.standing.hasRead),
    head: connection.mayHideHead(drawn.by),
    doubt: connection.doubt(drawn.by, drawn.standing),
  };
}

interface Drawn {
  readonly socket: DrawnSocket;
  readonly seen: readonly DrawnExchange[];
  readonly hides: boolean;
  readonly exchange: DrawnExchange;
  readonly by: DrawnEvent;
  readonly standing: Standing;
  readonly hasAnswered: boolean;
}

const drawnEnd: fc.Arbitrary<Drawn> = fc.record({
  socket,
  seen: fc.array(exchange, { maxLength: 2 }),
  hides: fc.boolean(),
  exchange,
  by: fc.oneof(event, fc.constant(CLOSE)),
  standing,
  hasAnswered: fc.boolean(),
});

test("if more calls are traced, no more of an end is hidden", () => {
  const changes = new Set<string>();
  fc.assert(
    fc.property(
      drawnTraced,
      fc.array(fc.constantFrom(...CALLS, "accept4", "epoll_wait", "poll")),
      drawnEnd,
      (traced, names, drawn) => {
        const wider = { ...traced, has: (name: string) => traced.has(name) || names.includes(name) };
        const [narrow, wide] = [hiddenIn(traced, drawn), hiddenIn(wider, drawn)].map(Object.entries) as [
          [string, unknown][],
          [string, unknown][],
        ];
        for (const [index, [name, spot]] of wide.entries()) {
          if (name === "head") continue; // a number that may stand for another connection hides no head of this one
          const isHidden = spot !== null && spot !== false;
          const wasHidden = narrow[index]?.[1] !== null && narrow[index]?.[1] !== false;
          if (isHidden) expect(wasHidden, name).toBe(true);
          if (isHidden !== wasHidden) changes.add(name);
        }
      },
    ),
    wholeBudget(2_000),
  );
  expect([...changes].sort()).toEqual(["all", "doubt", "refusal", "rest", "retry"]);
});

test("if every call is traced, nothing of a response is hidden that a thread with a pid wrote", () => {
  fc.assert(
    fc.property(drawnEnd, (drawn) => {
      const by = { ...drawn.by, hasPid: true };
      const hidden = hiddenIn({ basis: "excepted", has: () => true }, { ...drawn, by });
      expect(hidden).toMatchObject({ all: null, rest: null, refusal: null, retry: null, head: false });
    }),
    budget(300),
  );
});

import fc from "fast-check";
import { test } from "vitest";
import { ENDED_BY, ORIGINS, TRANSPORTS } from "../../../src/engine/host/event-fields.js";
import { BLIND_SPOTS, CAUSES, FRAMINGS, ROLES, VERDICTS } from "../../../src/engine/host/http/words.js";
import { budget } from "../../budget.js";
import { drawnTraced } from "../call/filters.js";
import { run, Steps } from "../rooms/steps.js";
import { BothEnds, type DrawnEvent, type DrawnExchange, type DrawnSocket } from "./both-ends.js";

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
  flags: fc.nat(127),
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
const event: fc.Arbitrary<DrawnEvent> = fc.record({
  kind: fc.constantFrom("write", "write", "write", "read", "shutdown", "hangup", "writable", "read-hangup", "end"),
  time: fc.option(fc.constantFrom(1, 1.1, 1.29, 1.31, 1.5, 6, 6.5)),
  asked: fc.option(bytes),
  moved: bytes,
  error: fc.option(fc.constantFrom(...ERRORS), { freq: 1 }),
  returned: fc.boolean(),
  call: fc.constantFrom(...CALLS),
  by: fc.constantFrom(...ENDED_BY),
  hasPid: fc.boolean(),
});
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

const ends = new Steps<BothEnds>()
  .does(12, "happens", event, fc.boolean())
  .does(3, "exchange", exchange)
  .does(3, "see")
  .does(1, "hideWrites")
  .does(6, "check", event, fc.constantFrom(...ROLES), fc.option(fc.constantFrom(...CAUSES)), fc.boolean(), fc.nat(15));

test("peers, and what filters hide of the ends of connections, are in the engine as in the core", () => {
  fc.assert(
    fc.property(drawnTraced, socket, fc.array(ends.any, { minLength: 5, maxLength: 40 }), (traced, drawn, steps) => {
      run(new BothEnds(traced, drawn), steps);
    }),
    budget(600),
  );
});

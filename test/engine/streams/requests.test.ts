import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget, wholeBudget } from "../../budget.js";
import { callsOf, cuts, wholeCuts } from "./draw-calls.js";
import { type KnownRequest, knownRequests, knownResponses } from "./draw-known.js";
import { requests } from "./draw-messages.js";
import { openings } from "./draw-openings.js";
import { type DrawnCall, EngineReader, type ReadRequest, type Recognised, recognitionsOf } from "./engine-reader.js";
import { type DrawnPiece, leavesNothing, StreamsEngine } from "./streams-engine.js";

const engine = new StreamsEngine();

const whole = (text: string): DrawnPiece => ({ text, length: text.length, isCut: false, isQuoted: true });
const bytesIn = (call: readonly DrawnPiece[]): number => call.reduce((sum, { length }) => sum + length, 0);

/** What waits after the first `bytes` of the requests were read by calls that end at these places. */
function waitingAfter(all: readonly KnownRequest[], ends: readonly number[], bytes: number): ReadRequest[] {
  let start = 0;
  return all.flatMap(({ text, method, target, head }) => {
    const headEnd = start + head;
    start += text.length;
    if (headEnd > bytes) return [];
    return [{ line: ends.findIndex((end) => end >= headEnd) + 1, isCut: false, method, target }];
  });
}

/** Bytes of a body with a length that are still to come after the first `bytes`; undefined without such a body. */
function unreadAfter(all: readonly KnownRequest[], bytes: number): number | undefined {
  let start = 0;
  for (const { text, head, length } of all) {
    const end = start + text.length;
    if (length !== null && start + head <= bytes && bytes < end) return end - bytes;
    start = end;
  }
  return undefined;
}

describe("of requests that are seen whole", () => {
  test("each waits once its head was read, in the order in which they came, with the line on which its head ended", () => {
    fc.assert(
      fc.property(knownRequests, wholeCuts, fc.boolean(), (all, cut, isFull) => {
        const calls = callsOf(all.map(({ text }) => text).join(""), cut);
        const ends: number[] = [];
        const reader = new EngineReader(engine);
        for (const [index, call] of calls.entries()) {
          const read = (ends.at(-1) ?? 0) + bytesIn(call);
          ends.push(read);
          reader.take(call, index + 1, isFull);
          const { waiting, mayHideMore, isAhead, unread } = reader.facts;
          const expected = waitingAfter(all, ends, read);
          expect(waiting).toEqual(expected);
          expect(mayHideMore).toBe(false);
          expect(isAhead).toBe(expected.length > 0 && expected[0]?.line !== expected.at(-1)?.line);
          const left = unreadAfter(all, read);
          if (left !== undefined) expect(unread).toBe(left);
        }
        expect(reader.facts).toMatchObject({ unread: null, isWhole: true });
        reader.drop();
      }),
      budget(1_000),
    );
  });

  test("they leave in that order, and one whose interim response is over waits again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.constantFrom("next" as const, "next" as const, "putBackNext" as const, "putInFront" as const)),
        (count, steps) => {
          const reader = new EngineReader(engine);
          const queue = Array.from({ length: count }, (_, index) => `/${index}`);
          reader.take([whole(queue.map((target) => `GET ${target} HTTP/1.1\r\n\r\n`).join(""))], 1, false);
          for (const step of steps) {
            if (step === "next") expect(reader.next()?.target).toBe(queue.shift());
            else if (step === "putBackNext") reader.putBackNext();
            else {
              reader.putInFront(7);
              queue.unshift("");
            }
            expect(reader.facts.waiting.map(({ target }) => target)).toEqual(queue);
          }
          reader.drop();
        },
      ),
      budget(100),
    );
  });

  test("a client that awaits 100 has not sent its body yet", () => {
    const reader = new EngineReader(engine);
    reader.take([whole("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")], 1, false);
    expect(reader.facts.unread).toBeNull();
    reader.continues();
    expect(reader.facts.unread).toBe(9);
    reader.take([whole("body")], 2, false);
    expect(reader.facts.unread).toBe(5);
    reader.drop();
  });

  test("a request that is answered before its head was read to the end waits no more", () => {
    const reader = new EngineReader(engine);
    reader.take([whole("GET /early HTTP/1.1\r\nHost")], 1, true);
    expect(reader.facts).toMatchObject({ unread: Number.NaN, isWhole: true, waiting: [] });
    expect(reader.next()).toEqual({ line: 1, isCut: false, method: "GET", target: "/early" });
    expect(reader.next()).toBeNull();
    reader.take([whole(": a\r\n\r\nGET /next HTTP/1.1\r\n\r\n")], 2, false);
    expect(reader.facts.waiting.map(({ target }) => target)).toEqual(["/next"]);
    reader.drop();
  });
});

test("no request waits of which nothing was read, whatever the capture hides", () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: requests }, openings), cuts, fc.boolean(), (text, cut, isFull) => {
      const reader = new EngineReader(engine);
      const calls = callsOf(text, cut);
      let count = 0;
      for (const [index, call] of calls.entries()) {
        reader.take(call, index + 1, isFull);
        const { waiting } = reader.facts;
        expect(waiting.slice(0, count)).toEqual(waiting.slice(0, count).filter(({ line }) => line <= index));
        expect(waiting.length).toBeGreaterThanOrEqual(count);
        for (const { line, method } of waiting.slice(count)) {
          expect(line).toBe(index + 1);
          expect(method).toMatch(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);
        }
        count = waiting.length;
      }
      for (let left = count; left > 0; left--) expect(reader.next()).not.toBeNull();
      reader.drop();
    }),
    budget(1_000),
  );
});

test("a reader of requests gives back its memory", () => {
  fc.assert(
    fc.property(requests, cuts, fc.nat(5), (text, cut, taken) => {
      leavesNothing(engine, () => {
        const reader = new EngineReader(engine);
        for (const [index, call] of callsOf(text, cut).entries()) reader.take(call, index + 1, index % 3 > 0);
        reader.putInFront(3);
        for (let index = 0; index < taken; index++) reader.next();
        reader.drop();
      });
    }),
    budget(200),
  );
});

describe("the protocol and the roles", () => {
  const role = fc.constantFrom("server" as const, "client" as const, "unknown" as const);
  const side = fc.tuple(openings, cuts).map(([text, cut]) => callsOf(text, cut));
  const onOneSide = (calls: readonly (readonly DrawnPiece[])[], isWrite: boolean): DrawnCall[] =>
    calls.map((pieces) => ({ isWrite, pieces }));
  const last = (all: readonly Recognised[]): Recognised | undefined => all.at(-1);

  test("who is sent HTTP requests is the server, who sends them the client; of responses the other way round", () => {
    const requested = knownRequests.map((all) => ({ text: all.map(({ text }) => text).join(""), isAsked: true }));
    const responded = knownResponses.map((all) => ({ text: all.map(({ text }) => text).join(""), isAsked: false }));
    fc.assert(
      fc.property(fc.oneof(requested, responded), wholeCuts, fc.boolean(), ({ text, isAsked }, cut, isWrite) => {
        const recognised = last(recognitionsOf(engine, onOneSide(callsOf(text, cut), isWrite), "unknown", false));
        expect(recognised).toEqual({
          protocol: "http/1",
          role: isAsked === isWrite ? "client" : "server",
          isHttp: true,
        });
      }),
      budget(500),
    );
  });

  test.each([
    ["tls", "\x16\x03\x01\0\x05hello"],
    ["http/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["http/1", "PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET / HTTP/1.1\r\n\r\n"],
    ["other", "*1\r\n$4\r\nPING\r\n"],
    ["other", "OPTIONS sip:a@192.0.2.1 SIP/2.0\r\n"],
    ["other", "GET / HTTP/2.0\r\n\r\n"],
    [null, "GE"],
    [null, "HTTP/1"],
  ])("%s begins with %j, in one call or byte by byte", (protocol, text) => {
    for (const parts of [[text], [...text]])
      expect(
        last(
          recognitionsOf(
            engine,
            onOneSide(
              parts.map((part) => [whole(part)]),
              false,
            ),
            "server",
            false,
          ),
        ),
      ).toMatchObject({
        protocol,
      });
  });

  test("a protocol stays the same once it is known, and nothing is left of it", () => {
    const found = new Set<string | null>();
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.boolean()),
        role,
        fc.boolean(),
        fc.boolean(),
        (asks, answers, turns, of, isOlder, isWrite) => {
          const calls: DrawnCall[] = [];
          const left = { asks: [...asks], answers: [...answers] };
          for (let turn = 0; left.asks.length + left.answers.length > 0 && turn < 12; turn++) {
            const isAnswer = turns[turn] ?? turn > 1;
            const pieces = (isAnswer ? left.answers : left.asks).shift();
            if (pieces) calls.push({ isWrite: isAnswer === isWrite, pieces });
          }
          leavesNothing(engine, () => {
            const all = recognitionsOf(engine, calls, of, isOlder);
            const known = all.filter(({ protocol }) => protocol !== null);
            expect(new Set(known.map(({ protocol, role: now }) => `${protocol} ${now}`)).size).toBeLessThanOrEqual(1);
            for (const { protocol, isHttp } of known) expect(isHttp).toBe(protocol === "http/1");
            found.add(last(all)?.protocol ?? null);
          });
        },
      ),
      wholeBudget(2_000), // each protocol is found, also on a busy machine
    );
    expect([...found].map(String).sort()).toEqual(["http/1", "http/2", "null", "other", "tls"]);
  });
});

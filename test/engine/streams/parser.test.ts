import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { type Answers, engine, HEARD, sameParsers, timesHeard } from "./both-parsers.js";
import { callsOf, cuts } from "./draw-calls.js";
import { requests, responses } from "./draw-messages.js";
import { type DrawnPiece, leavesNothing } from "./streams-engine.js";

/** Milliseconds: also on a busy machine each call of the handler is heard. */
const ENOUGH = { interruptAfterTimeLimit: 20_000 };

const answers: fc.Arbitrary<Answers> = fc.record({
  mayBeBodiless: fc.boolean(),
  mayHideRest: fc.boolean(),
  skipsEmptyLines: fc.boolean(),
  isNext: fc.boolean(),
  left: fc.constantFrom(null, null, 0, 5, 40, 2_000),
  method: fc.constantFrom(null, "GET", "HEAD", "CONNECT"),
});

test("a parser reports what the core's reports, however the stream is cut and shown", () => {
  const text = fc.oneof({ weight: 9, arbitrary: responses }, requests);
  fc.assert(
    fc.property(text, cuts, answers, fc.boolean(), (drawn, cut, answer, isOwn) => {
      sameParsers(callsOf(drawn, cut), answer, isOwn);
    }),
    { ...budget(3_000), ...ENOUGH },
  );
  expect([...timesHeard.keys()].sort()).toEqual([...HEARD].sort());
});

test("a parser gives back its memory", () => {
  fc.assert(
    fc.property(responses, cuts, answers, (drawn, cut, answer) => {
      const calls = callsOf(drawn, cut);
      leavesNothing(engine, () => sameParsers(calls, answer));
    }),
    budget(200),
  );
});

test("what is longer than any head is none, in one piece or in many", () => {
  const long = `HTTP/1.1 200 OK\r\nA: ${"x".repeat(262_200)}`;
  const answer = {
    mayBeBodiless: false,
    mayHideRest: false,
    skipsEmptyLines: false,
    isNext: true,
    left: null,
    method: null,
  };
  for (const length of [300_000, 262_144, 90_000]) {
    const calls: DrawnPiece[][] = [];
    for (let at = 0; at < long.length; at += length) {
      const text = long.slice(at, at + length);
      calls.push([{ text, length: text.length, isCut: false, isQuoted: true }]);
    }
    leavesNothing(engine, () => sameParsers(calls, answer));
    leavesNothing(engine, () => sameParsers([calls.flat()], answer));
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { type Answers, HEARD, sameParsers, timesHeard } from "./both-parsers.js";
import { callsOf, cuts } from "./draw-calls.js";
import { requests, responses } from "./draw-messages.js";

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
    budget(3_000),
  );
  for (const heard of HEARD) expect(timesHeard.get(heard) ?? 0, heard).toBeGreaterThan(5);
});

import fc from "fast-check";
import { http2 } from "../../../../../src/core/protocols/http2/http2.js";
import type { Message } from "../../../../../src/core/protocols/message.js";
import type { ConversationStart } from "../../../../../src/core/protocols/protocol.js";
import { type Call, callsOf, movedBy } from "./calls.js";
import { Made } from "./made.js";
import { KINDS, type Step } from "./steps.js";

/** The capture shows all of each buffer. */
export const ALL = Number.POSITIVE_INFINITY;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(9),
  size: fc.oneof(fc.nat(40), fc.nat(400)),
  form: fc.nat(5000),
});
const MOST_STEPS = { minLength: 1, maxLength: 60 };
/** Few most of the time, and any number. */
const fewSteps = fc.array(step, MOST_STEPS);
const steps = fc.array(step, { ...MOST_STEPS, size: "max" });
const cuts = fc.array(fc.nat(3000), { minLength: 1, maxLength: 20 });
const lastFrame = fc.option(fc.record({ pick: fc.nat(9), size: fc.integer({ min: 1, max: 300 }), part: fc.nat(309) }));
export const role = fc.constantFrom<ConversationStart["role"]>("server", "client");
/** How many bytes of each buffer the capture shows (-s): 9 are the head of a frame, without the length of its padding. */
export const limit = fc.oneof(fc.constantFrom(9, 32), fc.nat(30), fc.nat(100), fc.nat(400));

/**
 * A conversation that ends anywhere, also within a frame.
 *
 * @param leastRest how short the rest of a frame may be that is a call of its own
 */
export const conversation = (leastRest = 0): fc.Arbitrary<{ made: Made; calls: Call[] }> =>
  fc.record({ steps: leastRest === 0 ? steps : fewSteps, cuts, lastFrame }).map(({ steps, cuts, lastFrame }) => {
    const made = new Made(steps);
    if (lastFrame) made.cut(lastFrame.pick, lastFrame.size, lastFrame.part);
    return { made, calls: callsOf(made.sent, cuts, leastRest) };
  });

/** What is said of a conversation of which the capture shows the calls from `from` on, and `shown` bytes of each buffer. */
export function hear(
  calls: readonly Call[],
  { shown = ALL, from = 0, role = "server" as ConversationStart["role"] } = {},
): { over: Message[]; open: readonly Message[] } {
  const over: Message[] = [];
  const decided = (message: Message): void => {
    over.push(message);
  };
  const talk = http2.begin({ role, isOlder: from > 0, upgraded: null, decided });
  calls.slice(from).forEach((call, index) => {
    const isOut = (call.by === "answers") === (role === "server");
    talk.moved(isOut ? "out" : "in", movedBy(call, index + 1, shown));
  });
  return { over, open: talk.open() };
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { http2 } from "../../../../src/core/protocols/http2/http2.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import type { ConversationStart } from "../../../../src/core/protocols/protocol.js";
import { budget } from "../../../budget.js";
import { lineOf } from "./conversing.js";
import { type Call, callsOf, movedBy } from "./made/calls.js";
import { expectedLine, wrongIn } from "./made/expectation.js";
import { KINDS, Made, type Step } from "./made/made.js";

const ALL = Number.POSITIVE_INFINITY;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(9),
  size: fc.oneof(fc.nat(40), fc.nat(400)),
  form: fc.nat(5000),
});
const steps = fc.array(step, { minLength: 1, maxLength: 60 });
const cuts = fc.array(fc.nat(3000), { minLength: 1, maxLength: 20 });
const lastFrame = fc.option(fc.record({ pick: fc.nat(9), size: fc.integer({ min: 1, max: 300 }), part: fc.nat(309) }));
const role = fc.constantFrom<ConversationStart["role"]>("server", "client");

/** @param leastRest how short the rest of a frame may be that is a call of its own */
const conversation = (leastRest?: number): fc.Arbitrary<{ made: Made; calls: Call[] }> =>
  fc.record({ steps, cuts, lastFrame }).map(({ steps, cuts, lastFrame }) => {
    const made = new Made(steps);
    if (lastFrame) made.cut(lastFrame.pick, lastFrame.size, lastFrame.part);
    return { made, calls: callsOf(made.sent, cuts, leastRest) };
  });

/** What is said of a conversation of which the capture shows the calls from `from` on, and `shown` bytes of each buffer. */
function hear(
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

/** What contradicts the books. */
function wrongs(made: Made, { over, open }: ReturnType<typeof hear>): string[] {
  const wrong = [
    ...over.map((message) => [message, wrongIn(message, true, made)] as const),
    ...open.map((message) => [message, wrongIn(message, false, made)] as const),
  ];
  const streams = [...over, ...open].map(({ stream }) => stream);
  const twice = streams.filter((stream, at) => streams.indexOf(stream) !== at).map((stream) => `${stream} twice`);
  return [
    ...wrong.filter(([, what]) => what !== null).map(([message, what]) => `${lineOf(message)}: ${what}`),
    ...twice,
  ];
}

describe("http2, of conversations that are made at random", () => {
  it("says of each stream what its books say, however it is cut into calls", () => {
    fc.assert(
      fc.property(conversation(0), role, ({ made, calls }, role) => {
        const { over, open } = hear(calls, { role });
        const owed = [...made.book.values()].filter(({ end }) => end !== null);
        const sorted = (messages: readonly Message[]): string[] => messages.map(lineOf).sort();
        expect(sorted(over)).toEqual(
          owed
            .filter(({ isOver }) => isOver)
            .map(expectedLine)
            .sort(),
        );
        expect(sorted(open)).toEqual(
          owed
            .filter(({ isOver }) => !isOver)
            .map(expectedLine)
            .sort(),
        );
      }),
      budget(300),
    );
  });

  it("says nothing wrong of what the capture hides, whatever -s is", () => {
    const limit = fc.oneof(fc.constant(32), fc.nat(100), fc.nat(400));
    fc.assert(
      fc.property(conversation(), limit, role, ({ made, calls }, shown, role) => {
        expect(wrongs(made, hear(calls, { shown, role }))).toEqual([]);
      }),
      budget(300),
    );
  });

  it("says nothing wrong of a connection that is older than the capture", () => {
    fc.assert(
      fc.property(conversation(), fc.nat(20), fc.option(fc.nat(400)), ({ made, calls }, skipped, shown) => {
        const from = 1 + (skipped % Math.max(1, calls.length - 1));
        expect(wrongs(made, hear(calls, { shown: shown ?? ALL, from }))).toEqual([]);
      }),
      budget(300),
    );
  });

  it("never throws, and keeps to its bounds, when bytes are changed", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(conversation(), changes, fc.option(fc.nat(400)), ({ calls }, changes, shown) => {
        for (const [callAt, at, value] of changes) {
          const buffer = calls[callAt % calls.length]?.buffers[0];
          if (buffer) buffer[at % buffer.length] = value;
        }
        const { over, open } = hear(calls, { shown: shown ?? ALL });
        for (const { end, blindSpots } of [...over, ...open]) expect(blindSpots.length > 0).toBe(end === "lost");
      }),
      budget(300),
    );
  });
});

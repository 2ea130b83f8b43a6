import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../../src/core/protocols/message.js";
import { budget } from "../../../budget.js";
import { conversing, lineOf } from "./conversing.js";
import { LEAST_REST_OF_OLDER } from "./made/calls.js";
import { ALL, conversation, hear, limit, role } from "./made/drawn.js";
import { expectedLine, wrongIn } from "./made/expectation.js";
import type { Made } from "./made/made.js";
import { data, get, headers, joined, ping } from "./wire.js";

/** So few missing bytes may look like the heads of hidden frames, which are not all of the body: pings have 17 bytes. */
const FEW_HEADS = 9 * 10;

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
      fc.property(conversation(), role, ({ made, calls }, role) => {
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
    fc.assert(
      fc.property(conversation(), limit, role, ({ made, calls }, shown, role) => {
        expect(wrongs(made, hear(calls, { shown, role }))).toEqual([]);
      }),
      budget(300),
    );
  });

  it("says nothing wrong of a connection that is older than the capture", () => {
    fc.assert(
      fc.property(
        conversation(LEAST_REST_OF_OLDER),
        fc.nat(20),
        fc.option(fc.nat(400)),
        ({ made, calls }, skipped, shown) => {
          const from = 1 + (skipped % Math.max(1, calls.length - 1));
          expect(wrongs(made, hear(calls, { shown: shown ?? ALL, from }))).toEqual([]);
        },
      ),
      budget(300),
    );
  });

  it("takes no answer for whole of which more is missing than the heads of a few frames", () => {
    const size = fc.integer({ min: 10, max: 200 });
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 2, max: 40 }),
        fc.nat(199),
        fc.nat(8000),
        fc.nat(3),
        (size, full, rest, missing, pings) => {
          const declared = size * full + (rest % size);
          const { ask, answer, answerShown, open } = conversing();
          ask(get(1));
          answer(headers(1, { ":status": "200", "content-length": String(declared) }), data(1, size));
          const frames = Array.from({ length: full - 1 }, () => data(1, size));
          const hidden = joined(...Array.from({ length: pings }, ping), ...frames, data(1, rest % size, true));
          const sent = hidden.subarray(0, hidden.length - (missing % hidden.length));
          answerShown(0, sent);
          const isWhole = open()[0]?.startsWith("1 whole") ?? false;
          if (missing % hidden.length === 0 && pings === 0) expect(isWhole).toBe(true);
          if (missing % hidden.length > FEW_HEADS) expect(isWhole).toBe(false);
        },
      ),
      budget(500),
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

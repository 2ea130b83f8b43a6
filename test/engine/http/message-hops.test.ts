import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/core/protocols/message.js";
import { MessageHops } from "../../../src/engine/host/conversations/message-hops.js";

const CONVERSATION = 7;

/** A message whose request and response begin on these lines. */
function message(asked: number, begun: number): Message {
  const sizes = { declaredBytes: 5, acceptedBytes: 3, isAtMost: false, misfitBytes: 0 };
  return {
    request: { method: "GET", target: "/a", line: asked },
    response: { status: 200, line: begun, framing: "content-length", ...sizes },
    ...{ stream: 1, end: "cut", signs: [], blindSpots: [] },
  };
}

function notes(): { hops: MessageHops; at: (line: number) => void; timesOf: (of: Message) => (number | null)[] } {
  let line = 0;
  const hops = new MessageHops(() => ({ line, time: 100 + line, asked: null, received: null }));
  return {
    hops,
    at: (now) => {
      line = now;
    },
    timesOf: (of) => {
      const { asked, begun } = hops.of(CONVERSATION, of, "truncated");
      return [asked?.time ?? null, begun?.time ?? null];
    },
  };
}

describe("the hop of a message says when its first bytes moved", () => {
  test("until the message is over", () => {
    const { hops, at, timesOf } = notes();
    at(1);
    hops.keep(CONVERSATION, 1);
    at(2);
    hops.keep(CONVERSATION, 1);
    at(3);
    expect(timesOf(message(1, 2))).toEqual([101, 102]);
    hops.drop(CONVERSATION, message(1, 2));
    expect(timesOf(message(1, 2))).toEqual([null, null]);
  });

  test("as long as one of those that began with the same call is open", () => {
    const { hops, at, timesOf } = notes();
    at(1);
    hops.keep(CONVERSATION, 2);
    at(2);
    hops.drop(CONVERSATION, message(1, 2));
    expect(timesOf(message(1, 3))).toEqual([101, null]);
    hops.drop(CONVERSATION, message(1, 3));
    expect(timesOf(message(1, 3))).toEqual([null, null]);
  });

  test("also if it begins and ends with one call, and nothing of it is kept", () => {
    const { hops, at, timesOf } = notes();
    at(1);
    hops.keep(CONVERSATION, 1);
    at(2);
    expect(timesOf(message(1, 2))).toEqual([101, 102]);
    hops.drop(CONVERSATION, message(1, 2));
    hops.keep(CONVERSATION, 1);
    at(3);
    expect(timesOf(message(1, 2))).toEqual([null, null]);
  });

  test("unless so many others have begun that the oldest are forgotten", () => {
    const { hops, at, timesOf } = notes();
    for (let line = 1; line <= 10_000; line++) {
      at(line);
      hops.keep(CONVERSATION, 1);
    }
    at(10_001);
    expect(timesOf(message(1, 10_000))).toEqual([null, 10_100]);
  });

  test("until its conversation is over", () => {
    const { hops, at, timesOf } = notes();
    at(1);
    hops.keep(CONVERSATION, 1);
    hops.forget(CONVERSATION);
    at(2);
    expect(timesOf(message(1, 1))).toEqual([null, null]);
  });
});

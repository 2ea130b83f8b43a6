import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Message } from "../../../../src/core/protocols/message.js";
import { tls } from "../../../../src/core/protocols/tls/tls.js";
import { Random } from "../../../../src/core/random.js";
import { budget } from "../../../budget.js";
import { decisionsOn, isCut } from "../endings.js";
import { type MovedParts, moved } from "../moved.js";
import { clientHello, join, record, serverHello, startOf } from "./records.js";

/** Bodies of records with data: short ones, full ones, and those that are as long as an alert of TLS 1.3. */
const anySizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(11, 19, 16_401)), { maxLength: 6 });
/** How a stream is cut into calls, and how many bytes of each the capture shows. */
const anyCalls = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 8 }),
  shown: fc.constantFrom(0, 3, 5, 8, 32, 4_096, Number.POSITIVE_INFINITY),
});
type Calls = { readonly sizes: readonly number[]; readonly shown: number };

/** Random bytes stand in the bodies: nothing in them is to be taken for a head. */
function body(length: number, seed: number): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length }, () => random.between(0, 255));
}

/** What the server sends after the handshake. */
const data = (sizes: readonly number[]): Uint8Array => join(...sizes.map((size, at) => record("data", body(size, at))));

/** What is open after the server has sent so many bytes in these calls. */
function opened(stream: Uint8Array, { sizes, shown }: Calls, isOlder = false): Message | undefined {
  const conversation = tls.begin(startOf({ isOlder }));
  const say = (direction: "in" | "out", bytes: Uint8Array, parts?: MovedParts): void =>
    conversation.moved(direction, moved(bytes, parts));
  say("in", record("handshake", clientHello("h", [])));
  say("out", record("handshake", serverHello(null)));
  say("in", join(record("changeCipherSpec", 1), record("data", 53), record("data", 90)));
  let at = 0;
  for (let call = 0; at < stream.length; call++) {
    const next = at + (sizes[call % sizes.length] as number);
    say("out", stream.subarray(at, next), { shown });
    at = next;
  }
  return conversation.open()[0];
}

/** How a stream of these records stands after `length` bytes, by adding up; a record as long as an alert ends it. */
function standing(
  sizes: readonly number[],
  length: number,
): Partial<Omit<Message, "response">> & { response?: object } {
  let at = 0;
  let last = 0;
  for (const size of sizes) {
    const came = length - at;
    if (came <= 0) break;
    const isAlert = size === 19 || size === 11;
    if (came < 5) return { end: "cut", response: { declaredBytes: null } };
    if (came < 5 + size && !isAlert) return { end: "cut", response: { declaredBytes: size, acceptedBytes: came - 5 } };
    if (came < 5 + size) return { end: "unmarked", owesNothing: true };
    at += 5 + size;
    last = size;
  }
  return { end: last === 19 || last === 11 ? "whole" : "unmarked" };
}

describe("any healthy TLS stream", () => {
  test("that is seen whole stands where its records add up to, after each of its bytes", () => {
    fc.assert(
      fc.property(anySizes, anyCalls, fc.nat(), (sizes, calls, cut) => {
        const stream = data(sizes);
        const length = cut % (stream.length + 1);
        const shown = Number.POSITIVE_INFINITY;
        expect(opened(stream.subarray(0, length), { ...calls, shown })).toMatchObject(standing(sizes, length));
      }),
      budget(300),
    );
  });

  test("is never cut at its end, whatever strace hides, and however old the connection is", () => {
    fc.assert(
      fc.property(anySizes, anyCalls, fc.boolean(), fc.boolean(), (sizes, calls, closes, isOlder) => {
        const stream = data(closes ? [...sizes, 19] : sizes);
        const end = opened(stream, calls, isOlder)?.end;
        expect(["whole", "unmarked", "lost"]).toContain(end);
        if (closes) expect(end).not.toBe("unmarked");
      }),
      budget(300),
    );
  });

  test("is called cut at no end of the connection if no record is under way, whatever strace hides", () => {
    fc.assert(
      fc.property(anySizes, anyCalls, fc.nat(), fc.boolean(), (sizes, calls, cut, isOlder) => {
        const stream = data(sizes);
        const length = cut % (stream.length + 1);
        const message = opened(stream.subarray(0, length), calls, isOlder);
        if (message && standing(sizes, length).end !== "cut") expect(decisionsOn(message).filter(isCut)).toEqual([]);
      }),
      budget(300),
    );
  });

  test("is found again at a close_notify that has a call of its own", () => {
    fc.assert(
      fc.property(anySizes, anyCalls, (sizes, { sizes: calls, shown }) => {
        const stream = data(sizes);
        const parts = { sizes: [...calls], shown: Math.max(5, shown) };
        const conversation = tls.begin(startOf({ isOlder: true }));
        for (let at = 0; at < stream.length; at += parts.sizes[0] as number)
          conversation.moved(
            "out",
            moved(stream.subarray(at, at + (parts.sizes[0] as number)), { shown: parts.shown }),
          );
        conversation.moved("out", moved(record("data", 19), { shown: parts.shown }));
        expect(conversation.open()[0]?.end).toBe("whole");
      }),
      budget(300),
    );
  });

  test("that is changed anywhere does not throw, and is one message at most", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 });
    fc.assert(
      fc.property(anySizes, anyCalls, changes, fc.boolean(), (sizes, calls, changed, isOlder) => {
        const stream = data(sizes);
        for (const [at, byte] of changed) if (stream.length > 0) stream[at % stream.length] = byte;
        const message = opened(stream, calls, isOlder);
        expect(message?.response?.acceptedBytes ?? 0).toBeGreaterThanOrEqual(0);
      }),
      budget(300),
    );
  });
});

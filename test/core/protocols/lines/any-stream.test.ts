import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memcached } from "../../../../src/core/protocols/memcached/memcached.js";
import { resp } from "../../../../src/core/protocols/resp/resp.js";
import { budget } from "../../../budget.js";
import * as items from "../memcached/replies.js";
import * as values from "../resp/replies.js";
import { anyCalls, pieces, talk } from "../talk.js";
import { type Reply, standing } from "./reply.js";

const bytesOf = (replies: readonly Reply[]): string => replies.map(({ bytes }) => bytes).join("");
const anyPart = fc.double({ min: 0, max: 1, noNaN: true });
/** What a client asks first. */
const ASKED = { resp: "*1\r\n$4\r\nPING\r\n", memcached: "get key\r\n" } as const;

describe.each([
  { protocol: resp, asked: ASKED.resp, anyReplies: values.anyReplies, anyPlainReplies: values.anyPlainReplies },
  { protocol: memcached, asked: ASKED.memcached, anyReplies: items.anyReplies, anyPlainReplies: items.anyPlainReplies },
])("any healthy stream of $protocol.name", ({ protocol, asked, anyReplies, anyPlainReplies }) => {
  test("that is seen whole stands where its replies add up to, after each of its bytes", () => {
    fc.assert(
      fc.property(anyReplies, anyCalls, anyPart, (replies, { sizes }, part) => {
        const stream = bytesOf(replies);
        const length = Math.round(stream.length * part);
        const { out, in: from, open } = talk(protocol);
        from(asked);
        for (const piece of pieces(stream.slice(0, length), sizes)) out(piece);
        const expected = standing(replies, length);
        expect(open()).toEqual(expected === null ? [] : [`${expected} on line 1`]);
      }),
      budget(500),
    );
  });

  test("has nothing under way at its end, whatever strace hides", () => {
    fc.assert(
      fc.property(anyReplies, anyCalls, (replies, { sizes, shown }) => {
        const { out, in: from, open } = talk(protocol);
        from(asked);
        for (const piece of pieces(bytesOf(replies), sizes)) out(piece, { shown });
        expect(open()).toEqual([]);
      }),
      budget(500),
    );
  });

  test("that strace hides in part has nothing under way, or what its replies add up to", () => {
    fc.assert(
      fc.property(anyPlainReplies, anyCalls, anyPart, (replies, { sizes, shown }, part) => {
        const stream = bytesOf(replies);
        const length = Math.round(stream.length * part);
        const { out, in: from, open } = talk(protocol);
        from(asked);
        for (const piece of pieces(stream.slice(0, length), sizes)) out(piece, { shown });
        const [claim] = open();
        // the size of a list is not known if the capture hides its beginning, so only what is cut is held against it
        if (claim?.startsWith("cut")) expect(claim).toBe(`${standing(replies, length)} on line 1`);
        if (claim !== undefined) expect(standing(replies, length)).not.toBeNull();
      }),
      budget(500),
    );
  });

  test("that is changed anywhere does not throw, and has one message at most", () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(anyReplies, anyCalls, fc.array(change, { maxLength: 5 }), (replies, { sizes, shown }, changes) => {
        const stream = [...bytesOf(replies)];
        for (const [at, byte] of changes) stream[at % (stream.length || 1)] = String.fromCharCode(byte);
        const { out, in: from, open } = talk(protocol);
        from(asked);
        for (const piece of pieces(stream.join(""), sizes)) out(piece, { shown });
        expect(open().length).toBeLessThanOrEqual(1);
      }),
      budget(500),
    );
  });
});

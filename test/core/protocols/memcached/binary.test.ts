import { describe, expect, it } from "vitest";
import { memcached } from "../../../../src/core/protocols/memcached/memcached.js";
import type { MovedParts } from "../moved.js";
import { talk } from "../talk.js";
import { packet } from "./packets.js";

/** How a connection of the binary protocol stands after these calls of the server. */
function standing(calls: string[], parts: MovedParts = {}, isOlder = false): string[] {
  const { out, in: from, open } = talk(memcached, { isOlder });
  from(packet(0x80, { key: "key" }));
  for (const call of calls) out(call, parts);
  return open();
}

const reply = packet(0x81, { extras: 4, value: 100 });

describe("a memcached connection in binary that ends", () => {
  it("between packets has nothing under way", () => {
    expect(standing([reply + reply])).toEqual([]);
  });

  it("within a packet is cut, with the length of all that follows its head", () => {
    expect(standing([reply, reply.slice(0, 74)])).toEqual(["cut in-frame 50/104 on line 1"]);
  });

  it("within a head is cut, and nobody knows how long the packet is", () => {
    expect(standing([reply, reply.slice(0, 10)])).toEqual(["cut in-frame 0/? on line 1"]);
  });

  it("and that speaks with a server of Couchbase is cut in the same way", () => {
    expect(standing([`\x18${reply.slice(1, 74)}`])).toEqual(["cut in-frame 50/104 on line 1"]);
  });
});

describe("a memcached connection in binary of which the capture hides a head", () => {
  it("has nothing under way as far as anyone knows", () => {
    expect(standing([reply + reply.slice(0, 74)], { shown: 32 })).toEqual([]);
    expect(standing([reply.slice(0, 74)], {}, true)).toEqual([]);
  });

  it("has nothing under way if lines of it are missing", () => {
    const { out, in: from, open, miss } = talk(memcached);
    from(packet(0x80, { key: "key" }));
    out(reply.slice(0, 74));
    miss();
    expect(open()).toEqual([]);
  });

  it("is read again from packets that fill a call", () => {
    expect(standing([reply, reply.slice(0, 74)], {}, true)).toEqual(["cut in-frame 50/104 on line 1"]);
  });
});

describe("packets that do not fit", () => {
  it.each([
    ["a request of the server", packet(0x80, { key: "key", value: 100 }).slice(0, 40)],
    ["a key that is longer than all", reply.replace("\0\0", "\0\xff").slice(0, 40)],
  ])("have nothing under way: %s", (_, bytes) => {
    expect(standing([bytes])).toEqual([]);
  });
});

describe("the progress of a packet", () => {
  it("is what was moved, and what is outstanding of what is under way", () => {
    const { in: from, out, progress } = talk(memcached);
    from(packet(0x80, { key: "key" }));
    out(reply + reply.slice(0, 28));
    expect(progress()).toEqual({ accepted: 156, declared: 256 });
    out("no packet".repeat(20));
    expect(progress()).toBeNull();
  });
});

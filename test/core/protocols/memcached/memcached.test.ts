import { describe, expect, it } from "vitest";
import { memcached } from "../../../../src/core/protocols/memcached/memcached.js";
import { talk } from "../talk.js";

/** How a connection of the text protocol stands after these calls of the server. */
function standing(...calls: string[]): string[] {
  const { out, in: from, open } = talk(memcached);
  from("get key\r\n");
  for (const [index, call] of calls.entries()) out(call, { line: index + 1 });
  return open();
}

describe("a memcached connection that ends", () => {
  it("between replies has nothing under way", () => {
    expect(standing()).toEqual([]);
    expect(
      standing("VALUE a 0 5\r\nhello\r\nEND\r\n", "STORED\r\n", "END\r\n", "VA 2 s2 t-1\r\nhi\r\n", "12\r\n"),
    ).toEqual([]);
    expect(standing("HD\r\nEN\r\nMN\r\n", "STAT pid 1\r\nSTAT uptime 2\r\nEND\r\n", "VERSION 1.6.18\r\n")).toEqual([]);
  });

  it("within an item is cut, with the length that it declared", () => {
    expect(standing("STORED\r\n", "VALUE a 0 1000\r\nhello")).toEqual(["cut in-frame 5/1000 on line 2"]);
    expect(standing("VALUE a 0 1000 77\r\n", "hello")).toEqual(["cut in-frame 5/1000 on line 1"]);
    expect(standing("VA 1000 s1000 kkey\r\nhello")).toEqual(["cut in-frame 5/1000 on line 1"]);
  });

  it.each([
    ["an item and END", "VALUE a 0 2\r\nhi\r\n"],
    ["an item and its CRLF", "VALUE a 0 2\r\nhi"],
    ["an item of mg and its CRLF", "VA 2\r\nhi\r"],
    ["two items and a third", "VALUE a 0 2\r\nhi\r\nVALUE b 0 2\r\nhi\r\nVAL"],
  ])("between %s is unended", (_, reply) => {
    expect(standing(reply)).toEqual([`unended ${reply.length}/? on line 1`]);
  });

  it.each([
    "VALUE a 0 100",
    "VA 2",
    "STOR",
    "SERVER_ERROR out of",
    "12",
    "END\r",
  ])("within the line %j is unended", (line) => {
    expect(standing(line)).toEqual([`unended ${line.length}/? on line 1`]);
  });

  it("after an error in place of END has nothing under way", () => {
    expect(standing("VALUE a 0 2\r\nhi\r\nSERVER_ERROR out of memory writing get response\r\n")).toEqual([]);
  });

  it("after an item that holds what looks like replies has nothing under way", () => {
    expect(standing("VALUE a 0 16\r\nEND\r\nVALUE b 0 9\r\nEND\r\n")).toEqual([]);
  });
});

describe("a memcached client", () => {
  it("reads the replies; what it stores is not judged", () => {
    const { in: from, out, open } = talk(memcached, { role: "client" });
    out("set key 0 0 100\r\nabc");
    expect(open()).toEqual([]);
    from("VALUE key 0 10\r\nhel");
    expect(open()).toEqual(["cut in-frame 3/10 on line 1"]);
  });
});

describe("a memcached connection of which the capture hides a line", () => {
  const item = `VALUE a 0 100\r\n${"x".repeat(100)}\r\nEND\r\n`;

  it("keeps in step if all that can stand in the hidden place is END", () => {
    const { out, open } = talk(memcached);
    out(item, { shown: 32 });
    expect(open()).toEqual([]);
    out("VALUE a 0 100\r\nxxx");
    expect(open()).toEqual(["cut in-frame 3/100 on line 1"]);
  });

  it("has nothing under way as far as anyone knows", () => {
    const { out, open } = talk(memcached);
    out(`VALUE ${"k".repeat(40)} 0 1000\r\nxxx`, { shown: 32 });
    expect(open()).toEqual([]);
  });

  it("has nothing under way if lines of it are missing, also its first ones", () => {
    const { out, open, miss } = talk(memcached);
    miss();
    out("VALUE a 0 100\r\nxxx");
    expect(open()).toEqual([]);
    out("END\r\n");
    out("VALUE a 0 100\r\nxxx");
    expect(open()).toEqual(["cut in-frame 3/100 on line 1"]);
    miss();
    expect(open()).toEqual([]);
  });

  it("is read again from replies that fill a call", () => {
    const { out, open } = talk(memcached, { isOlder: true });
    out("VALUE a 0 100\r\nxxx");
    expect(open()).toEqual([]);
    out(item, { shown: 32 });
    out("VALUE a 0 100\r\nxxx");
    expect(open()).toEqual(["cut in-frame 3/100 on line 1"]);
  });

  it("is not read again from a number alone: it may end the line of an item", () => {
    const { out, open } = talk(memcached, { isOlder: true });
    out("VALUE a 0 1");
    out("00\r\n");
    out("VALUE a 0 9\r\nxxx");
    expect(open()).toEqual([]);
  });

  it("is read again from a reply that fills what a call was asked to move", () => {
    const { out, open } = talk(memcached, { isOlder: true });
    out(item.slice(0, 50), { asked: item.length });
    expect(open()).toEqual(["cut in-frame 35/100 on line 1"]);
  });
});

describe("bytes that are no replies", () => {
  it.each([
    "hello\r\n",
    "hel",
    "$5\r\nhello\r\n",
    "+OK\r\n",
    "VALUE a 0\r\n",
    "VALUE a 0 x\r\n",
    "VALUE a 0 1000000000000000\r\nabc",
    "VALUE a 0 2\nhi",
    "VALUE a 0 2\r\nhigh",
    "VALUE a 0 2\r\nhi\r\nSTORED\r\nVALUE b 0 9\r\nhi",
    "ENDED\r\nEN",
    "<html>",
  ])("have nothing under way: %j", (bytes) => {
    expect(standing(bytes)).toEqual([]);
  });
});

describe("the progress of a stream", () => {
  it("is what was moved, and what is outstanding of what is under way", () => {
    const { out, progress } = talk(memcached);
    expect(progress()).toBeNull();
    out("VALUE a 0 100\r\nabcde");
    expect(progress()).toEqual({ accepted: 20, declared: 115 });
  });
});

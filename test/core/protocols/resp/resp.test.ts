import { describe, expect, it } from "vitest";
import { resp } from "../../../../src/core/protocols/resp/resp.js";
import { sniffed, talk } from "../talk.js";

/** How a connection stands after these calls of the server. */
function standing(...calls: string[]): string[] {
  const { out, open } = talk(resp);
  for (const [index, call] of calls.entries()) out(call, { line: index + 1 });
  return open();
}

describe("a Redis connection that ends", () => {
  it("between replies has nothing under way", () => {
    expect(standing()).toEqual([]);
    expect(standing("+OK\r\n", "$5\r\nhello\r\n", "*2\r\n:1\r\n$1\r\na\r\n")).toEqual([]);
  });

  it("within a bulk string is cut, with the length that it declared", () => {
    expect(standing("+OK\r\n", "$1000\r\nhello")).toEqual(["cut in-frame 5/1000 on line 2"]);
    expect(standing("$1000\r\n", "hello")).toEqual(["cut in-frame 5/1000 on line 1"]);
  });

  it.each(["$", "=", "!"])("within a string of the type %s is cut", (type) => {
    expect(standing(`${type}10\r\ntxt:h`)).toEqual(["cut in-frame 5/10 on line 1"]);
  });

  it("between a bulk string and its CRLF is unended", () => {
    expect(standing("$5\r\nhello")).toEqual(["unended 9/? on line 1"]);
    expect(standing("$5\r\nhello\r")).toEqual(["unended 10/? on line 1"]);
    expect(standing("$0\r\n")).toEqual(["unended 4/? on line 1"]);
  });

  it.each(["+OK", ":1000\r", "$10", "*3", "+"])("within the line %j is unended", (line) => {
    expect(standing(line)).toEqual([`unended ${line.length}/? on line 1`]);
  });

  it.each([
    ["an array", "*2\r\n:1\r\n"],
    ["a set", "~2\r\n:1\r\n"],
    ["a push", ">2\r\n+message\r\n"],
    ["a map: its keys and values count", "%1\r\n+key\r\n"],
    ["an attribute: the value that it describes follows", "|1\r\n+ttl\r\n:3600\r\n"],
    ["an array of arrays", "*2\r\n*1\r\n:1\r\n*2\r\n:1\r\n"],
  ])("within %s is unended", (_, reply) => {
    expect(standing(reply)).toEqual([`unended ${reply.length}/? on line 1`]);
  });

  it.each([
    ["nulls", "$-1\r\n*-1\r\n_\r\n"],
    ["empty lists", "*0\r\n%0\r\n~0\r\n"],
    ["an empty string", "$0\r\n\r\n"],
    ["numbers", ":-1\r\n,1.5e-3\r\n,inf\r\n(123456789012345678901234567890\r\n#t\r\n"],
    ["an attribute and its value", "|1\r\n+ttl\r\n:3600\r\n$1\r\na\r\n"],
    ["lists that end together", "*2\r\n:1\r\n*1\r\n*1\r\n$1\r\na\r\n"],
    ["a string that holds what looks like replies", "$12\r\n$5\r\n*3\r\n+a\r\n\r\n"],
  ])("after %s has nothing under way", (_, replies) => {
    expect(standing(replies)).toEqual([]);
  });
});

describe("a Redis client", () => {
  it("reads the replies; what it asks is not judged", () => {
    const { in: from, out, open } = talk(resp, { role: "client" });
    out("*2\r\n$3\r\nGET\r\n$100\r\nkey");
    expect(open()).toEqual([]);
    from("$10\r\nhel");
    expect(open()).toEqual(["cut in-frame 3/10 on line 1"]);
  });
});

describe("a master that sends its data to a replica", () => {
  it("sends a dump that has no CRLF at its end", () => {
    const dump = ["+FULLRESYNC 8a0d 14\r\n", "\n", "\n", "$20\r\n", "REDIS0011aaaaaaaaaaa"];
    expect(standing(...dump)).toEqual([]);
    expect(standing(...dump, "*1\r\n$4\r\nPING\r\n")).toEqual([]);
    expect(standing(...dump, "*1\r\n$4\r\nPI")).toEqual(["cut in-frame 2/4 on line 6"]);
  });

  it("has cut the dump if it ends within it", () => {
    expect(standing("+FULLRESYNC 8a0d 14\r\n", "$200\r\nREDIS0011")).toEqual(["cut in-frame 9/200 on line 2"]);
  });

  it("may send a dump without an announcement", () => {
    expect(standing("$9\r\nREDIS0011")).toEqual([]);
    expect(standing("$9\r\nREDIS0011\r\n+OK\r\n$3\r\na")).toEqual(["cut in-frame 1/3 on line 1"]);
  });

  it("declares no length if it sends the dump as it makes it", () => {
    expect(standing("+FULLRESYNC 8a0d 14\r\n", `$EOF:${"a".repeat(40)}\r\n`, "REDIS0011")).toEqual([]);
  });
});

describe("a Redis connection of which the capture hides a line", () => {
  it("keeps in step if only data and its CRLF are hidden", () => {
    const { out, open } = talk(resp);
    out(`$100\r\n${"a".repeat(100)}\r\n`, { shown: 32 });
    out("$9\r\nab");
    expect(open()).toEqual(["cut in-frame 2/9 on line 1"]);
  });

  it("has nothing under way as far as anyone knows", () => {
    const { out, open } = talk(resp);
    out(`*2\r\n$100\r\n${"a".repeat(100)}\r\n$100\r\n`, { shown: 32 });
    expect(open()).toEqual([]);
    out("aaaa\r\n$100\r\n");
    expect(open()).toEqual([]);
  });

  it("has nothing under way if lines of it are missing", () => {
    const { out, open, miss } = talk(resp);
    out("*2\r\n$100\r\nabc");
    miss();
    expect(open()).toEqual([]);
    out("+OK\r\n");
    out("$9\r\nab");
    expect(open()).toEqual(["cut in-frame 2/9 on line 1"]);
  });

  it("is read again from replies that fill a call", () => {
    const { out, open } = talk(resp, { isOlder: true });
    out("$9\r\nab");
    expect(open()).toEqual([]);
    out("+OK\r\n:1\r\n");
    out("$9\r\nab");
    expect(open()).toEqual(["cut in-frame 2/9 on line 1"]);
  });

  it("is read again from a reply that fills what a call was asked to move", () => {
    const { out, open } = talk(resp, { isOlder: true });
    out("*2\r\n:1\r\n$100\r\nabc", { asked: 4 + 4 + 6 + 100 + 2 });
    expect(open()).toEqual(["cut in-frame 3/100 on line 1"]);
  });

  it("is not read from a reply that other elements follow", () => {
    const { out, open } = talk(resp, { isOlder: true });
    out("*3\r\n:1\r\n$100\r\nabc", { asked: 4 + 4 + 6 + 100 + 2 });
    expect(open()).toEqual([]);
  });
});

describe("bytes that are no replies", () => {
  it.each([
    "hello\r\n",
    "+OK\n",
    "$\r\n",
    "$1x\r\n",
    "$-2\r\n",
    "%-1\r\n",
    ":one\r\n",
    ",\r\n",
    "#x\r\n",
    "_0\r\n",
    "$1000000000000000\r\na",
    "$1\r\nab\r\n",
    "*1\r\n".repeat(65),
    `+${"a".repeat(5000)}`,
    "$?\r\n;4\r\n",
  ])("have nothing under way: %j", (bytes) => {
    const { out, open } = talk(resp);
    out(bytes);
    expect(open()).toEqual([]);
  });
});

describe("the first bytes of a connection", () => {
  it.each([
    "*1\r\n$4\r\nPING\r\n",
    "*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n",
    "*5\r\n$9\r\nFT.SEARCH\r\n$3\r\nidx\r\n",
    "*3\r\n$3\r\nSE",
    "*3\r\n$3\r\nSET",
    "*3\r\n$3\r\nSET\r",
  ])("show a command: %j", (first) => {
    expect(sniffed(resp, first, 100)).toBe("asks");
  });

  it.each([
    "PING\r\n",
    "*1\r\n",
    "*1\r\n$4\r\n",
    "*0\r\n$4\r\nPING\r\n",
    "*1\r\n$4\r\nPINGS\r\n",
    "*1\r\n$04\r\nPING\r\n",
    "*1\n$4\nPING\n",
    "*1\r\n:4\r\n",
    "*1\r\n$5\r\nPING\r\n",
    "*3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$2\r\nhi\r\n",
    "* OK IMAP4rev1 ready\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "+OK POP3 ready\r\n",
  ])("show none: %j", (first) => {
    expect(sniffed(resp, first)).toBeNull();
  });
});

describe("the progress of a stream", () => {
  it("is what was moved, and what is outstanding of what is under way", () => {
    const { out, progress } = talk(resp);
    out("+OK\r\n$100\r\nabcde");
    expect(progress()).toEqual({ accepted: 16, declared: 111 });
    out(`${"a".repeat(95)}no end`);
    expect(progress()).toBeNull();
  });
});

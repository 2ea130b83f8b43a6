import { describe, expect, it } from "vitest";
import { memcached } from "../../../../src/core/protocols/memcached/memcached.js";
import { sniffed } from "../talk.js";
import { packet } from "./packets.js";

describe("the first bytes of a connection", () => {
  it.each([
    "get key\r\n",
    "get /index.html\r\n",
    "gets a b c\r\n",
    "gat 100 key\r\n",
    "set key 0 3600 5\r\nhello\r\n",
    "set key 0 -1 5 noreply\r\nhello\r\n",
    "add key 4294967295 0 5\r\n",
    "cas key 0 0 5 77\r\nhello\r\n",
    "mg key v t\r\n",
    "ms key 5 T90\r\nhello\r\n",
    `get ${"k".repeat(200)}\r\n`,
    `get ${"k".repeat(59)}\r\n`,
    `set ${"k".repeat(40)} 0 3600 100000 noreply\r\n`,
  ])("show a command: %j", (first) => {
    expect(sniffed(memcached, first)).toBe("asks");
  });

  it.each([
    ["HTTP", "GET / HTTP/1.1\r\n\r\n"],
    ["HTTP with a method in lower case", "get / HTTP/1.1\r\n\r\n"],
    ["a long line of it", `get /${"a".repeat(30)} HTTP/1.1\r\nHost: ${"a".repeat(30)}\r\n`],
    ["SMTP", "EHLO example.org\r\n"],
    ["FTP", "USER anonymous\r\n"],
    ["IMAP", "a1 LOGIN user password\r\n"],
    ["POP3", "CAPA\r\n"],
    ["Redis", "*2\r\n$3\r\nget\r\n$3\r\nkey\r\n"],
    ["Redis, inline", "set key value\r\n"],
    ["a line that only ends in LF", "get key\n"],
    ["a command without its key", "get \r\n"],
    ["a command that is not whole, though its call is", "get ke"],
    ["a key with a control character", "get a\tb\r\n"],
    ["a key that is too long", `get ${"k".repeat(251)}\r\n`.slice(0, 60)],
    ["numbers that are none", "set key flags 0 5\r\n"],
    ["a number that is missing", "set key 0 0\r\n"],
  ])("show none: %s", (_, first) => {
    expect(sniffed(memcached, first)).toBeNull();
  });

  it("show a request of the binary protocol", () => {
    expect(sniffed(memcached, packet(0x80, { key: "key" }))).toBe("asks");
    expect(sniffed(memcached, packet(0x80, { key: "key", extras: 8, value: 1000 }))).toBe("asks");
  });

  it.each([
    ["SSL 2", "\x80\x2e\x01\x03\x01\0\x15\0\0\0\x10\0\0\x05\0\0\x04\0\0\x2f\0\0\x35\0\0\x0a"],
    ["a reply", packet(0x81, { key: "key" })],
    ["a head that is not whole", packet(0x80, { key: "" }).slice(0, 23)],
    ["a key that is longer than all", packet(0x80, { key: "key" }).replace("\x03", "\x04")],
    ["a call that ends in its key", packet(0x80, { key: "key" }).slice(0, -1)],
  ])("show none: %s", (_, first) => {
    expect(sniffed(memcached, first)).toBeNull();
  });
});

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { SideComparison } from "../../../src/tools/compare/comparison.js";
import { compareJson } from "../../../src/tools/compare/report/json.js";
import { targetName } from "../../../src/tools/compare/report/sentences.js";
import * as made from "../../conversations.js";
import { serverOf } from "../../conversations.js";
import { comparisonOf } from "./captures.js";

const ANSWER = made.tlsRecord(23, "x".repeat(500));
const CLOSE_NOTIFY = made.tlsRecord(21, "x".repeat(26));

/** A TLS connection to this server: its last record is cut, or an alert follows it. */
const tls = (host: string, isCut: boolean): string =>
  serverOf(
    ["read", made.clientHello(host, ["http/1.1"])],
    ["write", made.serverHello("http/1.1")],
    ["read", made.tlsRecord(20, "\x01") + made.tlsRecord(22, "f".repeat(40)) + made.tlsRecord(23, "q".repeat(60))],
    ["write", made.tlsRecord(20, "\x01") + made.tlsRecord(22, "f".repeat(40)) + ANSWER],
    ["write", isCut ? ANSWER.slice(0, 205) : ANSWER + CLOSE_NOTIFY],
  );

/** A request of FastCGI, whose body of 99 bytes ends early or not. */
const fastcgi = (target: string, body: number): string =>
  serverOf(
    [
      "read",
      made.fastcgiRecord(1, "\0\x01\0\0\0\0\0\0") +
        made.fastcgiRecord(4, made.params({ REQUEST_METHOD: "GET", REQUEST_URI: target })) +
        made.fastcgiRecord(4, "") +
        made.fastcgiRecord(5, ""),
    ],
    [
      "write",
      made.fastcgiRecord(6, `Status: 200 OK\r\nContent-Length: 99\r\n\r\n${"x".repeat(body)}`) +
        made.fastcgiRecord(6, "") +
        made.fastcgiRecord(3, "\0\0\0\0\0\0\0\0"),
    ],
  );

/** A stream of HTTP/2 with a body of 99 bytes, or less. */
const http2 = (target: string, body: number): string => {
  const { DATA, END_HEADERS, END_STREAM, HEADERS, SETTINGS, headerBlock, http2Frame } = made;
  const request = headerBlock(
    [
      [":method", "GET"],
      [":scheme", "http"],
      [":path", target],
    ],
    true,
  );
  const response = headerBlock(
    [
      [":status", "200"],
      ["content-length", "99"],
    ],
    false,
  );
  return serverOf(
    ["read", made.PREFACE + http2Frame(SETTINGS, 0, 0, "") + http2Frame(HEADERS, END_HEADERS | END_STREAM, 1, request)],
    ["write", http2Frame(SETTINGS, 0, 0, "") + http2Frame(HEADERS, END_HEADERS, 1, response)],
    ["write", http2Frame(DATA, END_STREAM, 1, "x".repeat(body))],
  );
};

const rowsOf = ({ rows }: SideComparison) =>
  rows.map((row) => [targetName(row), row.before?.failed ?? null, row.after?.failed ?? null, row.change]);

describe("what is compared", () => {
  test("TLS streams, by the name of the server", () => {
    const before = tls("a.example", true) + tls("b.example", false);
    const comparison = comparisonOf(before, tls("a.example", false) + tls("b.example", false));
    expect(comparison.outcome).toBe("better");
    expect(rowsOf(comparison)).toEqual([
      ["TLS streams of a.example", 1, 0, "better"],
      ["TLS streams of b.example", 0, 0, "equal"],
    ]);
  });

  test("requests of FastCGI, by method and target", () => {
    const comparison = comparisonOf(fastcgi("/a", 99) + fastcgi("/b", 99), fastcgi("/b", 9) + fastcgi("/a", 99));
    expect(comparison.outcome).toBe("worse");
    expect(rowsOf(comparison)).toEqual([
      ["GET /b", 0, 1, "worse"],
      ["GET /a", 0, 0, "equal"],
    ]);
  });

  test("requests of HTTP/2, by method and target, also against the same ones of FastCGI", () => {
    expect(rowsOf(comparisonOf(http2("/a", 9), http2("/a", 99)))).toEqual([["GET /a", 1, 0, "better"]]);
    expect(rowsOf(comparisonOf(http2("/a", 99), fastcgi("/a", 99)))).toEqual([["GET /a", 0, 0, "equal"]]);
  });

  test("replies of Redis together, whatever was asked", () => {
    const reply = (sent: string): string => serverOf(["read", "*1\r\n$4\r\nPING\r\n"], ["write", sent]);
    const rows = rowsOf(comparisonOf(reply("$9\r\nabc"), reply("$99\r\nabcd")));
    expect(rows).toEqual([["Redis replies", 1, 1, "equal"]]);
  });
});

test("of a record that is cut it is not known how much was to follow, so there is no share of lost bytes", () => {
  const { before } = comparisonOf(tls("a.example", true), tls("a.example", false));
  expect(before.total).toMatchObject({ lostBytes: 300, unknownLosses: 1, lostShare: null });
});

test("the document says what a row is about, as its schema has it", () => {
  const schema = JSON.parse(readFileSync(new URL("../../../schema/compare.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  const comparison = comparisonOf(tls("a.example", false) + http2("/a", 99), tls("a.example", true) + http2("/a", 9));
  const document = JSON.parse(compareJson(comparison, "0.1.0"));
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document.targets).toEqual([
    expect.objectContaining({ method: null, target: null, protocol: "tls", serverName: "a.example", change: "worse" }),
    expect.objectContaining({ method: "GET", target: "/a", protocol: null, serverName: null, change: "worse" }),
  ]);
});

import { describe, expect, it, test } from "vitest";
import { bytesOf } from "../../../../src/core/bytes.js";
import { fastcgi } from "../../../../src/core/protocols/fastcgi/fastcgi.js";
import { BEGIN, end, PARAMS, record, request, STDOUT } from "./records.js";

const sniff = (text: string): string | null => fastcgi.sniff(bytesOf(text).subarray(0, 64), text.length);

describe("a connection that speaks FastCGI", () => {
  it("begins with BEGIN_REQUEST", () => {
    expect(sniff(request("GET", "/"))).toBe("asks");
  });

  it("is known by the eight bytes of a head: php-fpm reads these alone", () => {
    expect(sniff(request("GET", "/").slice(0, 8))).toBe("asks");
  });

  it("goes on with a record that fills a call, if it is older than the capture", () => {
    expect(sniff(record(STDOUT, "x".repeat(1000), { padding: 7 }))).toBe("answers");
    expect(sniff(record(STDOUT, "x".repeat(1000)) + end())).toBe("answers");
    expect(sniff(end())).toBe("answers");
  });

  test.each([
    ["a record that does not fill a call", `${record(STDOUT, "x".repeat(1000))}x`],
    ["a record that is cut", record(STDOUT, "x".repeat(1000)).slice(0, 500)],
    ["fewer bytes than a head", request("GET", "/").slice(0, 7)],
    ["another record", record(PARAMS, "12345678")],
    ["BEGIN_REQUEST of another size", record(BEGIN, "\0\x01\0\0")],
    ["BEGIN_REQUEST of the connection itself", record(BEGIN, "\0\x01\0\0\0\0\0\0", { id: 0 })],
    ["a role that there is not", record(BEGIN, "\0\x04\0\0\0\0\0\0")],
    ["another version", `\x02${request("GET", "/").slice(1)}`],
    ["TLS", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"],
    ["HTTP", "GET / HTTP/1.1\r\n\r\n"],
    ["uwsgi", "\0\x1d\0\0\x0e\0REQUEST_METHOD\x03\0GET"],
    ["SCGI", "24:CONTENT_LENGTH\x000\0SCGI\x001\0,"],
    ["Redis", "*1\r\n$4\r\nPING\r\n"],
  ])("does not begin with %s", (_, text) => {
    expect(sniff(text)).toBeNull();
  });
});

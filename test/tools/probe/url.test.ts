import { expect, test } from "vitest";
import { parseTarget } from "../../../src/tools/probe/url.js";

test.each([
  ["http://127.0.0.1:8080/a?b=c", { transport: "tcp", host: "127.0.0.1", port: 8080, path: "/a?b=c" }],
  ["http://example.com", { host: "example.com", port: 80, authority: "example.com", path: "/" }],
  ["http://[::1]:81/", { host: "::1", port: 81, authority: "[::1]:81" }],
  ["http+unix://%2Frun%2Fa.sock/3300000?x", { transport: "unix", host: "/run/a.sock", port: 0, path: "/3300000?x" }],
  ["http+unix://%2Frun%2Fa%20b.sock", { host: "/run/a b.sock", authority: "localhost", path: "/" }],
  ["http://h/a#fragment", { path: "/a" }],
])("%s", (text, expected) => {
  expect(parseTarget(text)).toMatchObject(expected);
});

test.each([
  ["https://127.0.0.1/", /TLS/],
  ["ftp://127.0.0.1/", /not an HTTP URL/],
  ["http://user:secret@127.0.0.1/", /-H 'Authorization/],
  ["127.0.0.1", /cannot be read as a URL/],
  ["http+unix://run.sock/", /%2F/],
  ["http+unix://%zz/", /%2F|URL/],
  ["http+unix:///run/a.sock", /%2F/],
])("%s is refused", (text, message) => {
  expect(() => parseTarget(text)).toThrow(message);
  expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: "usage" }));
});

test("a password is not repeated in the message", () => {
  expect(() => parseTarget("http://user:secret@127.0.0.1/")).not.toThrow(/secret/);
});

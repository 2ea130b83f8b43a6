import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { helloOf } from "../../../../src/core/protocols/tls/hello.js";
import { clientHello, serverHello } from "./records.js";

describe("a hello says in the clear", () => {
  test("which server the client asks for, and which protocols it offers", () => {
    expect(helloOf(clientHello("example.org", ["h2", "http/1.1"]))).toEqual({
      serverName: "example.org",
      applicationProtocols: ["h2", "http/1.1"],
    });
  });

  test("nothing of it, if the client asks for neither", () => {
    expect(helloOf(clientHello(null, []))).toEqual({ serverName: null, applicationProtocols: [] });
  });

  test("which protocol the server chose, up to TLS 1.2", () => {
    expect(helloOf(serverHello("h2"))).toEqual({ serverName: null, applicationProtocols: ["h2"] });
    expect(helloOf(serverHello(null))).toEqual({ serverName: null, applicationProtocols: [] });
  });

  test("no name that cannot be printed: it is damage", () => {
    expect(helloOf(clientHello("a\u0007b", ["h2", "\u001b"]))).toEqual({
      serverName: null,
      applicationProtocols: ["h2"],
    });
  });
});

test("other handshake messages are no hello", () => {
  expect(helloOf(Uint8Array.of(11, 0, 0, 0))).toBeNull();
  expect(helloOf(new Uint8Array())).toBeNull();
});

test("a hello that is cut anywhere says no more than the whole one, and never fails", () => {
  const whole = clientHello("example.org", ["h2"]);
  for (let length = 1; length <= whole.length; length++) {
    const hello = helloOf(whole.subarray(0, length));
    expect([null, "example.org", ..."example.org".split("").map((_, at) => "example.org".slice(0, at))]).toContain(
      hello?.serverName,
    );
  }
});

test("any bytes are read without an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      helloOf(Uint8Array.of(1, ...bytes));
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { bytesOf } from "../../../../src/core/bytes.js";
import { Params } from "../../../../src/core/protocols/fastcgi/params.js";
import { budget } from "../../../budget.js";
import { pair } from "./records.js";

function paramsOf(text: string): Params {
  const params = new Params();
  params.take(bytesOf(text), text.length);
  return params;
}

describe("the parameters of a request (FastCGI 1.0, section 3.4)", () => {
  it("say the method and the target", () => {
    const params = paramsOf(pair("SCRIPT_NAME", "/b") + pair("REQUEST_METHOD", "POST") + pair("REQUEST_URI", "/a?b=c"));
    expect(params.variables.request(7)).toEqual({ method: "POST", target: "/a?b=c", line: 7 });
  });

  it("say the script if there is no target", () => {
    const params = paramsOf(pair("REQUEST_METHOD", "GET") + pair("SCRIPT_NAME", "/index.php"));
    expect(params.variables.request(7)?.target).toBe("/index.php");
  });

  it("have lengths of one byte or of four", () => {
    const long = "x".repeat(300);
    const params = paramsOf(pair(long, long) + pair("REQUEST_METHOD", "GET") + pair("REQUEST_URI", `/${long}`));
    expect(params.variables.request(7)?.target).toBe(`/${long}`);
  });

  it("are not all kept", () => {
    const params = paramsOf(pair("REQUEST_METHOD", "GET") + pair("REQUEST_URI", `/${"x".repeat(100_000)}`));
    expect(params.variables.request(7)?.target).toHaveLength(2048);
  });

  it("say nothing after what is hidden", () => {
    const text = pair("REQUEST_URI", "/a") + pair("REQUEST_METHOD", "GET");
    const params = new Params();
    params.take(bytesOf(text).subarray(0, 20), text.length);
    params.take(bytesOf(pair("REQUEST_METHOD", "PUT")), 21);
    expect(params.variables.request(7)).toBeNull();
  });

  test.each(["", "GE T", "G\r\nT", "x".repeat(65)])("have no method if that is no token: %j", (method) => {
    expect(paramsOf(pair("REQUEST_METHOD", method)).variables.method).toBeNull();
  });

  it("are the same in any pieces", () => {
    const name = fc.constantFrom("REQUEST_METHOD", "REQUEST_URI", "SCRIPT_NAME", "REQUEST_METHOD_2", "", "A");
    const pairs = fc.array(fc.tuple(name, fc.string({ maxLength: 200, unit: "binary-ascii" })), { maxLength: 8 });
    fc.assert(
      fc.property(pairs, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (drawn, sizes) => {
        const text = drawn.map(([each, value]) => pair(each, value)).join("");
        const inPieces = new Params();
        for (let at = 0, index = 0; at < text.length; index++) {
          const piece = text.slice(at, at + (sizes[index % sizes.length] as number));
          inPieces.take(bytesOf(piece), piece.length);
          at += piece.length;
        }
        expect(inPieces.variables.request(1)).toEqual(paramsOf(text).variables.request(1));
      }),
      budget(300),
    );
  });
});

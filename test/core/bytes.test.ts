import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeLatin1 } from "../../src/capture/node-latin1.js";
import { bytesOf, latin1, portableLatin1 } from "../../src/core/bytes.js";
import { fromUtf8, toUtf8 } from "../../src/core/text/utf8.js";

describe("bytes as text", () => {
  it("are one char a byte with the portable decoder", () => {
    const all = Uint8Array.from({ length: 256 }, (_, code) => code);
    expect([...portableLatin1(all, 0, 256)].map((char) => char.charCodeAt(0))).toEqual([...all]);
  });

  it("are the same with the decoder of Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), fc.nat(300), (bytes, one, other) => {
        const [start, end] = [Math.min(one, other, bytes.length), Math.min(Math.max(one, other), bytes.length)];
        expect(nodeLatin1(bytes, start, end)).toBe(portableLatin1(bytes, start, end));
      }),
    );
  });

  it("are decoded in one go however many they are", () => {
    const many = new Uint8Array(100_000).fill(0xe9);
    expect(portableLatin1(many, 1, many.length)).toBe("\xe9".repeat(99_999));
  });

  it("come back from their text", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...bytesOf(latin1(bytes))]).toEqual([...bytes]);
      }),
    );
  });
});

describe("fromUtf8", () => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  it("reads what is UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(fromUtf8(latin1(bytes))).toBe(decoder.decode(bytes));
      }),
    );
  });

  it("replaces what is not UTF-8 as TextDecoder does", () => {
    const byte = fc.oneof(
      fc.constantFrom(0x61, 0x80, 0xbf, 0xc2, 0xe0, 0xe2, 0x82, 0xed, 0xa0, 0xf0, 0x90, 0xf4),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (codes) => {
        const bytes = Uint8Array.from(codes);
        expect(fromUtf8(latin1(bytes))).toBe(decoder.decode(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("toUtf8", () => {
  it("as TextEncoder has it, halves of surrogate pairs among the text", () => {
    const unit = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer({ min: 0xd7ff, max: 0xe000 }).map((code) => String.fromCharCode(code)),
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = units.join("");
        expect(bytesOf(toUtf8(text))).toEqual(new TextEncoder().encode(text));
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../../../src/core/bytes.js";
import { huffmanText } from "../../../src/core/protocols/http2/hpack/huffman.js";
import { alike, huffmanCode } from "../../../src/tools/scrub/protocols/huffman-writer.js";
import { budget } from "../../budget.js";

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const texts = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const words = fc.stringMatching(/^[ -~]{1,60}$/);

test("codes are those of the examples of RFC 7541, appendix C.4", () => {
  expect(hex(huffmanCode("www.example.com"))).toBe("f1e3c2e5f23a6ba0ab90f4ff");
  expect(hex(huffmanCode("no-cache"))).toBe("a8eb10649cbf");
});

test("what is written is read again", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(huffmanText(bytesOf(huffmanCode(text)))).toBe(text);
    }),
    budget(200),
  );
});

test("another text has as many characters, and a code of as many bytes", () => {
  fc.assert(
    fc.property(fc.oneof(texts, words), fc.constantFrom("", "/t12", "XX"), (text, lead) => {
      const other = alike(text, lead);
      expect(other).toHaveLength(text.length);
      expect(huffmanCode(other)).toHaveLength(huffmanCode(text).length);
    }),
    budget(300),
  );
});

test("it begins as it should if there is room, and says nothing else of the text", () => {
  expect(alike("/login?token=Qx81", "/t1")).toBe("/t1aaaaaaaaxXXXXX");
  expect(alike("Q", "/t1")).toBe("x");
});

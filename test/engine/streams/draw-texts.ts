import fc from "fast-check";
import { chunks, field, requestHead, responseHead } from "./draw-messages.js";

/** Short texts of which a regular expression may take more or less. */
const characters = fc.string({
  unit: fc.constantFrom("\r", "\n", "\r\n", "0", "5", "a", "F", ":", ";", " ", "\t", "\xa0", "x", "G", "-", ",", "\0"),
  maxLength: 12,
});

const size = fc
  .tuple(
    fc.constantFrom("", "\r\n", "\r", " ", "\n"),
    fc.constantFrom(
      "0",
      "5",
      "00a",
      "fF",
      "",
      "x5",
      "5 6",
      "20000000000000",
      "1fffffffffffff",
      "20000000000001",
      "f".repeat(400),
    ),
    fc.constantFrom("", ";x", " ;", "\t", "\xa0", " x", ";\r"),
    fc.constantFrom("\r\n", "\n", "", "\r", "\r\nabcde", "\r\nabcde\r\n", "\r\nabcde\r\n0\r\n\r\n", "\r\n\r\n"),
  )
  .map((parts) => parts.join(""));

const trailers = fc
  .tuple(
    fc.constantFrom(
      "0\r\n",
      "\n0\r\n",
      "x\r\n0;a\n",
      "d\r\n000 \r\n",
      "ddd",
      "\n\n",
      "10\r\n",
      "x0\r\n",
      "\r0\r\n",
      "",
    ),
    fc.array(fc.constantFrom("a: b\r\n", "c:\n", "d\r\n", ":e\r\n", "f g:\r\n", "h:\ri\r\n", "x"), { maxLength: 3 }),
    fc.constantFrom("\r\n", "\n", "", "\r", "\r\r\n", "\n\n"),
  )
  .map(([first, lines, last]) => first + lines.join("") + last);

/** What stands in the place of a chunk's size, of trailers or of the end of a body. */
export const chunkTexts = fc.oneof(characters, size, trailers, chunks);

/** Heads, whole and cut. */
export const heads = fc
  .tuple(fc.oneof(responseHead, requestHead), fc.nat(300), fc.boolean())
  .map(([text, length, isCut]) => (isCut ? text.slice(0, length) : text));

/** The parts of a head that go on in other buffers. */
export const headParts = fc.array(
  fc.oneof(
    field.map((text) => `${text}\r\n`),
    fc.constantFrom("\r\n", "a: b", ": b\r\n", "", "x\r\n", "HTTP/1.1 200 OK\r\n"),
  ),
  { maxLength: 5 },
);

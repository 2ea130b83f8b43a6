import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOneChunk, sizeLineOf, wholeCall } from "../../../src/core/protocols/http1/chunks/hidden-chunks.js";
import { POSSIBLE_END, seenTail } from "../../../src/core/protocols/http1/chunks/open-end.js";
import type { VisibleBytes } from "../../../src/core/sockets/event.js";
import { budget, wholeBudget } from "../../budget.js";
import { cutHeadOf } from "../http1/heads.js";
import { piece } from "../http1/parser-log.js";
import { chunksOf } from "../http1/parts.js";
import { callsOf, cuts } from "./draw-calls.js";
import { chunkTexts, headParts } from "./draw-texts.js";
import type { DrawnPiece } from "./streams-engine.js";

/** The same piece, as scrub sees it. */
const visible = ({ text, length }: DrawnPiece): VisibleBytes => ({ seen: text.slice(0, length), length });

/** True if no person has left something out: of these pieces scrub is given what stands in front of the first mark. */
const isPlain = ({ text, length, isCut }: DrawnPiece): boolean => isCut || text.length >= length;

const text = fc.tuple(chunkTexts, fc.constantFrom(0, 1_020, 2_100)).map(([end, count]) => "x".repeat(count) + end);

test("scrub sees the same size lines, the same chunks and the same ends as the engine", () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(chunkTexts, text), cuts, (drawn, cut) => {
      for (const call of callsOf(drawn, cut).filter((pieces) => pieces.every(isPlain)))
        for (let from = 0; from < call.length; from++) {
          const pieces = call.map(visible);
          const rest = { ...wholeCall(pieces.slice(from)), pieces, from };
          const tail = seenTail(pieces);
          const chunks = chunksOf(call, from);
          expect(chunks.sizeLine).toEqual(sizeLineOf(rest));
          expect(chunks.isOneChunk).toBe(isOneChunk(rest));
          expect(chunks.isTailOpen).toBe(tail.length >= 5 && !POSSIBLE_END.test(tail));
          found.add(`one ${chunks.isOneChunk}`).add(`late ${chunks.sizeLine.isLate}`).add(`open ${chunks.isTailOpen}`);
        }
    }),
    wholeBudget(3_000),
  );
  expect([...found].sort()).toEqual(["late false", "late true", "one false", "one true", "open false", "open true"]);
});

describe("the chunks of a call", () => {
  const chunk = fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.constantFrom("", ";a=b"), fc.constantFrom("", "\r\n"));

  test("one that fills its call is found, whatever is hidden of its data; with a byte more it is not", () => {
    fc.assert(
      fc.property(chunk, fc.nat(40), ([size, extension, before], shown) => {
        const line = `${before}${size.toString(16)}${extension}\r\n`;
        const all = `${line}${"d".repeat(size)}\r\n`;
        const seen = Math.max(line.length, Math.min(shown, all.length));
        const { sizeLine, isOneChunk: isOne } = chunksOf([piece(all.slice(0, seen), all.length)]);
        expect(sizeLine).toMatchObject({ line: line.length, size, isLate: before !== "" });
        expect(isOne).toBe(true);
        expect(chunksOf([piece(all.slice(0, seen), all.length + 1)]).isOneChunk).toBe(false);
      }),
      budget(500),
    );
  });

  test("no byte comes before a buffer if all before it are empty", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", "a", "5\r\n"), { minLength: 1, maxLength: 5 }), (texts) => {
        const call = texts.map((each) => piece(each));
        for (let from = 0; from < call.length; from++)
          expect(chunksOf(call, from).isFromStart).toBe(texts.slice(0, from).join("") === "");
      }),
      budget(200),
    );
  });
});

test("a head that is cut says how long the body is once the line with its length was seen, and never another length", () => {
  const method = fc.constantFrom(null, "GET", "HEAD");
  fc.assert(
    fc.property(fc.nat(9_000), fc.nat(), method, headParts, (length, at, asked, parts) => {
      const first = "HTTP/1.1 200 OK\r\nServer: x\r\n";
      const line = `Content-Length: ${length}\r\n`;
      const head = `${first}${line}Etag: y\r\n\r\n`;
      const seen = head.slice(0, at % head.length);
      const cut = cutHeadOf(seen, asked, 70_000, [piece(seen, 70_000), ...parts.map((part) => piece(part))], length);
      if (asked === "HEAD") expect(cut).toMatchObject({ isBodiless: true, length: 0 });
      else if (seen.length < first.length + line.length) expect(cut).toBeNull();
      else {
        const rest = parts.join("");
        const isRest = /^(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n]*\r?\n)*\r?\n$/.test(rest);
        if (!isRest && !rest.includes("\n"))
          expect(cut).toMatchObject({ isFilled: length > 0, isWholeIfFollowed: true });
        expect(cut).toMatchObject({ isBodiless: false, length, status: 200 });
      }
    }),
    budget(1_000),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { POSSIBLE_END } from "../../../src/core/protocols/http1/chunks/open-end.js";
import { shownOfElided } from "../../../src/core/protocols/http1/head/elided-head.js";
import { endOfHead } from "../../../src/core/protocols/http1/head/end-of-head.js";
import { asksOtherScheme, isResponse } from "../../../src/core/protocols/http1/sniffer.js";
import { uwsgiRequest } from "../../../src/core/protocols/http1/uwsgi.js";
import { budget, wholeBudget } from "../../budget.js";
import { responseHeadOf, sniffed } from "../http1/heads.js";
import { engine } from "../http1/parser-log.js";
import { chunkTextOf } from "../http1/parts.js";
import { openings } from "./draw-openings.js";
import { chunkTexts, heads } from "./draw-texts.js";

test("scrub takes the same first bytes of a connection for questions and responses as the engine", () => {
  const found = new Set<boolean>();
  fc.assert(
    fc.property(openings, fc.nat(20), fc.nat(60), (all, from, length) => {
      const text = all.slice(from > 10 ? 0 : from, from % 2 ? length : undefined);
      const { asksOtherScheme: isOther, isResponse: isAnswer, uwsgi } = sniffed(text);
      expect([isOther, isAnswer, uwsgi]).toEqual([asksOtherScheme(text), isResponse(text), uwsgiRequest(text)]);
      found.add(uwsgi !== null);
    }),
    wholeBudget(3_000),
  );
  expect(found.size).toBe(2);
});

test("what begins with a TLS record is TLS, if the record fits into the bytes", () => {
  fc.assert(
    fc.property(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(70_000), (type, major, minor, bytes) => {
      const [high, low] = [(bytes >> 8) & 0xff, bytes & 0xff];
      const record = high * 256 + low;
      const text = String.fromCharCode(type, major, minor, high, low);
      const isTls = type >= 20 && type <= 23 && major === 3 && minor <= 4;
      expect(sniffed(text, record + 5).isTlsRecord).toBe(isTls && record > 0 && record <= 16_640);
      expect(sniffed(text, record + 4).isTlsRecord).toBe(false);
      expect(sniffed(text).protocol === "tls").toBe(isTls);
    }),
    {
      ...budget(500),
      examples: [
        [22, 3, 1, 5],
        [23, 3, 4, 16_640],
        [20, 3, 0, 16_641],
        [19, 3, 1, 5],
        [24, 3, 1, 5],
        [21, 3, 5, 5],
        [21, 3, 3, 0],
      ],
    },
  );
});

test("a header of the PROXY protocol is as long as it says", () => {
  fc.assert(
    fc.property(fc.nat(60_000), fc.constantFrom("", "GET / HTTP/1.1\r\n"), (size, after) => {
      const header = `\r\n\r\n\0\r\nQUIT\n\x21\x11${String.fromCharCode(size >> 8, size & 0xff)}`;
      expect(sniffed(header + after).proxyHeaderLength).toBe(16 + size);
      expect(sniffed(header.slice(0, -1)).proxyHeaderLength).toBe(0);
      const line = `PROXY TCP6 ${"a".repeat(size % 90)}\r\n`;
      expect(sniffed(line + after).proxyHeaderLength).toBe(line.length);
    }),
    budget(200),
  );
});

test("a head ends where scrub says, and says the same whether it is read in one pass or in two", () => {
  const methods = fc.constantFrom(null, "GET", "HEAD", "CONNECT", "HEADS");
  const found = new Set<boolean>();
  fc.assert(
    fc.property(heads, methods, (text, method) => {
      const { end, endInOnePass, inOnePass, head } = responseHeadOf(text, method);
      expect([end, endInOnePass]).toEqual([endOfHead(text), endOfHead(text)]);
      expect(inOnePass).toEqual(head);
      found.add(head !== null && end >= 0);
    }),
    wholeBudget(3_000),
  );
  expect(found.size).toBe(2);
});

test("the size of a chunk is the number that its digits are, however many", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEF"), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(digits, fc.nat(20), fc.constantFrom("", "\r\n", ";x=y\r\n", " \t\n"), (number, zeros, end) => {
      expect(chunkTextOf(`${"0".repeat(zeros)}${number}${end}`).size).toBe(Number.parseInt(number, 16));
      expect(chunkTextOf(`${number}g${end}`).size).toBeNull();
    }),
    {
      ...budget(1_000),
      examples: [
        ["20000000000001", 0, ""],
        ["f".repeat(400), 0, ""],
        ["1fffffffffffff8", 3, ""],
        ["80000000000004001", 0, ""],
      ],
    },
  );
});

test("scrub takes the same text for a possible end of a chunked body as the engine", () => {
  const found = new Set<boolean>();
  fc.assert(
    fc.property(chunkTexts, (text) => {
      const { isPossibleEnd } = chunkTextOf(text);
      expect(isPossibleEnd).toBe(POSSIBLE_END.test(text));
      found.add(isPossibleEnd);
    }),
    wholeBudget(4_000),
  );
  expect(found.size).toBe(2);
});

test("hidden bytes are taken for the end of a body only if that fits into them", () => {
  fc.assert(
    fc.property(fc.constantFrom("", "0", "0\r", "0\r\n", "1", "a: b", "\r", "x"), fc.nat(9), (text, hidden) => {
      const { ofSize, ofTrailers, knownOfCrlf } = chunkTextOf(text, hidden);
      const length = text.length + hidden;
      const isLast = length === 5 && "0\r\n\r\n".startsWith(text);
      expect(ofSize).toBe(isLast ? "last-chunk" : length < 5 ? "unfinished-size" : "anything");
      if (ofTrailers === "last-chunk") expect(length === 2 || length >= 6).toBe(true);
      expect(knownOfCrlf).toBe("\r\n".startsWith(text) ? Math.min(hidden, 2 - text.length) : 0);
    }),
    budget(200),
  );
});

test("each head of which a person left something out has a mark", () => {
  const marks = fc.constantFrom("...", "<snip>", "\xe2\x80\xa6", "[Cut]", "(headers OMITTED)", "x...", "no");
  fc.assert(
    fc.property(heads, marks, fc.nat(), fc.boolean(), (head, mark, at, isShort) => {
      const place = at % (head.length + 1);
      const text = head.slice(0, place) + mark + head.slice(place);
      const mayBeElided = engine.call("mayBeElided", ...engine.write(text)) !== 0;
      if (!mayBeElided && shownOfElided(text, isShort) !== null)
        throw new Error(`no mark is seen in ${JSON.stringify(text)}`);
    }),
    budget(2_000),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { budget } from "../../budget.js";
import { share } from "../../share.js";
import { piece } from "./parser-log.js";
import { chunksOf } from "./parts.js";

const HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const LAST = "0\r\n\r\n";

/** A chunked response as a server writes it, and how strace prints that. */
interface Drawn {
  readonly sizes: readonly number[];
  readonly zeros: number;
  /** Where the program stops, as a share of the body; null if it writes all. */
  readonly cut: number | null;
  /** Ends of writes, as shares of the body; null for a chunk a write. */
  readonly splits: readonly number[] | null;
  /** The last chunk has a write of its own. */
  readonly isLastAlone: boolean;
  readonly limit: number;
  readonly end: "close" | "shut-wr" | "next";
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 })), {
    minLength: 1,
    maxLength: 6,
  }),
  zeros: fc.constantFrom(0, 0, 0, 3, 20),
  cut: fc.option(share),
  splits: fc.option(fc.array(share, { maxLength: 8 })),
  isLastAlone: fc.boolean(),
  limit: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(32, 32, 64, 512)),
  end: fc.constantFrom("close", "shut-wr", "next"),
});

/** The body, where its chunks begin, and the writes that carry it: made without any code of the program. */
function bodyOf({ sizes, zeros, cut, splits, isLastAlone }: Drawn) {
  const starts: number[] = [];
  let whole = "";
  for (const size of sizes) {
    starts.push(whole.length);
    whole += `${"0".repeat(zeros)}${size.toString(16)}\r\n${"a0f".repeat(size).slice(0, size)}\r\n`;
  }
  starts.push(whole.length);
  whole += LAST;
  const length = cut === null ? whole.length : Math.floor(cut * whole.length);
  const inner = splits?.map((at) => Math.floor(at * whole.length)) ?? starts.slice(0, isLastAlone ? undefined : -1);
  const ends = [...new Set([...inner, length])].filter((at) => at > 0 && at <= length).sort((one, two) => one - two);
  const writes = ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
  return { starts, whole, length, writes };
}

const quoted = (text: string): string => text.replaceAll("\r", "\\r").replaceAll("\n", "\\n");

function straceOf(drawing: Drawn): string {
  const { whole, writes } = bodyOf(drawing);
  const { limit, end } = drawing;
  const lines = [
    "# strace -f -e trace=network,desc,process",
    "10 accept4(3, NULL, NULL, 0) = 7",
    '10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
    `10 write(7, "${quoted(HEAD)}", ${HEAD.length}) = ${HEAD.length}`,
  ];
  for (const { start, end: stop } of writes) {
    const text = whole.slice(start, stop);
    const seen = `"${quoted(text.slice(0, limit))}"${text.length > limit ? "..." : ""}`;
    lines.push(`10 write(7, ${seen}, ${text.length}) = ${text.length}`);
  }
  if (end === "next") {
    lines.push('10 read(7, "GET /b HTTP/1.1\\r\\n\\r\\n", 8192) = 19');
    lines.push('10 write(7, "HTTP/1.1 204 No Content\\r\\n\\r\\n", 27) = 27');
  }
  if (end === "shut-wr") lines.push("10 shutdown(7, SHUT_WR) = 0");
  lines.push("10 close(7) = 0");
  return `${lines.join("\n")}\n`;
}

const verdictOf = (drawing: Drawn): string | undefined =>
  analyzeText(straceOf(drawing)).connections[0]?.exchanges.find(({ request }) => request?.target === "/a")?.verdict;

/** True if strace shows the byte at `at` of the body. */
function isSeen({ limit }: Drawn, writes: readonly { start: number; end: number }[], at: number): boolean {
  return writes.some(({ start, end }) => at >= start && at < Math.min(end, start + limit));
}

/** The one thing that cannot be told apart: five bytes, not all of them seen, where a chunk size was due. */
function looksEnded(drawing: Drawn): boolean {
  const { starts, length, writes } = bodyOf(drawing);
  const due = starts.findLast((start) => start <= length) ?? 0;
  return length - due === LAST.length && !isSeen(drawing, writes, length - 1);
}

/** True if every byte of a size line and of the last chunk was seen, as far as they were written. */
function showsFraming(drawing: Drawn): boolean {
  const { starts, whole, length, writes } = bodyOf(drawing);
  return starts.every((start) => {
    const end = start + (whole.slice(start).startsWith(LAST) ? LAST.length : whole.slice(start).indexOf("\n") + 1);
    for (let at = start; at < Math.min(end, length); at++) if (!isSeen(drawing, writes, at)) return false;
    return true;
  });
}

describe("a chunked body, cut into any writes, with any string limit", () => {
  // a program that goes on to the next response after a cut body is not drawn: that proves an end to every reader
  const usual = drawn.map((it) => (it.cut !== null && it.end === "next" ? { ...it, end: "close" as const } : it));
  const runs = budget(800);

  test("a whole response is never truncated, and a cut one is never complete", () => {
    fc.assert(
      fc.property(usual, (drawing) => {
        const { whole, length } = bodyOf(drawing);
        const verdict = verdictOf(drawing);
        if (length === whole.length) expect(verdict).not.toBe("truncated");
        else if (!looksEnded(drawing)) expect(verdict).not.toBe("complete");
      }),
      runs,
    );
  });

  test("nothing is undetermined if the sizes are seen", () => {
    fc.assert(
      fc.property(usual, (drawing) => {
        const { whole, length } = bodyOf(drawing);
        if (!showsFraming(drawing)) return;
        expect(verdictOf(drawing)).toBe(length === whole.length ? "complete" : "truncated");
      }),
      runs,
    );
  });

  test("a chunk a write with its size seen: a whole response is complete, and one cut between chunks truncated", () => {
    fc.assert(
      fc.property(usual, fc.nat(5), (drawing, kept) => {
        const isCut = drawing.cut !== null;
        const plain = { ...drawing, splits: null, cut: null, limit: Math.max(32, drawing.limit) };
        const { starts, whole } = bodyOf(plain);
        const cutAt = starts[kept % (starts.length - 1)] ?? 0;
        const cut = isCut && cutAt > 0 ? (cutAt + 0.5) / whole.length : null;
        expect(verdictOf({ ...plain, cut })).toBe(cut === null ? "complete" : "truncated");
      }),
      runs,
    );
  });
});

describe("one chunk fills a call", () => {
  test.each([
    ["5\r\nhel", 10, true],
    ["5\r\nhello\r\n", 10, true],
    ["5\r\nhello, ", 10, false],
    ["005;a=b\r\nhel", 16, true],
    ["5\r\nhel", 15, true],
    ["5\r\nhello\r\n0\r\n\r\n", 15, true],
    ["5\r\nhello\r\nfa0\r\n", 15, false],
    ["5\r\nhel", 8, false],
    ["\r\n5\r\nhel", 10, true],
    ["\r\n5\r\nhel", 12, true],
    ["0\r\n", 3, false],
    ["0\r\n", 5, true],
    ["hello\r\n", 7, false],
    ["", 0, false],
  ])("%j of %d bytes: %s", (seen, length, filled) => {
    expect(chunksOf([piece(seen, length)]).isOneChunk).toBe(filled);
  });
});

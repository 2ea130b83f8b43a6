import fc from "fast-check";
import { expect, test } from "vitest";
import { FIRST_PIECE, FirstPiece } from "../../src/reading/first-piece.js";

/** What is handed on, chunk by chunk, as the first character of each and its length. */
function pieces(): { readonly first: FirstPiece; readonly given: string[] } {
  const given: string[] = [];
  const first = new FirstPiece({
    push: (chunk) => given.push(`${String.fromCharCode(chunk[0] ?? 0)}${chunk.length}`),
    settle: () => given.push("settled"),
    finish: () => given.push("over"),
  });
  return { first, given };
}

const chunk = (char: string, length: number): Buffer => Buffer.alloc(length, char);

test("the first bytes come in one piece of one size, in whatever chunks, and in memory that is used again", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 8 }), (sizes) => {
      const all: Buffer[] = [];
      const first = new FirstPiece({ push: (piece) => all.push(Buffer.from(piece)), finish: () => {} });
      const memory = Buffer.alloc(400_000);
      const sent = sizes.map((size, index) => {
        const bytes = memory.subarray(0, size).fill(index);
        first.push(bytes);
        return Buffer.from(bytes);
      });
      first.finish();
      const whole = Buffer.concat(sent);
      expect(Buffer.concat(all).equals(whole)).toBe(true);
      expect(all[0]?.length ?? 0).toBe(Math.min(whole.length, FIRST_PIECE));
    }),
    { numRuns: 30 },
  );
});

test("if the source is quiet, what is there is handed on, and everything else at once", () => {
  const { first, given } = pieces();
  first.push(chunk("a", 10));
  first.push(chunk("b", 10));
  expect(given).toEqual([]);
  first.settle();
  first.push(chunk("c", 10));
  expect(given).toEqual(["a20", "settled", "c10"]);
});

test("that a source is quiet before its first byte says nothing", () => {
  const { first, given } = pieces();
  first.settle();
  first.push(chunk("a", 10));
  first.push(chunk("b", 10));
  first.finish();
  expect(given).toEqual(["settled", "a20", "over"]);
});

import { describe, expect, test } from "vitest";
import type { CallTime } from "../../../../src/core/formats/spans/call-times.js";
import type { ExchangeSpan } from "../../../../src/core/formats/spans/exchange-span.js";
import { ExchangeSpans } from "../../../../src/core/formats/spans/exchange-spans.js";

const call = (
  line: number,
  does: CallTime["does"],
  from: number,
  to: number,
  more: Partial<CallTime> = {},
): CallTime => ({
  ...{ line, does, from, to, isRefused: false, lane: 0 },
  ...more,
});

/** The spans of exchanges with a request and a response on these lines. */
function spansOf(
  calls: readonly CallTime[],
  exchanges: readonly (readonly [request: number | null, response: number | null, isWhole?: boolean])[],
  answersBy: "read" | "write" = "write",
): ExchangeSpan[] {
  const spans = new ExchangeSpans<number>(calls, answersBy);
  const known = { from: 100, to: 200 };
  const over = exchanges.map(([request, response, isWhole = true], index) =>
    spans.put({ request, response, isWhole, known }, index),
  );
  const all = [...over, spans.end()].filter((each) => each !== null);
  expect(all.map(({ item }) => item)).toEqual(exchanges.map((_, index) => index));
  return all.map(({ span }) => span);
}

describe("an exchange", () => {
  test("lasts from the first byte of its request to the last call that carried its response", () => {
    const calls = [
      call(1, "read", 10, 11),
      call(2, "read", 12, 13),
      call(3, "write", 20, 21),
      call(4, "write", 30, 35),
    ];
    expect(spansOf(calls, [[1, 3]])).toMatchObject([{ from: 10, askedTo: 13, answeredFrom: 20, to: 35, fits: true }]);
  });

  test("ends before the request of the next one", () => {
    const calls = [
      call(1, "read", 10, 11),
      call(2, "write", 20, 21),
      call(3, "read", 50, 51),
      call(4, "write", 60, 61),
    ];
    expect(
      spansOf(calls, [
        [1, 2],
        [3, 4],
      ]),
    ).toMatchObject([
      { from: 10, to: 21 },
      { from: 50, to: 61 },
    ]);
  });

  test("that is whole does not last until the connection ends, one that is not does", () => {
    const calls = [call(1, "read", 10, 11), call(2, "write", 20, 21), call(3, "end", 90, 91)];
    expect(spansOf(calls, [[1, 2, true]])).toMatchObject([{ to: 21 }]);
    expect(spansOf(calls, [[1, 2, false]])).toMatchObject([{ to: 91, ending: { line: 3 } }]);
  });

  test("that was asked for while the one before it was answered begins when that is over", () => {
    const calls = [call(1, "read", 10, 11), call(2, "write", 20, 30), call(3, "write", 40, 41)];
    expect(
      spansOf(calls, [
        [1, 2],
        [1, 3],
      ]),
    ).toMatchObject([
      { from: 10, to: 30 },
      { from: 30, to: 41 },
    ]);
  });

  test("of a client is asked for by writes and answered by reads", () => {
    const calls = [call(1, "write", 10, 11), call(2, "read", 20, 21), call(3, "read", 30, 31)];
    expect(spansOf(calls, [[1, 2]], "read")).toMatchObject([{ from: 10, askedTo: 11, answeredFrom: 20, to: 31 }]);
  });

  test("without a response lasts until its request was read, or the connection ended", () => {
    const calls = [call(1, "read", 10, 11), call(2, "end", 50, 50)];
    expect(spansOf(calls, [[1, null, true]])).toMatchObject([{ from: 10, to: 11 }]);
    expect(spansOf(calls, [[1, null, false]])).toMatchObject([{ from: 10, to: 50 }]);
  });

  test("of a connection without calls has the times that its record knows", () => {
    expect(spansOf([], [[1, 2]])).toMatchObject([{ from: 100, to: 200, fits: true }]);
  });
});

test("what was refused last is remembered, with the call that came after it and ended the connection", () => {
  const refused = { isRefused: true };
  const calls = [
    call(1, "read", 10, 11),
    call(2, "write", 20, 21, refused),
    call(3, "write", 30, 31, refused),
    call(4, "end", 40, 41),
    call(5, "end", 50, 51),
  ];
  expect(spansOf(calls, [[1, 2, false]])).toMatchObject([{ refused: { line: 3 }, ending: { line: 4 } }]);
});

test("an exchange that a call of another lane begins or ends does not fit around those of the first", () => {
  const beside = { lane: 1 };
  expect(spansOf([call(1, "read", 10, 11, beside), call(2, "write", 20, 21)], [[1, 2]])).toMatchObject([
    { fits: false },
  ]);
  expect(spansOf([call(1, "read", 10, 11), call(2, "write", 20, 21, beside)], [[1, 2]])).toMatchObject([
    { fits: false },
  ]);
});

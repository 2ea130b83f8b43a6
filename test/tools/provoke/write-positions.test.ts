import { describe, expect, test } from "vitest";
import { chooseWrites } from "../../../src/tools/provoke/choose-writes.js";
import { injectOption, positionAfterMiss } from "../../../src/tools/provoke/injection.js";
import { WritePositions } from "../../../src/tools/provoke/write-positions.js";
import { write } from "./examples.js";

describe("the writes to refuse", () => {
  test("are the first that met a full socket: what follows differs from run to run", () => {
    const writes = [1, 2, 3, 4].map((number) => write({ number, isFull: number % 2 === 0 }));
    expect(chooseWrites(writes)).toEqual([2]);
  });

  test("are the first three if none did", () => {
    expect(chooseWrites([1, 2, 3, 4].map((number) => write({ number })))).toEqual([1, 2, 3]);
  });

  test("are none that strace's count confuses with an earlier one of another thread", () => {
    const writes = [write({ number: 1, pid: 7, ordinal: 2 }), write({ number: 2, pid: 8, ordinal: 2 })];
    expect(chooseWrites(writes)).toEqual([1]);
  });

  test("the same count of another call is no obstacle", () => {
    const writes = [write({ number: 1, ordinal: 1 }), write({ number: 2, call: "sendfile", ordinal: 1 })];
    expect(chooseWrites(writes)).toEqual([1, 2]);
  });
});

test("strace gets the call, the error and the count", () => {
  expect(injectOption({ call: "writev", ordinal: 2 })).toBe("inject=writev:error=EAGAIN:when=2");
});

describe("the position of a write", () => {
  describe("after a run that missed write 3", () => {
    test("is its position in that run", () => {
      const writes = [write({ number: 3, ordinal: 4 }), write({ number: 6, ordinal: 3, isInjected: true })];
      expect(positionAfterMiss(writes, 3)).toEqual({ call: "writev", ordinal: 4 });
    });
    test("is the next one of the thread whose earlier write was refused", () => {
      const writes = [write({ number: 2, ordinal: 3, isInjected: true }), write({ number: 3, pid: 2, ordinal: 1 })];
      expect(positionAfterMiss(writes, 3)).toEqual({ call: "writev", ordinal: 4 });
    });
    test("is unknown if the response had no such write", () => {
      expect(positionAfterMiss([write({ number: 1 })], 3)).toBeNull();
    });
  });

  test("is the one seen most often", () => {
    const sights = new WritePositions();
    for (const ordinal of [4, 5, 5, 4, 5]) sights.learn([write({ number: 1, ordinal })]);
    expect(sights.likeliest(1)).toEqual({ call: "writev", ordinal: 5 });
  });

  test("is not learnt from what follows a refusal", () => {
    const sights = new WritePositions();
    sights.learn([write({ number: 1, ordinal: 3, isInjected: true }), write({ number: 2, ordinal: 9 })]);
    expect(sights.likeliest(1)).toEqual({ call: "writev", ordinal: 3 });
    expect(sights.likeliest(2)).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReadPace, randomNumbers } from "../../../src/tools/probe/pace.js";

const never = (): number => {
  throw new Error("nothing random was asked for");
};

describe("waits", () => {
  test("the delay first, whole", () => {
    expect(new ReadPace({ rate: null, delay: 0.25, jitter: false }, never).start()).toBe(250);
  });

  test("after each read as long as its bytes take at the rate", () => {
    const pace = new ReadPace({ rate: 1_000_000, delay: 0, jitter: false }, never);
    expect(pace.after(65_536, 1000)).toBeCloseTo(60.536); // 65.536 ms, less the lateness that may be made up for
    expect(pace.after(10_000, 1060.536)).toBeCloseTo(10);
  });

  test("none without a rate", () => {
    expect(new ReadPace({ rate: null, delay: 0, jitter: false }, never).after(65_536, 1)).toBe(0);
  });

  test("a random part of each with jitter", () => {
    const pace = new ReadPace({ rate: 1_000_000, delay: 0.2, jitter: true }, () => 0.5);
    expect(pace.start()).toBe(100);
    expect(pace.after(100_000, 1000)).toBeCloseTo(45);
  });

  test("a server's pause is not caught up with", () => {
    const pace = new ReadPace({ rate: 1_000_000, delay: 0, jitter: false }, never);
    pace.after(1000, 1000);
    expect(pace.after(65_536, 60_000)).toBeCloseTo(60.536);
  });

  test("no more bytes than the rate allows, however late the timers are", () => {
    const lateness = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(lateness, (delays) => {
        const pace = new ReadPace({ rate: 1_000_000, delay: 0, jitter: false }, never);
        let now = 1000;
        for (const late of delays) now += Math.max(0, pace.after(10_000, now)) + late;
        expect(now - 1000).toBeGreaterThanOrEqual(delays.length * 10 - 5.001);
      }),
    );
  });
});

describe("random numbers", () => {
  const numbers = (seed: number, stream: number): number[] => {
    const next = randomNumbers(seed, stream);
    return Array.from({ length: 1000 }, next);
  };

  test("are the same for the same seed and request, and others for another", () => {
    expect(numbers(42, 1)).toEqual(numbers(42, 1));
    expect(numbers(42, 1)).not.toEqual(numbers(42, 2));
    expect(numbers(42, 1)).not.toEqual(numbers(43, 1));
  });

  test("lie between 0 and 1, spread evenly", () => {
    const all = Array.from({ length: 50 }, (_, stream) => numbers(7, stream)).flat();
    const tenths = new Array<number>(10).fill(0);
    for (const number of all) tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
    expect(tenths).toHaveLength(10);
    for (const count of tenths) expect(Math.abs(count - 5000)).toBeLessThan(400);
  });
});

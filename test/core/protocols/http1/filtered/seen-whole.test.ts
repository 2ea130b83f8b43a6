import { describe, expect, test } from "vitest";
import { type Exchange, newExchange, newResponse, type Verdict } from "../../../../../src/core/protocols/exchange.js";
import { SeenWhole } from "../../../../../src/core/protocols/http1/filtered/seen-whole.js";

const HOME = {};

/** A response with this body, whose head was written by `call`, and whose last bytes by the same write, or not. */
function response(bytes: number | null, call: string, isApart: boolean, verdict: Verdict = "complete"): Exchange {
  const plain = newExchange(0, null);
  const head = { call } as never;
  const calls = { ...plain.calls, head, lastAccepted: isApart ? ({ call } as never) : head };
  return { ...plain, verdict, response: { ...newResponse(1), acceptedBytes: bytes }, calls };
}

/** What a process has shown that wrote these responses whole. */
function seen(...exchanges: readonly Exchange[]): SeenWhole {
  const whole = new SeenWhole();
  for (const exchange of exchanges) whole.add(HOME, exchange);
  return whole;
}

describe("a process was seen to write a response whole", () => {
  test("after one that is complete, and whose size is known", () => {
    expect(seen().hasAny(HOME)).toBe(false);
    expect(seen(response(5, "writev", false)).hasAny(HOME)).toBe(true);
    expect(seen(response(5, "writev", false, "truncated")).hasAny(HOME)).toBe(false);
    expect(seen(response(null, "writev", false)).hasAny(HOME)).toBe(false);
    expect(seen(newExchange(0, null)).hasAny(HOME)).toBe(false);
  });

  test("another process proves nothing, and one that is not known neither", () => {
    const whole = seen(response(5, "writev", false));
    expect(whole.hasAny({})).toBe(false);
    whole.add(null, response(5, "writev", false));
    expect(whole.hasAny(null)).toBe(false);
    expect(whole.hasLike(null, response(5, "writev", false), 5)).toBe(false);
  });

  test("unless some of its writes are hidden", () => {
    const whole = seen(response(5, "writev", false));
    expect(whole.hides(HOME)).toBe(false);
    whole.addHider(HOME);
    expect(whole.hides(HOME)).toBe(true);
    expect(whole.hasAny(HOME)).toBe(false);
    expect(whole.hasLike(HOME, response(5, "writev", false), 5)).toBe(false);
    whole.addHider(null);
    expect(whole.hides(null)).toBe(false);
  });
});

describe("a response is like one that was seen whole", () => {
  const isLike = (whole: SeenWhole, bytes: number, shown = 1, call = "writev") =>
    whole.hasLike(HOME, response(shown, call, true), bytes);

  test("if that had as many bytes of body, and a head by the same call", () => {
    const whole = seen(response(500, "writev", false));
    expect(isLike(whole, 500)).toBe(true);
    expect(isLike(whole, 501)).toBe(false);
    expect(isLike(whole, 500, 1, "sendto")).toBe(false);
    expect(isLike(seen(), 0)).toBe(false);
    expect(isLike(seen(response(0, "writev", false)), 1)).toBe(false);
    expect(isLike(seen(response(0, "writev", true)), 1)).toBe(false);
  });

  test("the largest one counts, whenever it came and however it was laid out", () => {
    expect(isLike(seen(response(500, "writev", false), response(5, "writev", false)), 500)).toBe(true);
    expect(isLike(seen(response(500, "writev", true), response(5, "writev", false)), 500)).toBe(true);
    expect(isLike(seen(response(500, "writev", false), response(5, "sendto", false)), 500)).toBe(true);
  });

  test("a head that was written alone is like one whose body came apart", () => {
    expect(isLike(seen(response(500, "writev", false)), 500, 0)).toBe(false);
    expect(isLike(seen(response(500, "writev", false)), 0, 0)).toBe(false);
    expect(isLike(seen(response(500, "writev", true)), 500, 0)).toBe(true);
  });
});

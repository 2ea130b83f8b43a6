import { describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/core/protocols/exchange.js";
import { CALL, type DrawnExchange, EndOfConnection, NO_EXCHANGE } from "./end-of-connection.js";

/** A response with this body, whose head was written by `call`, and whose last bytes by the same write, or not. */
function response(bytes: number | null, call: string, isApart: boolean, verdict: Verdict = "complete"): DrawnExchange {
  const head = { ...CALL, call };
  return { ...NO_EXCHANGE, verdict, framing: "unknown", accepted: bytes, head, last: isApart ? head : "head" };
}

/** A connection of a process that wrote these responses. */
function seen(...exchanges: readonly DrawnExchange[]): EndOfConnection {
  const connection = new EndOfConnection({ basis: "seen", has: () => true });
  for (const exchange of exchanges) add(connection, exchange);
  return connection;
}

function add(connection: EndOfConnection, exchange: DrawnExchange): void {
  connection.exchange(exchange);
  connection.see();
}

function isLike(connection: EndOfConnection, exchange: DrawnExchange, bytes: number): boolean {
  connection.exchange(exchange);
  return connection.hasSeenLike(bytes);
}

describe("a process was seen to write a response whole", () => {
  test("after one that is complete, and whose size is known", () => {
    expect(seen().hasSeenAny).toBe(false);
    expect(seen(response(5, "writev", false)).hasSeenAny).toBe(true);
    expect(seen(response(5, "writev", false, "truncated")).hasSeenAny).toBe(false);
    expect(seen(response(null, "writev", false)).hasSeenAny).toBe(false);
    expect(seen({ ...NO_EXCHANGE, verdict: "complete" }).hasSeenAny).toBe(false);
  });

  test("another process proves nothing, and one that is not known neither", () => {
    const connection = seen(response(5, "writev", false));
    connection.setHome(true);
    expect(connection.hasSeenAny).toBe(false);
    connection.setHome(false);
    add(connection, response(5, "writev", false));
    expect(connection.hasSeenAny).toBe(false);
    expect(isLike(connection, response(5, "writev", false), 5)).toBe(false);
  });

  test("unless some of its writes are hidden", () => {
    const connection = seen(response(5, "writev", false));
    expect(connection.hides).toBe(false);
    connection.hideWrites();
    expect(connection.hides).toBe(true);
    expect(connection.hasSeenAny).toBe(false);
    expect(isLike(connection, response(5, "writev", false), 5)).toBe(false);
    connection.setHome(false);
    connection.hideWrites();
    expect(connection.hides).toBe(false);
  });
});

describe("a response is like one that was seen whole", () => {
  const is = (connection: EndOfConnection, bytes: number, shown = 1, call = "writev") =>
    isLike(connection, response(shown, call, true), bytes);

  test("if that had as many bytes of body, and a head by the same call", () => {
    const connection = seen(response(500, "writev", false));
    expect(is(connection, 500)).toBe(true);
    expect(is(connection, 501)).toBe(false);
    expect(is(connection, 500, 1, "sendto")).toBe(false);
    expect(is(seen(), 0)).toBe(false);
    expect(is(seen(response(0, "writev", false)), 1)).toBe(false);
    expect(is(seen(response(0, "writev", true)), 1)).toBe(false);
  });

  test("the largest one counts, whenever it came and however it was laid out", () => {
    expect(is(seen(response(500, "writev", false), response(5, "writev", false)), 500)).toBe(true);
    expect(is(seen(response(500, "writev", true), response(5, "writev", false)), 500)).toBe(true);
    expect(is(seen(response(500, "writev", false), response(5, "sendto", false)), 500)).toBe(true);
  });

  test("a head that was written alone is like one whose body came apart", () => {
    expect(is(seen(response(500, "writev", false)), 500, 0)).toBe(false);
    expect(is(seen(response(500, "writev", false)), 0, 0)).toBe(false);
    expect(is(seen(response(500, "writev", true)), 500, 0)).toBe(true);
  });
});

import { expect, test } from "vitest";
import type { DataEvent } from "../../../src/core/protocols/exchange.js";
import { HeadCalls } from "../../../src/engine/host/conversations/head-calls.js";

test("the calls of answers that are never reported are forgotten, the oldest first", () => {
  let line = 0;
  const heads = new HeadCalls(() => ({ line }) as DataEvent);
  for (line = 1; line <= 5000; line++) heads.keep(7);
  expect(heads.of(7, 1)).toBeNull();
  expect(heads.of(7, 5000)).toEqual({ line: 5000 });
});

import { expect, test } from "vitest";
import { effectiveCalls } from "../../../src/core/sockets/effective-calls.js";
import { handlers } from "../../../src/core/sockets/handlers.js";

test("the calls that have a handler are known without the handlers", () => {
  expect([...effectiveCalls].sort()).toEqual([...handlers.keys()].sort());
});

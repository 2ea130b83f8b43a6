import { expect, test } from "vitest";
import { firstBytes, shown } from "../../../src/core/sockets/visible-bytes.js";

test("a negative count, which only a damaged line holds, shows no bytes", () => {
  const piece = shown("abc", -1, false);
  expect(piece).toEqual({ seen: "", length: -1, misfit: 4 });
  expect(firstBytes([piece], -1)).toEqual([piece]);
});

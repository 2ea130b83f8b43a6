import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { embeddedEngine } from "../../src/analyze/embedded-engine.js";
import { unpacked } from "../../src/analyze/unpacked.js";
import { budget } from "../budget.js";

const packed = (bytes: Uint8Array): string => deflateRawSync(bytes).toString("base64").replace(/=+$/, "");

test("what was packed is what is unpacked", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(Buffer.from(unpacked(packed(bytes))).equals(bytes)).toBe(true);
    }),
    budget(200),
  );
});

test("the engine that comes along is the one without SIMD", () => {
  const wasm = readFileSync(new URL("../../dist/engine/engine.scalar.wasm", import.meta.url));
  expect(Buffer.from(unpacked(embeddedEngine)).equals(wasm)).toBe(true);
});

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ofBuffer } from "../../../src/core/sockets/io-buffers.js";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import { plainBuffer, plainVector } from "../../../src/core/strace/arguments/plain-arguments.js";
import type { QuotedBuffer } from "../../../src/core/strace/arguments/quoted-buffer.js";
import { unquote } from "../../../src/core/strace/arguments/unquote.js";
import { integerOf, type Value } from "../../../src/core/strace/arguments/value.js";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import type { LineRef } from "../../../src/core/strace/line/line-ref.js";
import { NO_RESULT } from "../../../src/core/strace/line/result/result.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { budget } from "../../budget.js";
import { values } from "./generate.js";
import { printValue } from "./print.js";

const PLACE: LineRef = { pid: 1, line: 1, time: null };
const bytesOf = ({ quoted, length }: QuotedBuffer): unknown => ({ bytes: unquote(quoted), length });
const string = (value: Value | undefined): string | null => (value?.kind === "string" ? value.bytes : null);

/** What the grammar makes of it; undefined if it has another shape. */
function bufferByGrammar(text: string): unknown {
  const [, buffer, count] = parseArguments(text) ?? [];
  return { bytes: string(buffer), length: integerOf(count) };
}

function vectorByGrammar(text: string): unknown {
  const [, vector] = parseArguments(text) ?? [];
  if (vector?.kind !== "array") return undefined;
  return vector.items.map((item) => {
    const [base, length] = item.kind === "struct" ? item.members : [];
    return { bytes: string(base?.value), length: integerOf(length?.value) };
  });
}

/** What is read without the grammar is what the grammar reads. Returns how many of the two shapes it was. */
function agrees(text: string): number {
  const [buffer, vector] = [plainBuffer(text), plainVector(text)];
  if (buffer) expect(bytesOf(buffer.buffer), text).toEqual(bufferByGrammar(text));
  if (vector) expect(vector.map(bytesOf), text).toEqual(vectorByGrammar(text));
  return (buffer ? 1 : 0) + (vector ? 1 : 0);
}

const strings = fc.uint8Array({ maxLength: 40 }).map((bytes): Value => {
  return { kind: "string", bytes: Buffer.from(bytes).toString("latin1"), cut: bytes.length % 3 === 0 };
});
const counts = fc.nat(9_999_999);
const style = fc.constantFrom("octal" as const, "-x" as const, "-xx" as const);

test("the start of a long buffer is the beginning of what is seen of it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1500, maxLength: 3000 }), style, (bytes, strings) => {
      const value: Value = { kind: "string", bytes: Buffer.from(bytes).toString("latin1"), cut: true };
      const text = `7, ${printValue(value, { strings })}, 100000`;
      const call = new Syscall("write", 1, text, NO_RESULT, PLACE, PLACE);
      const [piece] = ofBuffer(call).pieces;
      const { start = "", seen = "" } = piece ?? {};
      expect(seen).toBe(value.bytes);
      expect(seen.startsWith(start)).toBe(true);
      expect(start.length).toBeGreaterThan(500);
    }),
  );
});

describe("the plain shapes and the grammar agree", () => {
  test("on buffers of any bytes", () => {
    fc.assert(
      fc.property(strings, counts, fc.array(values, { maxLength: 3 }), style, (buffer, count, others, strings) => {
        const rest = others.map((value) => `, ${printValue(value, { strings })}`).join("");
        expect(agrees(`7<TCP:[1.2.3.4:5->6.7.8.9:10]>, ${printValue(buffer, { strings })}, ${count}${rest}`)).toBe(1);
      }),
    );
  });

  test("on vectors of any buffers", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(strings, counts), { minLength: 1, maxLength: 5 }), style, (buffers, strings) => {
        const items = buffers.map(([base, length]) => `{iov_base=${printValue(base, { strings })}, iov_len=${length}}`);
        expect(agrees(`7, [${items.join(", ")}], ${items.length}`)).toBe(1);
      }),
    );
  });

  test("on arguments of any kind", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), style, (args, strings) => {
        agrees(args.map((value) => printValue(value, { strings })).join(", "));
      }),
      budget(1000),
    );
  });

  test("on every call of every sample", () => {
    const samples = new URL("../../../samples/", import.meta.url);
    let compared = 0;
    const reader = new StraceReader((event) => {
      if (event.kind === "call" && event.call.part === "whole") compared += agrees(event.call.argumentsText);
    });
    for (const file of readdirSync(samples).filter((name) => name.endsWith(".strace"))) {
      for (const line of readFileSync(new URL(file, samples), "latin1").split("\n")) {
        const bytes = Buffer.from(line, "latin1");
        reader.read(bytes, 0, bytes.length);
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test.each([
    "7, 0x7f00, 100",
    '-1, "x", 1',
    "fd=7",
    '7, "x", 0x10',
    '7, "x", 010',
    '7, [{iov_base="x", iov_len=1}, ...], 40',
    "7, [], 0",
  ])("and leave %s to the grammar", (text) => {
    expect(agrees(text)).toBe(0);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseResult } from "../../../src/core/strace/line/result/parse-result.js";
import { plainResult } from "../../../src/core/strace/line/result/plain-result.js";
import { isSureResult } from "../../../src/core/strace/line/result/sure-result.js";
import { budget } from "../../budget.js";

/** Reading as bytes gives what reading as text gives. Returns whether it was read as bytes. */
function agrees(text: string): boolean {
  const bytes = Buffer.from(`)${text}\n`, "latin1");
  const result = plainResult(bytes, 1, bytes.length - 1);
  if (isSureResult(bytes, 1, bytes.length - 1)) expect(parseResult(text), text).not.toBeNull();
  if (result) expect(result, text).toEqual(parseResult(text));
  return result !== null;
}

const value = fc.oneof(
  fc.nat().map(String),
  fc.constantFrom("-1", "0", "?", "0x1f", "022", "00", "9".repeat(15), "9".repeat(17)),
);
const decoration = fc.constantFrom(
  "",
  "<TCP:[127.0.0.1:80->127.0.0.1:5000]>",
  "</srv/a b>",
  "<pipe:[7]>",
  '<UNIX:[7,"x>y"]>',
  "<",
);
const error = fc.constantFrom(
  "",
  " EAGAIN (Resource temporarily unavailable)",
  " EINTR",
  " E (x)",
  " ERRNO_512 (Unknown (x))",
  " ENOENT (No such",
);
const remark = fc.constantFrom("", " (Timeout)", " (deleted)", "(deleted)", " [x]", " /* x */", " (INJECTED)");
const digits = fc
  .array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: 18 })
  .map((chars) => chars.join(""));
const duration = fc.oneof(
  fc.constantFrom("", " <unavailable>", " <.5>", " <5.>", " <5>", " <>", " <1.2.3>"),
  fc.tuple(fc.nat(99999), digits).map(([whole, fraction]) => ` <${whole}.${fraction}>`),
);
const tail = fc.constantFrom("", "", "", " ", "x");

describe("results read as bytes and as text agree", () => {
  test("on any put together from their parts", () => {
    const parts = fc.tuple(
      fc.constantFrom(" = ", "                = ", "= ", " =", " =  "),
      value,
      decoration,
      error,
      remark,
      duration,
      tail,
    );
    fc.assert(
      fc.property(parts, (texts) => void agrees(texts.join(""))),
      budget(5_000),
    );
  });

  test("on every line of every sample", () => {
    const samples = new URL("../../../samples/", import.meta.url);
    let compared = 0;
    for (const file of readdirSync(samples).filter((name) => name.endsWith(".strace"))) {
      for (const line of readFileSync(new URL(file, samples), "latin1").split("\n")) {
        const result = line.lastIndexOf(") = ");
        if (result >= 0 && agrees(line.slice(result + 1))) compared++;
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test.each([
    " = 219264",
    "                = 0",
    " = -1 EAGAIN (Resource temporarily unavailable)",
    " = 7<TCP:[127.0.0.1:80->127.0.0.1:5000]>",
    " = 7</srv/a b> <0.000012>",
    " = -1 ENOENT (No such file or directory) <0.000083>",
  ])("%s is read as bytes", (text) => {
    expect(agrees(text)).toBe(true);
  });

  test.each([
    [" = 219264", true],
    [" = ?", true],
    [" = 0x7f00 <0.000012>", true],
    [" = 1 ([{fd=5, revents=POLLIN}])", true],
    [" = -1 ENOENT (No such file or directory) <0.000083>", true],
    [" = 0close(3) = 0", false],
    [" = 3</srv", false],
    [" = -1 ENOENT (No such", false],
    [" = 0 // a note", false],
  ])("%s is surely a result: %s", (text, isSure) => {
    const bytes = Buffer.from(text, "latin1");
    expect(isSureResult(bytes, 0, bytes.length)).toBe(isSure);
  });

  test.each([
    " = ?",
    " = 0x7f00",
    " = 022",
    " = 1 ([{fd=5, revents=POLLIN}])",
    " = 0 (Timeout)",
    " = 3(deleted)",
    "",
  ])("%s is left to the text", (text) => {
    expect(agrees(text)).toBe(false);
  });
});

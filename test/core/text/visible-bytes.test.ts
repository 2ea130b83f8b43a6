import { describe, expect, test } from "vitest";
import { forTerminal, visibleBytes } from "../../../src/core/text/escape.js";

const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");

describe("bytes of a traced program, for a document", () => {
  test.each(["/müller", "/日本語", "/😀", "/plain"])("show letters of any script: %s", (text) => {
    expect(visibleBytes(bytesOf(text))).toBe(text);
  });

  test.each([
    ["a character that turns text", bytesOf("/\u202egpj.exe")],
    ["a line end of Unicode", bytesOf("/\u2028x")],
    ["a control character", "/\x1b[31m"],
    ["a byte that is no UTF-8", "/\xff\xfe"],
    ["the beginning of a character", "/\xe2\x82"],
    ["half a surrogate pair", "/\xed\xa0\x80"],
    ["an overlong slash", "/\xc0\xaf"],
    ["a command to a runner", "##[error]"],
  ])("show %s as the terminal does", (_name, bytes) => {
    expect(visibleBytes(bytes)).toBe(forTerminal(bytes));
    expect(visibleBytes(bytes)).toContain("\\x");
  });

  test("show letters beside what is escaped", () => {
    expect(visibleBytes(`${bytesOf("ü")}\xff${bytesOf("é")}`)).toBe("ü\\xffé");
  });
});

import { describe, expect, test } from "vitest";
import { analyzeText, StraceReader } from "../../../src/index.js";

const LINES = [
  "accept4(3, NULL, NULL, SOCK_CLOEXEC) = 5",
  'read(5, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
  'write(5, "HTTP/1.1 200 OK\\r\\nContent-Length: 9000\\r\\n\\r\\n", 41) = 41',
  'write(5, "x"..., 9000) = 4000',
  "shutdown(5, SHUT_WR) = 0",
];
const inFront = (column: (line: number) => string): Buffer =>
  Buffer.from(LINES.map((line, index) => `${column(index + 1)}${line}\n`).join(""));

describe("columns in front of strace's lines", () => {
  test.each([
    [["line numbers"], (line: number) => `${line}  `],
    [["line numbers"], (line: number) => `   ${line} │ `],
    [["indentation"], () => "\t"],
    [["quote marks"], () => "> > "],
    [["log prefix"], () => "strace[77]: "],
    [["line numbers", "log prefix", "quote marks"], (line: number) => `> ${line}:strace: `],
  ])("%s are taken off and named", (names, column) => {
    const { capture, findings } = analyzeText(inFront(column));
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
    expect(capture.recordedWith.filter((option) => !option.startsWith("-"))).toEqual(names);
  });
});

describe("notes that a person wrote after a result", () => {
  test.each(["  here", " // too early", " <-- the bug", " # the rest"])("%s: they are named", (note) => {
    const { capture, findings } = analyzeText(Buffer.from(LINES.map((line) => `${line}${note}\n`).join("")));
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
    expect(capture.recordedWith.filter((option) => !option.startsWith("-"))).toEqual(["notes"]);
  });
});

describe("characters that a person's programs changed", () => {
  test.each([
    ["entities", (line: string) => line.replaceAll('"', "&quot;")],
    ["typographic quotes", (line: string) => line.replace(/"(.*?)"/g, "“$1”").replaceAll("...", "…")],
    [null, (line: string) => line.replace(" = ", " \u00a0= ")],
  ])("are undone: %s", (name, change) => {
    const { capture, findings } = analyzeText(Buffer.from(LINES.map((line) => `${change(line)}\n`).join("")));
    expect(findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
    expect(capture.recordedWith.filter((option) => !option.startsWith("-"))).toEqual(name === null ? [] : [name]);
  });
});

describe("a live capture", () => {
  /** How many events were reported after each line. */
  const reported = (lines: readonly string[]): number[] => {
    let count = 0;
    const reader = new StraceReader(() => count++);
    return lines.map((line) => {
      reader.read(Buffer.from(`${line}\nx`), 0, line.length);
      return count;
    });
  };

  test("is read line by line if its lines have no column", () => {
    expect(reported(LINES)).toEqual([1, 2, 3, 4, 5]);
  });

  test("waits for its second line if the first one may have a line number", () => {
    expect(reported(LINES.map((line) => `77 ${line}`))).toEqual([0, 2, 3, 4, 5]);
  });

  test("waits for one line more: the rest of a result may stand after the column of the next line", () => {
    expect(reported(LINES.map((line) => `strace: ${line}`))).toEqual([0, 1, 2, 3, 4]);
  });

  test("of as many threads as wait when strace attaches is decided at the latest after 64 lines", () => {
    const attached = Array.from(
      { length: 70 },
      (_, index) => `${100 + index} futex(0x7f00, FUTEX_WAIT, 2, NULL <unfinished ...>`,
    );
    expect(reported(attached).findIndex((count) => count > 0)).toBe(63);
  });
});

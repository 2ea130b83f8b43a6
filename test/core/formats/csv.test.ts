import { describe, expect, test } from "vitest";
import { csvRow } from "../../../src/core/formats/csv.js";
import { visible } from "../../../src/core/text/escape.js";
import { documentOf, firing, formats, NASTY, NASTY_PATH, nasty, recordsOf, samples } from "./documents.js";

/** RFC 4180, strictly. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`no CSV: ${text.slice(0, 100)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function tableOf(...captures: Parameters<typeof recordsOf>): Record<string, string>[] {
  const [header = [], ...rows] = parse(documentOf(formats.csv?.() ?? {}, recordsOf(...captures)));
  for (const row of rows) expect(row).toHaveLength(header.length);
  return rows.map((row) => Object.fromEntries(row.map((cell, column) => [header[column], cell])));
}

test("an exchange a row, with what was found about it", () => {
  const rows = tableOf(samples.filter(({ path }) => path.endsWith("hyper-25-requests-3.3MB.strace")));
  expect(rows).toHaveLength(25);
  expect(rows.filter(({ verdict }) => verdict === "truncated")).toHaveLength(19);
  expect(rows[0]).toMatchObject({
    capture: "samples/hyper-25-requests-3.3MB.strace",
    connection: "c1",
    exchange: "0",
    transport: "unix",
    role: "server",
    method: "POST",
    target: "/3300000",
    status: "200",
    framing: "content-length",
    declared_bytes: "3300000",
    accepted_bytes: "3300000",
    verdict: "complete",
    findings: "race-window",
  });
});

test("unknown is empty, blind spots are words with spaces between", () => {
  const [row] = tableOf(samples.filter(({ path }) => path.endsWith("hyper-network-only.strace")));
  expect(row).toMatchObject({
    status: "",
    declared_bytes: "",
    verdict: "undetermined",
    blind_spots: "writes-not-traced",
  });
});

test("time is when the response began, by the clock of the capture", () => {
  const timeOf = (name: string) => tableOf(samples.filter(({ path }) => path === `samples/${name}.strace`))[0]?.time;
  expect(timeOf("hyper-14.9MB-truncated")).toBe("10:29:48.105");
  expect(timeOf("threads-strace-5.10-relative")).toMatch(/^\+[\d.]+ s$/);
});

test("a surplus is a number below 0, not text", () => {
  const [row] = tableOf(firing.filter(({ path }) => path.includes("length-overrun")));
  expect(row).toMatchObject({ outstanding_bytes: "-5" });
});

describe("nothing that a program can name is taken for a formula or a separator", () => {
  test("in a path and a target", () => {
    const text = documentOf(formats.csv?.() ?? {}, recordsOf([nasty]));
    expect(text.replaceAll("\r\n", "")).toBe(visible(text.replaceAll("\r\n", "")));
    const [row] = tableOf([nasty]);
    expect(row).toMatchObject({
      capture: `'${visible(NASTY_PATH)}`,
      target: `'${visible(NASTY)}`,
      verdict: "truncated",
    });
  });

  test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx"])("a cell that begins as %j does gets an apostrophe", (text) => {
    expect(csvRow([text, "x"])).toBe(`'${visible(text)},x\r\n`);
  });

  test("quotes and commas are quoted, as RFC 4180 has it", () => {
    expect(csvRow(['a"b', "a,b", null, 7])).toBe('"a""b","a,b",,7\r\n');
  });
});

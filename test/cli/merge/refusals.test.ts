import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { UnflushedError } from "../../../src/errors.js";
import { recordProblem } from "../../../src/run/merge/record-schema.js";
import { ResultFile } from "../../../src/run/merge/result-file.js";
import { resultOrder } from "../../../src/run/merge/result-order.js";
import { unflushed } from "../run.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-refusals-"));
afterAll(() => rmSync(root, { recursive: true }));

const CAPTURES = ["samples/hyper-2MB-truncated.strace", "samples/nginx-small.strace", "samples/node-chunked.strace"];

/** The result of a run, by the options of check. */
async function ndjson(...args: string[]): Promise<string> {
  return (await unflushed(["check", "--format", "ndjson", ...args])).stdout;
}

const whole = await ndjson(...CAPTURES);
const lines = whole.split("\n");
const first = await ndjson("--shard", "1/2", ...CAPTURES);
const second = await ndjson("--shard", "2/2", ...CAPTURES);

/** Why results with such contents, called 1, 2, ..., are not merged; without the name of their folder. */
async function refusal(...contents: (string | Buffer)[]): Promise<string> {
  const paths = contents.map((_, index) => join(root, String(index + 1)));
  for (const [index, path] of paths.entries()) writeFileSync(path, contents[index] ?? "");
  try {
    const files: ResultFile[] = [];
    for (const path of paths) files.push(await ResultFile.open(path, recordProblem, Readable.from([])));
    for (const file of resultOrder(files)) for await (const _ of file.capture());
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    return `${error.code}: ${error.message.replaceAll(`${root}/`, "")}`;
  }
  throw new Error("they are merged");
}

const without = (from: number, to = from): string => lines.toSpliced(from, to - from + 1).join("\n");
const changed = (index: number, from: string | RegExp, to: string): string =>
  lines.map((line, at) => (at === index ? line.replace(from, to) : line)).join("\n");
const at = (kind: string): number => lines.findIndex((line) => line.startsWith(`{"kind":"${kind}"`));
const NOT_A_LINE = "is not a line of unflushed check --format ndjson";

describe("a result that is cut short", () => {
  const sentence =
    "result-cut-short: 1 has no summary at its end, so the run that wrote it was cut short: run that again";
  test.each([
    ["within a line", whole.slice(0, 2000)],
    ["between lines", `${lines.slice(0, 4).join("\n")}\n`],
    ["before its summary", without(at("summary"))],
    ["at once", ""],
  ])("%s", async (_where, content) => {
    expect(await refusal(content)).toBe(sentence);
  });
});

describe("what no run wrote: the line is named, and what is wrong with it", () => {
  test.each([
    ["prose", "nothing of JSON\n", `result-invalid: 1:1 ${NOT_A_LINE}: it is not JSON`],
    ["other JSON", '{"a":1}\n', `result-invalid: 1:1 ${NOT_A_LINE}: it is not a run record`],
    ["null", "null\n", `result-invalid: 1:1 ${NOT_A_LINE}: it is not a run record`],
    ["a line of prose inside", changed(2, /.*/, "hello"), `result-invalid: 1:3 ${NOT_A_LINE}: it is not JSON`],
    [
      "a kind that there is not",
      changed(2, '"finding"', '"toString"'),
      `result-invalid: 1:3 ${NOT_A_LINE}: it has no kind that there is`,
    ],
    [
      "a part of a record",
      changed(2, /.*/, '{"kind":"call"}'),
      `result-invalid: 1:3 ${NOT_A_LINE}: it has no kind that there is`,
    ],
    [
      "a wrong type",
      changed(2, /"line":\d+,"time/, '"line":"x","time'),
      `result-invalid: 1:3 ${NOT_A_LINE}: /line must be integer`,
    ],
    [
      "a missing field",
      changed(2, /"line":\d+,"time/, '"time'),
      `result-invalid: 1:3 ${NOT_A_LINE}: it must have required property 'line'`,
    ],
    [
      "a field too many",
      changed(1, "{", '{"a":1,'),
      `result-invalid: 1:2 ${NOT_A_LINE}: it must NOT have additional properties`,
    ],
    ["a capture that never began", without(1), `result-invalid: 1:2 ${NOT_A_LINE}: a finding record cannot stand here`],
    [
      "a capture that never ended",
      without(at("capture")),
      /^result-invalid: 1:\d+ .*: a begin record cannot stand here$/,
    ],
    [
      "another capture's record",
      changed(2, '"capture":0', '"capture":7'),
      /: it is about capture 7, inside capture 0$/,
    ],
    [
      "another connection's exchange",
      changed(at("exchange"), '"c1"', '"c9"'),
      /: it is about another connection than /,
    ],
    ["two runs in one file", whole + whole, /^result-invalid: 1:\d+ .*: nothing may follow a summary$/],
    ["a text that moves the cursor", changed(2, '"kind"', '"\\u001b[2J":1,"kind"'), /additional properties$/],
  ] as const)("%s", async (_what, content, sentence) => {
    if (typeof sentence === "string") expect(await refusal(content)).toBe(sentence);
    else expect(await refusal(content)).toMatch(sentence);
  });

  test("a capture that was taken out", async () => {
    const begins = [...lines.keys()].filter((index) => lines[index]?.startsWith('{"kind":"begin"'));
    const [, from = 0, to = 0] = begins;
    expect(await refusal(without(from, to - 1))).toBe(
      "result-invalid: 1 was changed: position 2 comes where the capture at position 1 should; check again",
    );
    expect(await refusal(without(to, at("summary") - 1))).toMatch(/: the captures before it come to other counts$/);
  });
});

describe("a result that cannot be read", () => {
  test.each([
    ["is not there", join(root, "nowhere"), /nowhere does not exist: check the name of the result\n$/],
    ["is a folder", root, / cannot be read \(EISDIR\): name a file that you may read\n$/],
  ])("%s", async (_what, path, sentence) => {
    const { stderr, code } = await unflushed(["merge", path]);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  test("is damaged", async () => {
    const damaged = gzipSync(whole).subarray(0, 200);
    expect(await refusal(damaged)).toBe(
      "result-unreadable: 1 is compressed, and its data is damaged or ends too early: compress it again",
    );
  });
});

test("a result of another version: what it says may not be what this one would", async () => {
  const other = whole.replace(/"version":"[^"]*"/, '"version":"0.0.1"');
  expect(await refusal(whole, other)).toMatch(
    /^result-of-other-version: 2 was written by unflushed 0\.0\.1, and this is [\d.]+: check and merge with one version$/,
  );
  expect(await refusal(whole.replace('"schemaVersion":3', '"schemaVersion":2'))).toBe(
    "result-of-other-version: 1 has records of schemaVersion 2, and this unflushed reads 3: check and merge with one version",
  );
});

describe("shards that do not belong together", () => {
  test("one is missing", async () => {
    expect(await refusal(second)).toBe(
      "shard-missing: shard 1 of 2 is missing: give the results of all, or run what is missing again",
    );
  });

  test("very many are missing", async () => {
    const many = first.replace('"count":2', '"count":500');
    expect(await refusal(many)).toBe(
      "shard-missing: shards 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 489 more of 500 are missing: give the results of all, or run what is missing again",
    );
  });

  test("one is there twice", async () => {
    expect(await refusal(first, second, first)).toBe(
      "shard-twice: 1 and 3 are both shard 1 of 2: leave one of them out",
    );
  });

  test("they are of different numbers", async () => {
    const third = await ndjson("--shard", "3/3", ...CAPTURES);
    expect(await refusal(first, third)).toBe(
      "shards-differ: 1 is shard 1 of 2, and 2 is shard 3 of 3: give every run the same number of shards",
    );
  });

  test("they are of different lists of captures", async () => {
    const longer = await ndjson("--shard", "2/2", ...CAPTURES, "samples/python-small.strace");
    expect(await refusal(first, longer)).toBe(
      "shards-differ: 1 is about 3 captures, and 2 about 4: give every run the same list",
    );
  });

  test("one has not the captures that it should", async () => {
    expect(await refusal(first, second.replace('"index":2', '"index":1').replace('"count":2', '"count":1'))).toMatch(
      /^shards-differ: 1 is shard 1 of 2, and 2 is shard 1 of 1: /,
    );
    expect(await refusal(first.replace('"index":1', '"index":2'), second.replace('"index":2', '"index":1'))).toBe(
      "result-invalid: 2 was changed: position 1 comes where the capture at position 0 should; check again",
    );
  });

  test("one is no shard", async () => {
    expect(await refusal(whole, first, second)).toBe(
      "shards-differ: 2 is a shard and 1 is not: merge the shards alone, and then the outcome with the rest",
    );
  });
});

describe("on the command line", () => {
  test("a refusal is one sentence, exit 2, and leaves no document behind", async () => {
    const [path, document] = [join(root, "cut"), join(root, "document")];
    writeFileSync(path, without(at("summary")));
    const { stdout, stderr, code } = await unflushed(["merge", "--format", `json=${document}`, path]);
    expect(stderr).toMatch(/^unflushed: [^\n]*cut has no summary at its end, [^\n]*\n$/);
    expect({ stdout, code, left: existsSync(document) }).toEqual({ stdout: "", code: 2, left: false });
  });

  test("a document may not replace a result", async () => {
    const path = join(root, "result");
    writeFileSync(path, whole);
    const { stderr, code } = await unflushed(["merge", "--format", `json=${path}`, path]);
    expect(stderr).toMatch(/ would replace the result .*: name another file\n$/);
    expect(code).toBe(2);
    expect(readFileSync(path, "utf8")).toBe(whole);
  });
});

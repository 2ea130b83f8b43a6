import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { askShard, positionOf, shareOf } from "../../../src/run/shard.js";
import { isAnalysis, isRecord, isSarif, junitErrors } from "../../core/formats/schemas.js";
import { documentsIn, everyFormat, NAMES } from "../every-format.js";
import { unflushed, unflushedProcess } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "unflushed-shard-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CAPTURES = [
  "samples/nginx-small.strace",
  "does-not-exist",
  "samples/hyper-2MB-truncated.strace",
  "samples/node-chunked.strace",
  "samples/python-small.strace",
];
const recordsOf = (ndjson: string) => ndjson.match(/.+/g)?.map((line) => JSON.parse(line)) ?? [];

describe("every capture is in exactly one shard", () => {
  const cases = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 300 }));

  test("whatever the number of captures and of shards", () => {
    fc.assert(
      fc.property(cases, ([captures, count]) => {
        const list = Array.from({ length: captures }, (_, position) => position);
        const shares = Array.from({ length: count }, (_, place) => shareOf(list, { index: place + 1, count }));
        expect(shares.flat().sort((one, other) => one - other)).toEqual(list);
        const sizes = shares.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("in the order of the list, and its place there tells its position in the list", () => {
    fc.assert(
      fc.property(cases, fc.nat(), ([captures, count], any) => {
        const list = Array.from({ length: captures }, (_, position) => position);
        const shard = { index: (any % count) + 1, count };
        expect(shareOf(list, shard)).toEqual(shareOf(list, shard).map((_, place) => positionOf(place, shard)));
      }),
    );
  });
});

test("a shard is told as a run of its own, with the positions of the whole list", async () => {
  const { stdout, code } = await unflushed(["--shard", "2/2", "--format", "ndjson", ...CAPTURES]);
  const records = recordsOf(stdout);
  expect(records[0]).toMatchObject({ kind: "run", captures: 5, shard: { index: 2, count: 2 } });
  expect(records.filter(({ kind }) => kind === "begin")).toEqual([
    { kind: "begin", capture: 0, position: 1, path: "does-not-exist" },
    { kind: "begin", capture: 0, position: 3, path: "samples/node-chunked.strace" },
  ]);
  expect(code).toBe(2);
});

test("several threads tell the same of a shard as one", async () => {
  const args = ["check", "--shard", "1/2", "--format", "ndjson", ...CAPTURES];
  expect(await unflushedProcess([...args, "--jobs", "3"])).toEqual(await unflushed([...args, "--jobs", "1"]));
});

test("without shards the records say that they are about all captures", async () => {
  const { stdout } = await unflushed(["--format", "ndjson", ...CAPTURES]);
  const records = recordsOf(stdout);
  expect(records[0]).toMatchObject({ kind: "run", shard: null });
  expect(records.flatMap(({ kind, position }) => (kind === "begin" ? [position] : []))).toEqual([0, 1, 2, 3, 4]);
});

describe("a shard that has no capture", async () => {
  const run = await unflushed(["--shard", "6/6", ...everyFormat(folder), ...CAPTURES]);
  const documents = documentsIn(folder);

  test("ends well, and says why it has none", () => {
    const stderr = "unflushed: shard 6 of 6 has no capture, as there are only 5\n";
    expect(run).toEqual({ stdout: "", stderr, code: 0 });
  });

  test("writes its documents, and they are whole", async () => {
    expect(Object.keys(documents).sort()).toEqual([...NAMES].sort());
    expect(isAnalysis(JSON.parse(documents.json ?? ""))).toBe(true);
    expect(isSarif(JSON.parse(documents.sarif ?? ""))).toBe(true);
    expect(await junitErrors([documents.junit ?? ""])).toEqual([]);
    const records = recordsOf(documents.ndjson ?? "");
    for (const record of records) expect(isRecord(record)).toBe(true);
    expect(records.map(({ kind }) => kind)).toEqual(["run", "summary"]);
  });

  test("fails no test case", () => {
    expect(documents.junit).not.toContain("<testcase");
  });
});

test("a document may not replace a capture, be it another shard's", async () => {
  const { stderr, code } = await unflushed(["--shard", "1/2", "--format", `json=${CAPTURES[3]}`, ...CAPTURES]);
  expect(stderr).toMatch(/^unflushed: --format json=.* would replace the capture samples\/node-chunked\.strace: .*\n$/);
  expect(code).toBe(2);
});

describe("what is not a shard is one sentence, exit 2", () => {
  const sentence = (shard: string) => `--shard ${shard} is not a shard: give K/N with K from 1 to N, such as 2/8`;

  test.each([
    "0/3",
    "4/3",
    "1/0",
    "1",
    "1/2/3",
    "-1/3",
    "1.5/3",
    "a/b",
    "",
    "1/99999999999999999999",
  ])("%j", (shard) => {
    expect(() => askShard(shard)).toThrow(sentence(shard));
  });

  test("on the command line", async () => {
    const stderr = `unflushed: ${sentence("0/3")}\n`;
    expect(await unflushed(["--shard", "0/3", ...CAPTURES])).toEqual({ stdout: "", stderr, code: 2 });
  });

  test("a share of standard input", async () => {
    const { stderr, code } = await unflushed(["--shard", "1/2"], "1 close(3) = 0\n");
    expect(stderr).toMatch(/^unflushed: --shard takes a share of the captures, and none is named: .*\n$/);
    expect(code).toBe(2);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { asMerged, documentsIn, everyFormat, OF_RECORDS } from "../every-format.js";
import { type Run, unflushed } from "../run.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-merge-"));
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string): string {
  mkdirSync(join(root, name));
  return join(root, name);
}

const samples = readdirSync(new URL("../../../samples/", import.meta.url))
  .filter((name) => name.endsWith(".strace"))
  .map((name) => `samples/${name}`);
const broken = join(root, "broken.strace.gz"); // what stands before the damage is told, and then the failure
writeFileSync(
  broken,
  gzipSync(readFileSync(new URL("../../../samples/hyper-14.9MB-truncated.strace", import.meta.url))).subarray(0, 2500),
);
const prose = join(root, "prose.txt");
writeFileSync(prose, "nothing of strace\n");
const everything = [...samples.slice(0, 3), broken, ...samples.slice(3, 9), prose, ...samples.slice(9), "nowhere"];

/** The results of a run over each shard, in files. */
async function shards(count: number, captures: readonly string[], where: string): Promise<string[]> {
  const files = Array.from({ length: count }, (_, place) => join(where, `${place + 1}.ndjson`));
  for (const [place, file] of files.entries()) {
    await unflushed(["check", "--shard", `${place + 1}/${count}`, "--format", `ndjson=${file}`, ...captures]);
  }
  return files;
}

async function result(name: string, ...captures: string[]): Promise<string> {
  const file = join(root, name);
  await unflushed(["check", "--format", `ndjson=${file}`, ...captures]);
  return file;
}

describe("7 shards of all samples and captures that cannot be read, merged", async () => {
  const [one, merged] = [folder("one"), folder("merged")];
  const alone = await unflushed([...everyFormat(one, OF_RECORDS), ...everything]);
  const results = await shards(7, everything, folder("seven"));
  const together = await unflushed(["merge", ...everyFormat(merged, OF_RECORDS), ...results]);

  test.each(OF_RECORDS)("%s has the bytes of one run", (name) => {
    expect(asMerged(documentsIn(merged))[name]).toBe(asMerged(documentsIn(one))[name]);
  });

  test("standard error and the exit code are those of one run", () => {
    expect(together).toEqual(alone);
    expect(alone.code).toBe(2);
    expect(alone.stderr.trimEnd().split("\n")).toHaveLength(3);
  });

  test("in whatever order the results are given", async () => {
    const { stdout } = await unflushed(["merge", "--format", "ndjson", ...results.reverse()]);
    expect(stdout).toBe(documentsIn(one).ndjson);
  });
});

test("shards without a capture take part as the others do", async () => {
  const captures = samples.slice(0, 2);
  const results = await shards(4, captures, folder("four"));
  expect(await unflushed(["merge", ...results])).toEqual(await unflushed(captures));
});

describe("results that are no shards", async () => {
  const captures = [samples.slice(0, 2), [prose, ...samples.slice(2, 4)], samples.slice(4, 5)] as const;
  const results: string[] = [];
  for (const [index, each] of captures.entries()) results.push(await result(`${index}.ndjson`, ...each));

  test("follow one another in the order given, as if one run had read their captures", async () => {
    const [one, joined] = [folder("one run"), folder("joined")];
    const alone = await unflushed(["check", ...everyFormat(one, OF_RECORDS), ...captures.flat()]);
    expect(await unflushed(["merge", ...everyFormat(joined, OF_RECORDS), ...results])).toEqual(alone);
    expect(asMerged(documentsIn(joined))).toEqual(asMerged(documentsIn(one)));
  });

  test("may have been merged before", async () => {
    const [first = "", ...rest] = results;
    const { stdout } = await unflushed(["merge", "--format", "ndjson", ...rest]);
    const file = join(root, "merged before.ndjson");
    writeFileSync(file, stdout);
    expect(await unflushed(["merge", "--format", "ndjson", first, file])).toEqual(
      await unflushed(["merge", "--format", "ndjson", ...results]),
    );
  });

  test("may be compressed, or come on standard input", async () => {
    const ndjson = readFileSync(results[2] ?? "");
    writeFileSync(join(root, "2.gz"), gzipSync(ndjson));
    const plain = await unflushed(["merge", results[2] ?? ""]);
    expect(await unflushed(["merge", join(root, "2.gz")])).toEqual(plain);
    expect(await unflushed(["merge", "-"], ndjson)).toEqual(plain);
  });

  test("may have been through a tool that writes JSON in its own way", async () => {
    const lines = readFileSync(results[0] ?? "", "utf8")
      .trimEnd()
      .split("\n");
    const sorted = lines.map((line) =>
      Object.entries(JSON.parse(line)).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
    const file = join(root, "keys in the order of the alphabet.ndjson");
    writeFileSync(file, sorted.map((entries) => ` ${JSON.stringify(Object.fromEntries(entries))}\n`).join(""));
    const [again, plain] = [file, results[0] ?? ""].map((each) => unflushed(["merge", "--format", "json", each]));
    const [one, other] = [await again, await plain].map((run) => JSON.parse(run?.stdout ?? ""));
    expect(one).toEqual(other);
  });
});

describe("the exit code is that of one run over all captures", () => {
  const ABORTED = "samples/hyper-client-aborts.strace"; // a note
  const TRUNCATED = "samples/hyper-2MB-truncated.strace";
  const BLIND = "samples/hyper-network-only.strace"; // proves nothing
  test.each([
    ["nothing found", [ABORTED], [], 0],
    ["a note, with --fail-on note", [ABORTED, "samples/nginx-small.strace"], ["--fail-on", "note"], 1],
    ["an error", ["samples/nginx-small.strace", TRUNCATED], [], 1],
    ["a capture that could not be read", [TRUNCATED, prose], [], 2],
    ["nothing could be judged", [BLIND], [], 3],
    ["nothing could be judged, which was foreseen", [BLIND], ["--pass-with-no-responses"], 0],
    ["one capture proves nothing, another something", [BLIND, ABORTED], [], 0],
  ] as const)("%s", async (name, captures, options, code) => {
    const results = await shards(captures.length, captures, folder(name));
    const runs: Run[] = [];
    for (const inputs of [
      ["merge", ...results],
      ["check", ...captures],
    ]) {
      runs.push(await unflushed([...inputs, "--format", "junit", ...options]));
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.code).toBe(code);
  });
});

test("a format that is made of bytes cannot be made of results", async () => {
  const { stdout, stderr, code } = await unflushed([
    "merge",
    "--format",
    "pcapng=out.pcapng",
    join(root, "none.ndjson"),
  ]);
  expect(stderr).toBe(
    "unflushed: pcapng is made of bytes, which results do not hold: check the captures instead, as in unflushed check --format pcapng=out.pcapng CAPTURE\n",
  );
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
});

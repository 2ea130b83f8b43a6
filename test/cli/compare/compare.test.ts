import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { abandoned, aborted, cut, inOrder, overrun, times, unclear, whole } from "../../tools/compare/captures.js";
import { type Run, unflushed } from "../run.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/compare.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const folder = mkdtempSync(join(tmpdir(), "unflushed-compare-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
function file(content: string | Buffer, name = `${++count}.strace`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const BROKEN = "samples/hyper-25-requests-3.3MB.strace";
const FIXED = "samples/hyper-fixed-25-requests-3.3MB.strace";
const UNSEEN = "samples/hyper-network-only.strace";

function compare(args: readonly string[], input = "", columns = 80): Promise<Run> {
  return unflushed(["compare", ...args], input, { env: { ...process.env, COLUMNS: String(columns) } });
}

describe("what a user sees, up to the exit code", () => {
  test.each([
    ["better", [BROKEN, FIXED], 80, 0],
    ["better-40-columns", [BROKEN, FIXED], 40, 0],
    ["worse", [FIXED, BROKEN], 80, 1],
    ["equal", [BROKEN, BROKEN], 80, 0],
    ["nothing-judged", [BROKEN, UNSEEN], 80, 3],
    ["bad-input", [BROKEN, "missing.strace"], 80, 2],
  ] as const)("%s", async (name, args, columns, expected) => {
    const { stdout, stderr, code } = await compare(args, "", columns);
    const text = `$ unflushed compare ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
    await expect(text).toMatchFileSnapshot(`../transcripts/compare/${name}.txt`);
    expect(code).toBe(expected);
  });
});

test("docs/use/compare.md shows what is printed", async () => {
  const docs = readFileSync(new URL("../../../docs/use/compare.md", import.meta.url), "utf8");
  const [, shown] = /```console\n\$ .*\n([\s\S]*?)```/.exec(docs) ?? [];
  expect((await compare([BROKEN, FIXED])).stdout).toBe(shown);
});

describe("one side may be standard input", () => {
  const better = /^better: 19 of 25 responses truncated -> 0 of 25\n/;
  test("the new build", async () => {
    const { stdout, code } = await compare([BROKEN, "-"], readFileSync(FIXED, "latin1"));
    expect(stdout).toMatch(better);
    expect(stdout).toMatch(/^after +standard input$/m);
    expect(code).toBe(0);
  });

  test("the old build", async () => {
    const { stdout, code } = await compare(["-", FIXED], readFileSync(BROKEN, "latin1"));
    expect(stdout).toMatch(better);
    expect(code).toBe(0);
  });

  test("both cannot", async () => {
    const { stdout, stderr, code } = await compare(["-", "-"], "");
    expect(stderr).toBe("unflushed: standard input can be one side only: name a file for the other\n");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("bad input is one line that says what to do, exit 2", () => {
  test.each([
    ["one capture alone", () => [BROKEN], /missing required argument 'after'/],
    ["a file that is no capture", () => [file("Dear reader,\n"), FIXED], /is not strace output: record one with/],
    ["an empty file", () => [BROKEN, file("")], /is empty: record one with strace /],
    ["a format that there is not", () => [BROKEN, FIXED, "--format", "csv"], /Allowed choices are text, json/],
  ])("%s", async (_what, args, message) => {
    const { stdout, stderr, code } = await compare(args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("a line of strace that cannot be read, under --strict; without it, it is reported", async () => {
    const odd = file(`${whole("GET /a")}10 write(9, "x") 4\n`);
    const strict = await compare([odd, odd, "--strict"]);
    expect(strict.stderr).toMatch(/:5 cannot be read, and --strict allows no such line/);
    expect(strict.code).toBe(2);
    const lenient = await compare([odd, odd, "--show-unrecognized"]);
    expect(lenient.stderr.match(/write\(9, "x"\) 4/g)).toHaveLength(2);
    expect(lenient.stdout).toMatch(/^before: 1 of 5 lines could not be read$/m);
    expect(lenient.code).toBe(0);
  });
});

test("captures are read as check reads them: compressed ones, and the files of -ff", async () => {
  const packed = file(gzipSync(readFileSync(BROKEN)), "broken.strace.gz");
  expect((await compare([packed, FIXED])).stdout).toMatch(/^better: 19 of 25/);
  const threads = "samples/hyper-per-thread-files/trace";
  expect((await compare([threads, threads])).stdout).toMatch(/^equal: 1 of 1 responses truncated -> 1 of 1\n/);
});

describe("--format json", () => {
  const a = "GET /a";
  test.each([
    ["better", [BROKEN, FIXED], 0],
    ["worse", [FIXED, BROKEN], 1],
    ["equal", [FIXED, FIXED], 0],
    ["unproven", [BROKEN, UNSEEN], 3],
  ] as const)("%s satisfies the shipped schema", async (outcome, args, expected) => {
    const { stdout, stderr, code } = await compare([...args, "--format", "json"]);
    const document = JSON.parse(stdout);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document.outcome).toBe(outcome);
    expect(stderr).toBe("");
    expect(code).toBe(expected);
  });

  test("so it does with every kind of reason, change and caution", async () => {
    const pairs: readonly (readonly [string, string])[] = [
      [whole(a), times(2, whole(a)) + overrun(a) + abandoned()],
      [whole(a) + cut(a, 200), whole(a) + cut(a, 100)],
      [times(3, whole(a)) + cut("GET /b"), times(3, whole(a)) + unclear(a)],
      [whole(a), whole("GET /b")],
      [whole(a), whole(a) + times(2, aborted(a))],
      [whole(a) + whole("GET /b"), whole(a)],
      [cut(a), whole(a).replaceAll(/12:00:00\.\d+ /g, "")],
    ];
    const codes = new Set<string>();
    for (const [before, after] of pairs) {
      const { stdout } = await compare([file(inOrder(before)), file(inOrder(after)), "--format", "json"]);
      const document = JSON.parse(stdout);
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      for (const { code } of document.reasons) codes.add(code);
      for (const { code } of document.cautions) codes.add(code);
    }
    expect([...codes].sort()).toEqual([
      "abandoned-share-up",
      "failed-share-up",
      "failure-not-repeated",
      "lost-share-up",
      "may-be-chance",
      "mostly-unjudged",
      "never-refused",
      "no-target-in-common",
      "recorded-differently",
      "rule-of-three",
      "targets-on-one-side",
      "undetermined-decides",
    ]);
  });

  test("the figures of the two hyper captures", async () => {
    const { stdout } = await compare([BROKEN, FIXED, "--format", "json"]);
    const { before, after, targets, cautions } = JSON.parse(stdout);
    expect(before.total).toMatchObject({ responses: 25, judged: 25, failed: 19, lostBytes: 58_536_017 });
    expect(before.total).toMatchObject({ shortWrites: 109, eagains: 19, refusedToCut: { count: 19, median: 0.00008 } });
    expect(after.total).toMatchObject({ responses: 25, failed: 0, lostBytes: 0, refusedToCut: null, lostShare: 0 });
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({ method: "POST", target: "/3300000", change: "better", before: before.total });
    expect(cautions).toMatchObject([{ code: "rule-of-three", upTo: 0.12 }]);
  });
});

test("nothing that a client sent reaches the terminal unescaped, nor in JSON", async () => {
  const sent = file(whole("GET /a\\33[2Jb\\233"));
  const { stdout } = await compare([sent, sent]);
  expect(stdout).toContain("GET /a\\x1b[2Jb\\x9b");
  const json = await compare([sent, sent, "--format", "json"]);
  expect(json.stdout).toContain('"/a\\u001b[2Jb\\u009b"');
  expect(stdout + json.stdout).not.toMatch(/[^\P{Cc}\n]/u);
});

test("colours say what is good and what is not", async () => {
  const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "" };
  const { stdout } = await unflushed(["compare", BROKEN, FIXED], "", { env });
  expect(stdout).toContain("\x1b[32mbetter\x1b[39m: ");
  expect(stdout).toContain("\x1b[1m\x1b[31m19\x1b[39m\x1b[22m");
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { both, bothFor, bothHidden, originAlone, proxyAlone, whole, wholeLater } from "../../tools/path/hops.js";
import { twoClocks } from "../../tools/path/two-clocks.js";
import { proseBeyond } from "../prose-beyond.js";
import { type Run, unflushed } from "../run.js";

const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../schema/${name}.schema.json`, import.meta.url), "utf8"));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, schemas: [json("analysis")] });
const validate = ajv.compile(json("path"));

const folder = mkdtempSync(join(tmpdir(), "unflushed-path-"));
afterAll(() => rmSync(folder, { recursive: true }));
const captures = { both, hidden: bothHidden, proxy: proxyAlone, origin: originAlone, whole };
for (const [name, text] of Object.entries(captures)) writeFileSync(join(folder, `${name}.strace`), text);
writeFileSync(join(folder, "early.strace"), both.split("\n").slice(0, 4).join("\n"));
writeFileSync(join(folder, "both.strace.gz"), gzipSync(both));

function file(text: string): string {
  writeFileSync(join(folder, "other.strace"), text);
  return "other.strace";
}

function path(args: readonly string[], { input = "", columns = 80 } = {}): Promise<Run> {
  return unflushed(["path", ...args], input, { cwd: folder, env: { COLUMNS: String(columns) } });
}

describe("what a user sees, up to the exit code", () => {
  test.each([
    ["together-100-columns", ["both.strace"], 100, 1],
    ["together-60-columns", ["both.strace"], 60, 1],
    ["separate-100-columns", ["proxy.strace", "origin.strace"], 100, 1],
    ["separate-60-columns", ["proxy.strace", "origin.strace"], 60, 1],
    ["one-hop", ["proxy.strace"], 80, 1],
    ["several", ["both.strace", "hidden.strace", "origin.strace"], 80, 1],
    ["summary-60-columns", ["both.strace", "hidden.strace", "--summary"], 60, 1],
    ["whole", ["whole.strace"], 80, 0],
    ["bad-input", ["missing.strace"], 80, 2],
    ["nothing-judged", ["early.strace"], 80, 3],
  ] as const)("%s", async (name, args, columns, expected) => {
    const { stdout, stderr, code } = await path(args, { columns });
    const text = `$ unflushed path ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
    await expect(text).toMatchFileSnapshot(`../transcripts/path/${name}.txt`);
    expect(code).toBe(expected);
    expect(proseBeyond(stdout, columns)).toEqual([]);
  });
});

test("standard input, a packed capture and a plain one are read alike", async () => {
  const { stdout } = await path(["both.strace"]);
  expect((await path([], { input: both })).stdout).toBe(stdout);
  expect((await path(["-"], { input: both })).stdout).toBe(stdout);
  expect((await path(["both.strace.gz"])).stdout).toBe(stdout);
});

test.each([
  [["--target", "/a"], 1],
  [["--target", "/*"], 1],
  [["--connection", "c3"], 1],
  [["--connection", "c4"], 0],
  [["--target", "/w"], 0],
  [["--target", "/a", "--connection", "c4"], 0],
] as const)("%j chooses among paths", async (filter, code) => {
  const run = await path([file(both + wholeLater), ...filter]);
  expect(run.code).toBe(code);
  expect(run.stdout.startsWith("p1  /a -> 200\n")).toBe(code === 1);
});

describe.each([
  "text",
  "json",
])("what no capture holds is an error, and no request that lost nothing (%s)", (format) => {
  test.each([
    ["no connection of both.strace is called c99: ", ["both.strace", "--connection", "c99"]],
    ["no connection of these 2 captures is called c99: ", ["both.strace", "whole.strace", "--connection", "c99"]],
    ["no request in both.strace has a target like /b*: ", ["both.strace", "--target", "/b*"]],
    ["no request in standard input has a target like /b*: ", ["-", "--target", "/b*", "--connection", "c1"]],
    ["no connection of whole.strace is called c99: ", ["whole.strace", "--summary", "--connection", "c99"]],
  ])("%s", async (sentence, args) => {
    const { stdout, stderr, code } = await path([...args, "--format", format], { input: both });
    expect(stderr).toMatch(/^unflushed: [^\n]*\n$/);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

test("a capture that cannot be read is the error that is reported, not what it may have held", async () => {
  const { stderr, code } = await path(["both.strace", "missing.strace", "--connection", "c99"]);
  expect(stderr).toMatch(/^unflushed: missing\.strace does not exist[^\n]*\n$/);
  expect(code).toBe(2);
});

test("a path keeps its number, whatever else is shown", async () => {
  const other = file(bothFor("/b"));
  const args = ["both.strace", other, "--target", "/b"];
  expect((await path(args)).stdout).toMatch(/^p2 {2}\/b -> 200/);
  expect(JSON.parse((await path([...args, "--format", "json"])).stdout).paths).toMatchObject([{ id: "p2" }]);
});

describe("--format json", () => {
  test.each([
    [["both.strace"]],
    [["proxy.strace", "origin.strace"]],
    [["hidden.strace", "both.strace", "--summary"]],
    [["whole.strace"]],
    [["early.strace"]],
  ])("%j fits its schema", async (args) => {
    const document = JSON.parse((await path([...args, "--format", "json"])).stdout);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  test("it says where losses begin, and who passed them on", async () => {
    const { stdout } = await path(["proxy.strace", "origin.strace", "--format", "json"]);
    const { paths, captures, losses, origins, hops } = JSON.parse(stdout);
    expect(captures).toEqual(["proxy.strace", "origin.strace"]);
    expect(paths[0].exchanges.map(({ capture }: { capture: number }) => capture)).toEqual([0, 0, 1]);
    expect(paths[0].origin).toBe(2);
    expect(losses).toBe(1);
    const counts = { passedOn: 1, hidden: 0 };
    expect(origins).toEqual([{ address: "127.0.0.1:9000", isSeenByClient: false, losses: 1, ...counts, pids: [20] }]);
    expect(hops).toEqual([{ address: "127.0.0.1:8080", ...counts, pids: [10] }]);
  });
});

describe("check", () => {
  function check(args: readonly string[], columns = 80): Promise<Run> {
    return unflushed(["check", "--no-config", ...args], "", { cwd: folder, env: { COLUMNS: String(columns) } });
  }

  test.each([60, 100])("text of %i columns shows the hops, and says at the end where losses begin", async (columns) => {
    const args = ["both.strace", "hidden.strace", "proxy.strace", "origin.strace"];
    const { stdout, stderr, code } = await check(args, columns);
    const text = `$ unflushed check ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
    await expect(text).toMatchFileSnapshot(`../transcripts/path/check-${columns}-columns.txt`);
    expect(proseBeyond(stdout, columns)).toEqual([]);
  });

  test("a single capture without hops has no such line", async () => {
    const { stdout } = await check(["origin.strace"]);
    expect(stdout).not.toMatch(/begins? at/);
  });

  test("json has the paths, and fits its schema", async () => {
    const document = JSON.parse((await check(["proxy.strace", "origin.strace", "--format", "json"])).stdout);
    const isAnalysis = ajv.getSchema("https://unflushed.invalid/schema/analysis-1.json");
    expect(isAnalysis?.(document), JSON.stringify(isAnalysis?.errors)).toBe(true);
    expect(document.paths).toHaveLength(1);
  });
});

test.each([
  "text",
  "json",
  "ndjson",
])("the shards of captures that belong together merge to the %s of one run", async (format) => {
  const captures = ["whole.strace", "proxy.strace", "origin.strace", "both.strace"];
  const run = async (...args: string[]) =>
    (await unflushed([...args, "--format", format], "", { cwd: folder, env: { COLUMNS: "80" } })).stdout;
  for (const shard of [1, 2, 3]) {
    const args = ["--no-config", "--shard", `${shard}/3`, "--format", "ndjson"];
    const { stdout } = await unflushed(["check", ...args, ...captures], "", { cwd: folder });
    writeFileSync(join(folder, `${shard}.ndjson`), stdout);
  }
  const merged = await run("merge", "1.ndjson", "2.ndjson", "3.ndjson");
  expect(merged).toContain("origin.strace");
  expect(merged).toBe(await run("check", "--no-config", ...captures));
});

describe("each loss counts once, at its origin", () => {
  const summaryOf = async (...captures: string[]) => {
    const { stdout } = await unflushed(["check", "--no-config", "--format", "json", ...captures], "", { cwd: folder });
    return JSON.parse(stdout).summary;
  };
  const ONCE = { responses: 3, truncated: 3, echoes: 2, lostBytes: 900, lostUnknown: 0 };

  test.each([
    ["one capture", ["both.strace"]],
    ["a capture for each hop", ["proxy.strace", "origin.strace"]],
    ["a capture for each hop, the origin's first", ["origin.strace", "proxy.strace"]],
  ])("in %s of all hops, and the groups add up to it", async (_what, captures) => {
    const summary = await summaryOf(...captures);
    expect(summary).toMatchObject(ONCE);
    for (const groups of [summary.servers, summary.statuses, summary.rules]) {
      const sumOf = (key: string) =>
        groups.reduce((sum: number, group: Record<string, number>) => sum + (group[key] ?? 0), 0);
      expect(sumOf("lostBytes")).toBe(900);
      expect(sumOf("truncated") - sumOf("echoes")).toBe(1);
    }
    const [first, second] = summary.servers;
    expect(first).toMatchObject({ address: "127.0.0.1:9000", truncated: 2, echoes: 1, lostBytes: 900 });
    expect(second).toMatchObject({ address: "127.0.0.1:8080", truncated: 1, echoes: 1, lostBytes: 0 });
    expect(summary.bodySizes).toMatchObject([{ responses: 1, truncated: 1, declaredBytes: 1000, deliveredBytes: 100 }]);
  });

  test("with --no-links each hop stands for itself", async () => {
    expect(await summaryOf("--no-links", "proxy.strace", "origin.strace")).toMatchObject({
      echoes: 0,
      lostBytes: 2700,
    });
  });
});

describe("the clocks of two captures", () => {
  const isAnalysis = ajv.getSchema("https://unflushed.invalid/schema/analysis-1.json");
  const SENTENCE = "proxy-host.strace: its clock is 2.3 s ahead of server-host.strace's, estimated from 12 exchanges\n";

  async function run(
    command: string,
    clocks: Parameters<typeof twoClocks>[0],
    format: string,
    edit = (text: string) => text,
  ) {
    const [proxy, server] = twoClocks({ ...clocks });
    writeFileSync(join(folder, "proxy-host.strace"), proxy);
    writeFileSync(join(folder, "server-host.strace"), edit(server));
    const args = [...(command === "check" ? ["--no-config"] : []), "proxy-host.strace", "server-host.strace"];
    const { stdout } = await unflushed([command, ...args, "--format", format], "", {
      cwd: folder,
      env: { COLUMNS: "100" },
    });
    return stdout;
  }

  test.each(["path", "check"])("%s says by how much they differ, also in JSON", async (command) => {
    const clocks = { skew: 2.3, losses: 12 };
    expect(await run(command, clocks, "text")).toContain(SENTENCE);
    const document = JSON.parse(await run(command, clocks, "json"));
    const fits = command === "path" ? validate : isAnalysis;
    expect(fits?.(document), JSON.stringify(fits?.errors)).toBe(true);
    expect(document.clocks).toEqual([{ ahead: 0, behind: 1, seconds: 2.3005, uncertainty: 0.0025, exchanges: 12 }]);
  });

  test.each([
    ["of one host", { skew: 0, losses: 12 }],
    ["of one host, if the proxy reads slowly", { skew: 0, losses: 12, pause: 2.3 }],
    ["that only a loss or two could say", { skew: 2.3, losses: 2 }],
  ])("nothing is said of clocks %s", async (_what, clocks) => {
    expect(await run("check", clocks, "text")).not.toContain("clock");
    expect(await run("check", clocks, "json")).not.toContain("clocks");
    expect(JSON.parse(await run("path", clocks, "json")).clocks).toEqual([]);
  });

  test("times of another kind are not compared", async () => {
    const sinceEpoch = (text: string) =>
      text.replace(/^20 12:00:(\d\d\.\d+)/gm, "20 17640000$1").replace("-tt", "-ttt");
    expect(await run("check", { skew: 0, losses: 12 }, "text", sinceEpoch)).not.toContain("clock");
  });

  test("merge says the same of shards, and of results that say it already", async () => {
    await run("check", { skew: 2.3, losses: 12 }, "text");
    const check = async (file: string, ...args: string[]) => {
      const { stdout } = await unflushed(["check", "--no-config", ...args, "--format", "ndjson"], "", { cwd: folder });
      writeFileSync(join(folder, file), stdout);
      return stdout;
    };
    const captures = ["proxy-host.strace", "server-host.strace"];
    const whole = await check("whole.ndjson", ...captures);
    await check("1.ndjson", "--shard", "1/2", ...captures);
    await check("2.ndjson", "--shard", "2/2", ...captures);
    expect(whole.match(/"kind":"clock"/g)).toHaveLength(1);
    for (const results of [["1.ndjson", "2.ndjson"], ["whole.ndjson"]]) {
      const { stdout } = await unflushed(["merge", "--format", "ndjson", ...results], "", { cwd: folder });
      expect(stdout).toBe(whole);
    }
  });
});

test("a target cannot move the cursor, and no line is a command", async () => {
  const input = bothFor("/\\33[31m::error::x");
  const { stdout } = await path(["-"], { input });
  expect(stdout).toContain("/\\x1b[31m::error::x -> 200");
  expect(stdout).not.toContain("\u001b");
});

test("docs/use/path.md shows what is printed", async () => {
  const docs = readFileSync(new URL("../../../docs/use/path.md", import.meta.url), "utf8");
  const shown = [...docs.matchAll(/```console\n\$ npx unflushed path (proxy\.strace origin\.strace)\n([\s\S]*?)```/g)];
  expect(shown).toHaveLength(1);
  for (const [, args = "", text] of shown) expect((await path(args.split(" "), { columns: 100 })).stdout).toBe(text);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { unflushed, unflushedProcess } from "../run.js";

const MANY = "samples/hyper-25-requests-3.3MB.strace";
const KEEP_ALIVE = "samples/node-keep-alive.strace";
const folder = mkdtempSync(join(tmpdir(), "unflushed-filters-"));
afterAll(() => rmSync(folder, { recursive: true }));

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";

describe("check keeps what was asked for, and counts it", () => {
  test.each([
    [["--target", "/3300000"], "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete", 1],
    [["--verdict", "complete"], "6 of 25 responses match, on 6 connections: 6 complete", 0],
    [["--verdict", "complete,truncated"], "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete", 1],
    [
      ["--verdict", "complete", "--verdict", "truncated"],
      "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete",
      1,
    ],
    [["--min-lost", "3.08MB"], "19 of 25 responses match, on 19 connections: 19 truncated", 1],
    [["--min-lost", "0"], "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete", 1],
    [["--peer", "inode 447184"], "1 of 25 responses match, on 1 connection: 1 truncated", 1],
    [["--server", "/run/lab.*"], "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete", 1],
    [
      ["--status", "2xx", "--pid", "2247, 1"],
      "25 of 25 responses match, on 25 connections: 19 truncated, 6 complete",
      1,
    ],
    [
      ["--since", "10:31:09.9", "--until", "10:31:09.92"],
      "4 of 25 responses match, on 4 connections: 2 truncated, 2 complete",
      1,
    ],
    [["--until", "+1.23s", "--verdict", "truncated"], "5 of 25 responses match, on 5 connections: 5 truncated", 1],
    [
      ["--date", "2026-12-01", "--since", "2026-12-01T10:31:09.9", "--until", "2026-12-01T10:31:09.92"],
      "4 of 25 responses match, on 4 connections: 2 truncated, 2 complete",
      1,
    ],
  ])("%j", async (options, counts, exit) => {
    const { stdout, stderr, code } = await unflushed(["check", MANY, ...options]);
    expect([lastLine(stdout).replace("1 of 25 responses matches", "1 of 25 responses match"), stderr, code]).toEqual([
      expect.stringContaining(counts),
      "",
      exit,
    ]);
  });

  test("of one connection, the responses that match", async () => {
    const { stdout, code } = await unflushed(["check", KEEP_ALIVE, "--target", "/5"]);
    expect(stdout).toMatch(/^\d of 4 responses match(es)?, on 1 connection: \d complete\n$/);
    expect(code).toBe(0);
  });
});

describe("a time since the first line counts from strace's first one", () => {
  const capture = readFileSync(MANY, "utf8");
  const log = Array.from({ length: 300 }, (_, line) => `line ${line} of the program's own log\n`).join("");
  test.each([
    ["alone", capture],
    ["below lines of the program's", log + capture],
    ["with a column of journald in front", capture.replaceAll(/^/gm, "Dec 01 04:00:00 host app[12]: ")],
  ])("%s", async (_, text) => {
    const { stdout } = await unflushed(["connections", "--until", "+1.23s", "--verdict", "truncated"], text);
    expect(lastLine(stdout)).toBe("5 of 25 responses match, on 5 connections: 5 truncated");
  });
});

describe("a filter that keeps nothing says so, and is green", () => {
  test.each(["check", "connections", "timeline"])("%s", async (command) => {
    const { stderr, code } = await unflushed([command, MANY, "--target", "/x*", "--status", "5xx"]);
    expect([stderr, code]).toEqual(["unflushed: no response matches --target '/x*' --status 5xx\n", 0]);
  });

  test("path, which knows the target", async () => {
    const { stderr, code } = await unflushed(["path", MANY, "--status", "5xx"]);
    expect([stderr, code]).toEqual(["unflushed: no response matches --status 5xx\n", 0]);
  });

  test("compare, of which nothing is proved then", async () => {
    const { stderr, code } = await unflushed(["compare", MANY, MANY, "--status", "5xx"]);
    expect([stderr, code]).toEqual(["unflushed: no response matches --status 5xx\n", 3]);
  });

  test("but nothing that was judged is not what a filter left out", async () => {
    const { stdout, code } = await unflushed([
      "check",
      "samples/hyper-network-only.strace",
      "--verdict",
      "undetermined",
    ]);
    expect(stdout).toContain("undetermined");
    expect(code).toBe(3);
  });
});

describe("a wrong value is one sentence, and exit code 2", () => {
  test.each([
    [["--target", ""], "--target with an empty text asks for nothing: write a text, in which * stands for any text"],
    [["--status", "2xx,abc"], "--status 2xx,abc names no status with abc: write 200, 5xx or 200-299"],
    [["--status", ","], "--status , asks for nothing: leave it out, or write what is to be kept"],
    [
      ["--verdict", "truncate"],
      /^--verdict truncate names no verdict \(did you mean truncated\?\): choose from complete, /,
    ],
    [["--since", "noon"], "--since noon is no time: write 14:02:10, 2026-12-01T14:02:10Z, @1796086933.2 or +2.5s"],
    [["--until", "24:00"], /^--until 24:00 is no time: /],
    [["--date", "1.12.2026"], "--date 1.12.2026 is no day: write one such as 2026-12-01"],
    [["--pid", "12 x"], "--pid 12 x names no process with x: write its number, such as 4711"],
    [["--min-lost", "much"], "--min-lost much is not a size: give one such as 1000, 64KiB or 3.3MB"],
    [
      ["--status", "2xx", "--baseline", "b.json", "--update-baseline"],
      /^--update-baseline accepts all of a capture, and --status 2xx /,
    ],
  ])("%j", async (options, sentence) => {
    const { stdout, stderr, code } = await unflushed(["check", MANY, ...options]);
    const said = stderr.replace(/^unflushed: /, "").trimEnd();
    if (typeof sentence === "string") expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
    expect([stdout, stderr.split("\n").length, code]).toEqual(["", 2, 2]);
  });
});

describe("a time that the clock of a capture cannot say is an error that names the capture", () => {
  const untimed = "samples/hyper-o-file-no-decoration.strace";
  test.each([
    [
      "check",
      [MANY],
      ["--since", "2026-12-01T10:00:00"],
      `${MANY} cannot answer --since 2026-12-01T10:00:00, because its times have no date`,
    ],
    [
      "check",
      [MANY, untimed],
      ["--until", "+1s"],
      `${untimed} cannot answer --until +1s, because its lines have no times`,
    ],
    ["connections", [untimed], ["--until", "+1s"], `${untimed} cannot answer --until +1s`],
    ["path", [untimed], ["--until", "+1s"], `${untimed} cannot answer --until +1s`],
    ["timeline", [untimed], ["--until", "+1s"], `${untimed} cannot answer --until +1s`],
    ["compare", [MANY, untimed], ["--until", "+1s"], `${untimed} cannot answer --until +1s`],
    [
      "check",
      ["samples/threads-strace-5.10-relative.strace"],
      ["--since", "14:02:10"],
      "because its times count from its first line (-r)",
    ],
  ])("%s %j %j", async (command, captures, options, sentence) => {
    const { stderr, code } = await unflushed([command, ...captures, ...options]);
    expect(stderr).toMatch(/^unflushed: [^\n]*\n$/);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe("every format has what is kept, and nothing else", () => {
  const options = ["--peer", "inode 447184", "--peer", "inode 447186"];
  const write = async (format: string): Promise<string> =>
    (await unflushed(["check", MANY, "--all", "--format", format, ...options])).stdout;

  test.each(["text", "github", "markdown", "junit", "csv", "ndjson", "json", "sarif"])("%s", async (format) => {
    const all = (await unflushed(["check", MANY, "--all", "--format", format])).stdout;
    const kept = await write(format);
    expect(kept).toContain("c3");
    expect(kept).not.toMatch(/\bc5\b/);
    expect(all).toMatch(/\bc5\b/);
  });

  test("json is as its schema says", async () => {
    const schema = JSON.parse(readFileSync("schema/analysis.schema.json", "utf8"));
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    const keepAlive = (await unflushed(["check", KEEP_ALIVE, "--format", "json", "--since", "18:56:33.3475"])).stdout;
    for (const text of [await write("json"), keepAlive])
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(await write("json")).summary).toMatchObject({ responses: 1, leftOut: 24, truncated: 1 });
    const [{ exchanges }] = JSON.parse(keepAlive).connections;
    expect(exchanges.map(({ index }: { index?: number }) => index)).toEqual([2, 3]);
  });

  test("ndjson can be merged, and says the same then", async () => {
    writeFileSync(join(folder, "kept.ndjson"), await write("ndjson"));
    const { stdout } = await unflushed(["merge", join(folder, "kept.ndjson")]);
    expect(lastLine(stdout)).toBe("1 of 25 responses matches, on 1 connection: 1 truncated");
  });
});

test("captures on threads of their own are filtered alike, also by times since their first lines", async () => {
  const args = ["check", MANY, KEEP_ALIVE, "--format", "json", "--until", "+1.23s"];
  const [one, two] = [await unflushed([...args, "--jobs", "1"]), await unflushedProcess([...args, "--jobs", "2"])];
  expect(JSON.parse(one.stdout).summary.leftOut).toBeGreaterThan(0);
  expect(two).toEqual(one);
});

test("a baseline marks what it accepts among what is kept, and says nothing of what is left out", async () => {
  const baseline = join(folder, "baseline.json");
  await unflushed(["check", MANY, "--baseline", baseline, "--update-baseline"]);
  const { stdout, code } = await unflushed(["check", MANY, "--baseline", baseline, "--peer", "inode 447184"]);
  expect(stdout).not.toContain("baseline expects");
  expect(code).toBe(0);
});

describe("timeline prints the connections that have a response which matches", () => {
  test("by what was lost", async () => {
    const { stdout } = await unflushed(["timeline", MANY, "--all", "--min-lost", "1", "--until", "+1.23s"]);
    const ids = [...stdout.matchAll(/^(c\d+) {2}fd/gm)].map(([, id]) => id);
    expect(ids).toEqual(["c3", "c4", "c5", "c8", "c9"]);
  });

  test("by several pids, of any thread that made a call", async () => {
    const { stdout } = await unflushed(["timeline", MANY, "--all", "--pid", "1,2249"]);
    expect(stdout).toMatch(/^c1 {2}fd/);
    expect((await unflushed(["timeline", MANY, "--pid", "1,2"])).code).toBe(2);
  });
});

test("path asks all of one exchange", async () => {
  const { stdout } = await unflushed(["path", MANY, "--connection", "c3", "--min-lost", "3MB", "--summary"]);
  expect(lastLine(stdout)).toBe("1 loss (1 of 25 responses matches, on 1 connection; each side of a hop is one)");
});

test("compare leaves out the same on both sides", async () => {
  const { stdout, code } = await unflushed(["compare", MANY, MANY, "--verdict", "truncated"]);
  expect(stdout).toContain(`before  ${MANY} (19 of 25 responses match)\nafter   ${MANY} (19 of 25 responses match)\n`);
  expect(code).toBe(0);
});

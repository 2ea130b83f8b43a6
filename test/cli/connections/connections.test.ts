import { describe, expect, test } from "vitest";
import { unflushed } from "../run.js";

const MANY = "samples/hyper-25-requests-3.3MB.strace";

const list = (args: readonly string[], columns: number) =>
  unflushed(["connections", ...args], "", { env: { COLUMNS: String(columns) } });

/** The ids in the order of the list. */
const idsOf = (text: string): string[] => [...text.matchAll(/^(c\d+) /gm)].map(([, id = ""]) => id);

describe("what a user sees", () => {
  const several = [
    "samples/node-keep-alive.strace",
    "samples/node-destroy-mid-body.strace",
    "samples/node-chunked.strace",
  ];
  test.each([
    ["one-line-140-columns", [MANY, "--limit", "3"], 140],
    ["two-lines-80-columns", [MANY, "--limit", "3"], 80],
    ["two-lines-60-columns", ["samples/node-keep-alive.strace"], 60],
    ["dated-60-columns", ["samples/node-keep-alive.strace", "--date", "2026-11-23"], 60],
    ["several-160-columns", several, 160],
    ["several-80-columns", several, 80],
    ["untimed-80-columns", ["samples/hyper-o-file-no-decoration.strace"], 80],
    ["relative-80-columns", ["samples/threads-strace-5.10-relative.strace"], 80],
    ["tls-80-columns", ["samples/hyper-tls-cut-in-record.strace"], 80],
    ["filtered-80-columns", [MANY, "--until", "+1.23s", "--verdict", "truncated"], 80],
    ["missing-80-columns", ["samples/missing.strace"], 80],
  ] as const)("%s", async (name, args, columns) => {
    const { stdout, stderr, code } = await list(args, columns);
    const text = `$ unflushed connections ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
    await expect(text).toMatchFileSnapshot(`../transcripts/connections/${name}.txt`);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(columns);
  });

  test("a long target and a long path are whole, on a page of any width", async () => {
    const target = `/${"a".repeat(90)}?q=${"b".repeat(90)}`;
    const capture = [
      `20 accept4(3<UNIX:[1,"/run/${"x".repeat(70)}.sock"]>, {sa_family=AF_UNIX}, [2], 0) = 7<UNIX:[5->6,"/run/${"x".repeat(70)}.sock"]>`,
      `20 read(7<UNIX:[5->6,"/run/${"x".repeat(70)}.sock"]>, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}`,
    ].join("\n");
    for (const width of [60, 80, 400]) {
      const { stdout } = await unflushed(["connections"], `${capture}\n`, { env: { COLUMNS: String(width) } });
      expect(stdout).toContain(target);
      expect(stdout).toContain("x".repeat(70));
    }
  });
});

test("a line for each connection, however long, if another program reads the list", async () => {
  const { stdout } = await unflushed(["connections", MANY], "", { env: {} });
  const rows = stdout.split("\n").filter((line) => /^c\d+ /.test(line));
  expect(rows).toHaveLength(25);
  for (const row of rows) expect(row).toMatch(/unix:\/run\/lab.* <- inode \d+ .* POST \/3300000 {2}shut-wr$/);
});

describe("the order", () => {
  test.each([
    ["lost", ["c3", "c4", "c5"]],
    ["id", ["c1", "c2", "c3"]],
    ["time", ["c1", "c2", "c3"]],
  ])("of --sort %s", async (order, first) => {
    const { stdout } = await list([MANY, "--sort", order], 80);
    expect(idsOf(stdout).slice(0, 3)).toEqual(first);
    expect(idsOf(stdout)).toHaveLength(25);
  });

  test("of --sort duration and requests: the longest, and those with most, come first", async () => {
    const captures = ["samples/node-keep-alive.strace", "samples/node-slow-reader-12MB.strace"];
    const [longest, most] = [
      await list([...captures, "--sort", "duration"], 200),
      await list([...captures, "--sort", "requests"], 200),
    ];
    expect(longest.stdout.split("\n")[1]).toContain("node-slow-reader");
    expect(most.stdout.split("\n")[1]).toContain("node-keep-alive");
  });

  test("that there is not is an error", async () => {
    const { stderr, code } = await list([MANY, "--sort", "size"], 80);
    expect(stderr).toContain("lost, time, duration, requests, id");
    expect(code).toBe(2);
  });
});

test("--limit says how many more there are", async () => {
  const { stdout } = await list([MANY, "--limit", "20"], 80);
  expect(idsOf(stdout)).toHaveLength(20);
  expect(stdout).toContain("\n5 more (--limit)\n");
});

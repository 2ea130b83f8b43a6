import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withoutColors } from "../../../src/core/text/colors.js";
import { type Run, unflushed } from "../run.js";

const root = new URL("../../../", import.meta.url);
const TRUNCATED = "samples/hyper-14.9MB-truncated.strace";
const MANY = "samples/hyper-25-requests-3.3MB.strace";

function timeline(args: readonly string[], { columns = 80, env = {}, input = "" } = {}): Promise<Run> {
  return unflushed(["timeline", ...args], input, { env: { COLUMNS: String(columns), ...env } });
}

/** What an engineer sees, up to the exit code. */
const SCREENS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["stump", [TRUNCATED]],
  ["slow-reader", ["samples/node-slow-reader-12MB.strace"]],
  ["keep-alive", ["samples/node-keep-alive.strace"]],
  ["tls", ["samples/hyper-tls-cut-in-record.strace"]],
  ["without-times", ["samples/hyper-narrow-filter-3-requests.strace", "--connection", "2"]],
  ["list", [MANY]],
  ["list-without-times", ["samples/hyper-narrow-filter-3-requests.strace"]],
];

describe.each([60, 80, 120])("on a page of %d columns", (columns) => {
  test.each(SCREENS)("%s", async (name, args) => {
    const { stdout, stderr, code } = await timeline(args, { columns });
    const text = `$ unflushed timeline ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
    await expect(text).toMatchFileSnapshot(`../transcripts/timeline/${name}-${columns}-columns.txt`);
    const isCommand = (line: string): boolean => line.startsWith("  unflushed timeline ");
    for (const line of stdout.split("\n").filter((each) => !isCommand(each))) {
      expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });

  test.each(SCREENS)("%s loses no word of the widest page", async (_, args) => {
    const wide = await timeline(args, { columns: 500 });
    const narrow = await timeline(args, { columns });
    const words = ({ stdout }: Run): string[] => {
      const lines = stdout.split("\n").filter((line) => !/^.{14}[│┤└≈]|^ {15}0/.test(line)); // a plot has fewer ticks
      return lines.join(" ").split(/ +/).sort();
    };
    expect(words(narrow)).toEqual(words(wide));
  });
});

test.each(SCREENS)("colours change nothing of what is printed: %s", async (_, args) => {
  const plain = await timeline(args);
  const colored = await timeline(args, { env: { FORCE_COLOR: "1" } });
  expect(colored.stdout).not.toBe(plain.stdout);
  expect(withoutColors(colored.stdout)).toBe(plain.stdout);
});

describe("a page without characters beyond ASCII", () => {
  test.each([
    ["LANG=C", { LANG: "C" }],
    ["LC_ALL=POSIX", { LC_ALL: "POSIX", LANG: "en_US.UTF-8" }],
  ])("%s has none", async (_, env) => {
    const { stdout } = await timeline([TRUNCATED], { env });
    expect(stdout).toMatch(/^[\n -~]+$/);
    await expect(stdout).toMatchFileSnapshot("../transcripts/timeline/stump-ascii.txt");
  });

  test("is laid out as any other, line by line", async () => {
    const ascii = await timeline([TRUNCATED], { env: { LANG: "C" } });
    const unicode = await timeline([TRUNCATED], { env: { LANG: "C.UTF-8" } });
    expect(ascii.stdout.split("\n").map(({ length }) => length)).toEqual(
      unicode.stdout.split("\n").map(({ length }) => length),
    );
    expect(unicode.stdout).toContain("▲");
  });
});

describe("which connection is shown", () => {
  test("the only one that carried a response, although others were opened", async () => {
    const { stdout, code } = await timeline(["samples/uwsgi-fastcgi-killed.strace"]);
    expect(stdout).toMatch(/^c2 {2}fd 6 /);
    expect(code).toBe(0);
  });

  test.each(["c3", "C3", "3", "03"])("--connection %s is c3", async (id) => {
    const { stdout, code } = await timeline([MANY, "--connection", id]);
    expect(stdout).toMatch(/^c3 {2}fd /);
    expect(code).toBe(0);
  });

  test("each with --all", async () => {
    const { stdout } = await timeline([MANY, "--all"]);
    expect(stdout.match(/^c\d+ {2}fd /gm)).toHaveLength(25);
  });

  test("of those that a filter leaves there is a list as well", async () => {
    const { stdout } = await timeline([MANY, "--pid", "2247"]);
    expect(stdout).toContain("25 connections, 19 with truncated responses: choose one");
  });

  test("a list names the capture in the command as a shell reads it", async () => {
    const input = readFileSync(new URL(MANY, root));
    const { stdout } = await unflushed(["timeline", "-"], input, { env: { COLUMNS: "80" } });
    expect(stdout).toMatch(/\n {2}unflushed timeline - --connection c3\n$/);
  });
});

describe("a connection that is not there is an error in one sentence", () => {
  test.each([
    [
      [MANY, "--connection", "99"],
      `no connection of ${MANY} is called c99: there are 25, and near to it are c23, c24 and c25`,
    ],
    [[MANY, "--connection", "first"], `no connection of ${MANY} is called first: there are 25, such as c1, c2 and c3`],
    [[TRUNCATED, "--connection", "3"], `no connection of ${TRUNCATED} is called c3: the only one is c1`],
    [
      [MANY, "--connection", "3", "--fd", "99"],
      `no connection of ${MANY} matches --connection c3 and --fd 99: there are 25`,
    ],
    [[MANY, "--fd", "99"], `no connection of ${MANY} matches --fd 99: there are 25`],
    [[MANY, "--pid", "1", "--all"], `no connection of ${MANY} matches --pid 1: there are 25`],
    [["-"], "standard input shows no connection that may carry HTTP"],
  ])("%j", async (args, sentence) => {
    const input = "1 socket(AF_INET, SOCK_STREAM, 0) = 3\n1 close(3) = 0\n";
    const { stdout, stderr, code } = await timeline(args, { input });
    expect(stderr).toMatch(/^unflushed: [^\n]*\n$/);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("for path as well", async () => {
    const found = await unflushed(["path", TRUNCATED, "--connection", "1"]);
    expect(found.stderr).toBe("");
    const { stderr, code } = await unflushed(["path", TRUNCATED, "--connection", "3"]);
    expect(stderr).toContain(`no connection of ${TRUNCATED} is called c3: the only one is c1`);
    expect(code).toBe(2);
  });
});

describe("what the traced program says", () => {
  const hostile = (target: string): string => `7 accept(3, {sa_family=AF_UNIX, sun_path="/tmp/\\33[2J\\n"}, [20]) = 4
7 read(4, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 4096) = ${18 + target.replace(/\\\d+/g, "x").length}
7 write(4, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n", 38) = 38
7 close(4) = 0
`;

  test("moves no cursor and forges no line, in a timeline or in a list", async () => {
    const one = hostile("/\\33[31mred");
    const two = one + one;
    for (const input of [one, two]) {
      const { stdout, code } = await timeline(["-"], { input });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^[\n -~\u2190-\u25ff]+$/);
      expect(stdout).toContain("/\\x1b[31mred");
    }
  });

  test("is never shortened, however long", async () => {
    const target = `/${"long".repeat(60)}`;
    const { stdout } = await timeline(["-"], { input: hostile(target) });
    expect(stdout).toContain(`GET ${target} -> 200\n  undetermined\n`);
  });
});

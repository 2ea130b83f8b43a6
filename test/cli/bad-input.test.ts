import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RECORD_SERVER } from "../../src/core/recipe.js";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed } from "./run.js";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const GOOD = "samples/hyper-14.9MB-truncated.strace";

describe("one line on stderr that names the file and says what to do, exit 2", () => {
  test.each([
    ["a missing file", join(folder, "missing.strace"), /missing\.strace does not exist: check the name/],
    ["an empty directory", temporaryFolder(), /is a directory that holds no files to read/],
    ["an empty file", file("empty.strace", ""), /empty\.strace is empty: record one with strace /],
    [
      "a binary file",
      file("binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])),
      /is a binary file, not strace output/,
    ],
    [
      "a text that is not strace output",
      file("prose.txt", "Dear reader,\nthis is prose.\n"),
      /prose\.txt is not strace output/,
    ],
  ])("%s", async (_what, path, message) => {
    const { stdout, stderr, code } = await unflushed([path]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("empty standard input", async () => {
    const { stderr, code } = await unflushed([]);
    expect(stderr).toBe(`unflushed: standard input is empty: record one with ${RECORD_SERVER}\n`);
    expect(code).toBe(2);
  });
});

test("in a run over several files the others are still checked", async () => {
  const { stdout, stderr, code } = await unflushed([join(folder, "missing.strace"), GOOD]);
  expect(stderr).toMatch(/does not exist/);
  expect(stdout).toMatch(/error\[shut-wr-outstanding\]/);
  expect(code).toBe(2);
});

test("a capture cut in the middle of a line is judged as far as it goes", async () => {
  const whole = readFileSync(GOOD, "latin1");
  const cut = file("cut.strace", whole.slice(0, whole.indexOf("iov_len=14680844")));
  const { stdout, stderr, code } = await unflushed([cut]);
  expect(stdout).toMatch(/1 still in flight/);
  expect(stdout).toMatch(/blind spot capture-ends-early/);
  expect(stderr).toBe("");
  expect(code).toBe(3);
});

test("control characters of a traced program do not reach the terminal", async () => {
  const strace = [
    "10 accept4(3, NULL, NULL, 0) = 7",
    '10 read(7, "GET /\\33[31mred\\7 HTTP/1.1\\r\\n\\r\\n", 8192) = 28',
    '10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43',
    "10 close(7) = 0",
  ].join("\n");
  const { stdout, code } = await unflushed([], strace);
  expect(stdout).toContain("GET /\\x1b[31mred\\x07");
  expect(code).toBe(1);
});

test("an unknown option is a usage error", async () => {
  const { stderr, code } = await unflushed(["--frobnicate", GOOD]);
  expect(stderr).toMatch(/unknown option '--frobnicate'/);
  expect(code).toBe(2);
});

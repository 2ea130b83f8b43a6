import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed, unflushedProcess } from "./run.js";

const prose = join(temporaryFolder(), "prose.txt");
writeFileSync(prose, "nothing of strace\n");

const captures = [
  "samples/hyper-25-requests-3.3MB.strace",
  prose, // cannot be read: the captures behind it move up by one
  "samples/hyper-2MB-truncated.strace",
  "does-not-exist",
  "samples/hyper-client-aborts.strace",
  "samples/hyper-client-aborts.strace",
  "samples/nginx-client-aborts.strace",
];

test.each(["text", "json"])("several threads tell the same as one, in the order given: %s", async (format) => {
  const alone = await unflushed(["check", "--format", format, "--jobs", "1", ...captures]);
  const together = await unflushedProcess(["check", "--format", format, "--jobs", "3", ...captures]);
  expect(together).toEqual(alone);
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain("does-not-exist does not exist");
  expect(alone.stdout.length).toBeGreaterThan(1000);
});

test("more threads than captures are as many as captures", async () => {
  const some = [...captures.slice(0, 1), ...captures.slice(2, 3)];
  const { code, stdout } = await unflushed(["check", "--jobs", "64", ...some]);
  expect(code).toBe(1);
  expect(stdout).toContain("responses on");
});

test("a number of threads that is none is a usage error", async () => {
  const { code, stderr } = await unflushed(["check", "--jobs", "many", "samples/hyper-2MB-truncated.strace"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "unflushed: many is not a whole number: give one such as 7\n" });
});

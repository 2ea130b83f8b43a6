import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { bin, type Run } from "./run.js";

const CAPTURE = fileURLToPath(new URL("../../samples/node-keep-alive.strace", import.meta.url));

/** Runs `unflushed ARGS` in a working directory that is deleted before it starts. */
function inDeleted(folder: string, args: readonly string[]): Promise<Run> {
  const shell = ["-c", 'rmdir "$PWD" && exec "$@"', "sh", process.execPath, bin, ...args];
  return new Promise((resolve) => {
    const child = execFile("sh", shell, { cwd: folder, timeout: 20_000 }, (_error, stdout, stderr) =>
      resolve({ stdout, stderr, code: child.exitCode }),
    );
    child.stdin?.end();
  });
}

describe.concurrent("a working directory that was deleted", () => {
  test.each([
    { what: "the nearest configuration", args: ["check", CAPTURE] },
    { what: "the same of record", args: ["record", "true"] },
    { what: "the same of rules", args: ["rules"] },
    { what: "a document", args: ["check", "--no-config", "--format", "json=out.json", CAPTURE] },
    { what: "a document of merge", args: ["merge", "--format", "json=out.json", CAPTURE] },
    { what: "a capture to keep", args: ["record", "--no-config", "-o", "out.strace", "true"] },
    { what: "a capture to write", args: ["scrub", "-o", "out.strace", CAPTURE] },
    { what: "captures by a pattern", args: ["compare", "*.strace", CAPTURE] },
    { what: "the same of path", args: ["path", "*.strace"] },
  ])("is named to who looks from it for $what: $args", async ({ args }) => {
    const folder = temporaryFolder();
    expect(await inDeleted(folder, args)).toEqual({
      stdout: "",
      stderr: `unflushed: the working directory ${folder} was deleted: change to one that exists, and run this again\n`,
      code: 2,
    });
  });

  test("is nothing to a command that looks for nothing there", async () => {
    const { stdout, stderr, code } = await inDeleted(temporaryFolder(), ["timeline", CAPTURE]);
    expect(stdout).toContain("accept4");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });
});

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { removeStale, temporaryMark } from "../../../src/run/files/temporary-name.js";
import { bin, unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";

let folder: string;
const left = (): string[] => readdirSync(folder).sort();
/** As it would be named by a process that has ended: no process started then. */
const stale = (): string => temporaryMark().replace(/^(unflushed-\d+-)\d+/, "$17");

beforeEach(() => {
  folder = temporaryFolder();
});

describe("what a killed process left is removed", () => {
  test("files and folders, beside a target and among the temporary ones", () => {
    writeFileSync(join(folder, `.report.json.${stale()}.tmp`), "");
    writeFileSync(join(folder, stale()), "");
    mkdirSync(join(folder, `.${stale()}`, "inside"), { recursive: true });
    removeStale(folder);
    expect(left()).toEqual([]);
  });

  test("by the next run that writes there", async () => {
    writeFileSync(join(folder, `.report.json.${stale()}.tmp`), "");
    await unflushed(["check", "--format", `csv=${join(folder, "out")}`, "samples/hyper-2MB-truncated.strace"]);
    expect(left()).toEqual(["out"]);
  });
});

test.each([
  ["that of a process that runs", () => temporaryMark()],
  ["that of another machine", () => stale().replace(/-[0-9a-f]{8}-/, "-00000000-")],
  ["any other", () => "unflushed-1-notes.tmp"],
])("it stays: %s", (_what, name) => {
  writeFileSync(join(folder, name()), "");
  removeStale(folder);
  expect(left()).toHaveLength(1);
});

test("it stays: that of another user", () => {
  const path = join(folder, stale());
  writeFileSync(path, "");
  chownSync(path, 12345, 12345);
  removeStale(folder);
  expect(left()).toHaveLength(1);
});

describe("record, killed by SIGKILL", () => {
  const running = (mark: string): number =>
    spawnSync("pgrep", ["-fc", `sleep ${mark}`], { encoding: "utf8" })
      .stdout.split("\n")
      .map(Number)[0] ?? 0;
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  test("leaves no strace and no program; what was recorded stays", async () => {
    const mark = `6${process.pid}`;
    const env = { ...process.env, TMPDIR: folder };
    const command = [bin, "record", "-o", "kept", "sh", "-c", `sleep ${mark} & sleep ${mark}`];
    const child = spawn(process.execPath, command, { env, cwd: folder, stdio: "ignore" });
    await until(() => running(mark) >= 5); // record, strace, the shell, and both
    child.kill("SIGKILL");
    await once(child, "close");
    await until(() => running(mark) === 0);
    expect(left()).toContain("kept.part");
  });

  test("-p: no strace stays, and the process goes on", async () => {
    const mark = `7${process.pid}`;
    const served = spawn("sleep", [mark]);
    const env = { ...process.env, TMPDIR: folder }; // its pipe stays there until the next run
    const child = spawn(process.execPath, [bin, "record", "-p", String(served.pid)], { env });
    await until(() => tracerOf(served.pid) !== "0");
    await new Promise((resolve) => setTimeout(resolve, 300)); // the guard starts right after strace
    child.kill("SIGKILL");
    await until(() => tracerOf(served.pid) === "0");
    expect(running(mark)).toBe(1);
    served.kill();
  });

  function tracerOf(pid: number | undefined): string {
    const { stdout } = spawnSync("grep", ["TracerPid", `/proc/${pid}/status`], { encoding: "utf8" });
    return stdout.replace(/\D/g, "");
  }
});

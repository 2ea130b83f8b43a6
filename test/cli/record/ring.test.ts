import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { bin, unflushed, unflushedProcess } from "../run.js";
import { PYTHON } from "./processes.js";

const ring = fileURLToPath(new URL("../servers/ring.py", import.meta.url));
const ENOSYS = "38\n";
const MADE = "0\n";
const SAID = /^unflushed: io_uring_setup is refused \(ENOSYS\)/gm;

test.each([
  [["record"]],
  [["record", "--narrow"]],
])("%s refuses a program its ring, and says so once", async (command) => {
  const { stdout, stderr, code } = await unflushedProcess([...command, PYTHON, ring]);
  expect(stdout).toBe(ENOSYS + ENOSYS);
  expect(stderr.match(SAID)).toHaveLength(1);
  expect(code).toBe(0);
});

test("--allow-io-uring lets it be, and nothing is said", async () => {
  const { stdout, stderr } = await unflushedProcess(["record", "--allow-io-uring", PYTHON, ring]);
  expect(stdout).toBe(MADE + MADE);
  expect(stderr).not.toContain("io_uring");
});

test("a program that sets up no ring is not changed, and nothing is said", async () => {
  const { stderr } = await unflushedProcess(["record", PYTHON, "-c", "pass"]);
  expect(stderr).not.toContain("io_uring");
});

test("-p refuses the rings that come after it", async () => {
  const program = spawn(PYTHON, [ring, "wait"]);
  let printed = "";
  program.stdout.on("data", (data) => (printed += data));
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  program.stdin.write("\n");
  await until(() => printed === MADE);
  const run = spawn(process.execPath, [bin, "record", "-p", String(program.pid)]);
  let stderr = "";
  run.stderr.on("data", (data) => (stderr += data));
  try {
    await until(() => stderr.includes("attached to process"));
    program.stdin.write("\n");
    await until(() => printed === MADE + ENOSYS && SAID.test(stderr));
    run.kill("SIGINT");
    await once(run, "close");
    program.stdin.write("\n");
    await until(() => printed === MADE + ENOSYS + MADE);
  } finally {
    run.kill("SIGKILL");
    program.kill("SIGKILL");
  }
});

test("what is kept says that the ring was refused, and check reads it", async () => {
  const file = join(temporaryFolder(), "capture.strace");
  await unflushedProcess(["record", "-o", file, PYTHON, ring]);
  expect(readFileSync(file, "latin1")).toMatch(
    /^# strace .*-e inject=\?io_uring_setup:error=ENOSYS|^# strace .*'inject=/,
  );
  const { stdout } = await unflushed(["parse", file]);
  const calls = stdout
    .split("\n")
    .filter((line) => line.includes("io_uring_setup"))
    .map((line) => JSON.parse(line));
  expect(calls.length).toBeGreaterThan(1);
  for (const call of calls) expect(JSON.stringify(call)).toContain("ENOSYS");
  const { captures } = JSON.parse((await unflushed(["check", "--format", "json", file])).stdout);
  expect(captures).toMatchObject([{ unrecognizedLines: 0, blindSpots: [] }]);
  expect(captures[0].recordedWith).toContain("-e inject");
});

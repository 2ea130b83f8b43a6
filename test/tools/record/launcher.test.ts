import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { launcherOf } from "../../../src/tools/record/launcher.js";
import { PYTHON } from "../../cli/record/processes.js";

/** Runs what strace would run, and returns what was printed. */
function launch(also: readonly string[], command: readonly string[], input = "") {
  const [program = "", ...args] = launcherOf({ also, command }) ?? [];
  const { stdout, stderr, status } = spawnSync(program, args, { input, encoding: "utf8" });
  return { lines: stdout.split("\n").filter((line) => line !== ""), stderr, status };
}

test("a single program needs no launcher, and nothing none at all", () => {
  expect(launcherOf({ also: [], command: ["./it's a server", "-p"] })).toEqual(["./it's a server", "-p"]);
  expect(launcherOf({ also: [], command: [] })).toBeNull();
});

test("a line is for a shell, the words of the command line are taken as they are", () => {
  const { lines, status } = launch(
    [`X='a b' sh -c 'echo "$X"'`, "echo $0 $1; exit 4"],
    ["printf", "%s\n", "$X", "a  b", "; exit 9"],
  );
  expect(lines.sort()).toEqual(["$X", "/bin/sh", "; exit 9", "a  b", "a b"].sort());
  expect(status).toBe(0);
});

test("the status is that of the program of the command line, or of the last line", () => {
  expect(launch(["exit 3"], ["sh", "-c", "exit 5"]).status).toBe(5);
  expect(launch(["exit 3", "exit 6"], []).status).toBe(6);
  expect(launch(["true"], ["sh", "-c", "kill -TERM $$"])).toEqual({ lines: [], stderr: "", status: 143 });
});

test("more than nine programs", () => {
  const lines = Array.from({ length: 12 }, (_, index) => `echo ${index}`);
  expect(launch(lines, ["echo", "last"]).lines).toHaveLength(13);
});

test("it ends when all have ended, and none reads what another one prints", () => {
  const since = performance.now();
  const { lines } = launch(["sleep 0.3; cat; echo slow"], ["cat"], "input");
  expect(lines.sort()).toEqual(["inputslow"]);
  expect(performance.now() - since).toBeGreaterThan(290);
});

test("no program ignores a signal because of it", () => {
  const ignored = `import os, signal; names = [s.name for s in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP) if signal.getsignal(s) == signal.SIG_IGN]; os.write(1, (str(names) + chr(10)).encode())`; // a line in one write
  const { lines } = launch([`${PYTHON} -c "${ignored}"`], [PYTHON, "-c", ignored]);
  expect(lines).toEqual(["[]", "[]"]);
});

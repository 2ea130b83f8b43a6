import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { unflushed, unflushedProcess } from "../run.js";
import { ask, PYTHON, Running, recording, serverFile, tracerOf, until } from "./processes.js";

const CUT = "100";
const WHOLE = "1000";

const running: Running[] = [];

/** What a test started ends with it. */
function started(run: Running): Running {
  running.push(run);
  return run;
}

const master = (...args: readonly string[]): Running =>
  started(new Running(PYTHON, [serverFile("forked.py"), ...args]));
const server = (written: string): Running =>
  started(new Running(PYTHON, [serverFile("one-response.py"), written, "--serve"]));

afterEach(async () => {
  // SIGTERM: a master ends its workers
  for (const run of running.splice(0)) await run.end("SIGTERM");
});

describe("a master with workers, and a child of another program", () => {
  test("the workers are traced as well, the child is named, and all go on", async () => {
    const served = master(CUT);
    const [port = 0, one = 0, two = 0, other = 0] = await served.numbers();
    const run = started(recording("-p", String(served.pid)));
    await until(() => run.stderr.includes("does not trace"));
    const pids = [one, two].sort((a, b) => a - b).join(", ");
    expect(run.stderr).toMatch(
      new RegExp(
        `^unflushed: traces \\S+ \\(pid ${served.pid}\\) and its 2 workers \\(${pids}\\); Ctrl-C detaches, and they go on$`,
        "m",
      ),
    );
    expect(run.stderr).toContain(
      `unflushed: does not trace this child: sleep (pid ${other}); --children traces it as well\n`,
    );
    expect([served.pid, one, two].map((pid) => tracerOf(pid) > 0)).toEqual([true, true, true]);
    expect(tracerOf(other)).toBe(0);
    await ask(port);
    await until(() => run.stderr.includes("close-outstanding"));
    expect(await run.end("SIGINT")).toBe(1);
    expect([served.pid, one, two].map(tracerOf)).toEqual([0, 0, 0]);
    expect(await ask(port)).toBeGreaterThan(0);
  });

  test("--no-children: none of them, and each is named", async () => {
    const served = master(WHOLE);
    const [port = 0, one = 0, two = 0, other = 0] = await served.numbers();
    const run = started(recording("--no-children", "-p", String(served.pid)));
    await until(() => run.stderr.includes("does not trace"));
    expect(run.stderr).toMatch(/^unflushed: attached to process \d+; Ctrl-C detaches, and it goes on$/m);
    for (const pid of [one, two, other]) expect(run.stderr).toContain(`(pid ${pid})`);
    expect([one, two, other].map(tracerOf)).toEqual([0, 0, 0]);
    await ask(port);
    expect(await run.end("SIGINT")).toBe(3);
  });

  test("--children: also the other program", async () => {
    const served = master(WHOLE);
    const [, ...children] = await served.numbers();
    const run = started(recording("--children", "-p", String(served.pid)));
    await until(() => run.stderr.includes("traces"));
    expect(run.stderr).toMatch(/and its 2 workers \(\d+, \d+\), and sleep \(pid \d+\); Ctrl-C/);
    expect(run.stderr).not.toContain("does not trace");
    for (const pid of children) expect(tracerOf(pid)).toBeGreaterThan(0);
    await run.end("SIGINT");
    expect(children.map(tracerOf)).toEqual([0, 0, 0]);
  });

  test("a worker that another process traces already is named, and not touched", async () => {
    const served = master(WHOLE);
    const [, one = 0] = await served.numbers();
    const tracer = started(new Running("strace", ["-o", "/dev/null", "-p", String(one)]));
    await until(() => tracerOf(one) === tracer.pid);
    const run = started(recording("-p", String(served.pid)));
    await until(() => run.stderr.includes("does not trace"));
    expect(run.stderr).toContain(`(pid ${one}, which process ${tracer.pid} traces already)`);
    await run.end("SIGINT");
    expect(tracerOf(one)).toBe(tracer.pid);
  });

  test("a name is bytes that a program chose: they are escaped", async () => {
    const served = master(WHOLE, Buffer.from("\x1b[31m\n::error\xff", "latin1").toString("hex"));
    await served.numbers();
    const run = started(recording("--no-children", "-p", String(served.pid)));
    await until(() => run.stderr.includes("does not trace"));
    await run.end("SIGINT");
    expect(run.stderr).toContain("\\x1b[31m\\n::error\\xff (pid ");
    expect(run.stderr).not.toContain("\x1b[31m");
    expect(run.stderr).not.toMatch(/^::/m);
  });
});

test.each([
  ["commas", (pids: number[]) => ["-p", pids.join(",")]],
  ["blanks and line ends, one twice", ([a, b]: number[]) => ["-p", ` ${a} ${b}\n${a}\n`]],
  ["several -p", ([a, b]: number[]) => ["-p", String(a), "-p", String(b)]],
])("two servers in one capture, named with %s", async (_how, options) => {
  const [cut, whole] = [server(CUT), server(WHOLE)];
  const [[port = 0], [other = 0]] = [await cut.numbers(), await whole.numbers()];
  const file = join(temporaryFolder(), "both.strace");
  const run = started(recording(...options([cut.pid, whole.pid]), "-o", file));
  await until(() => run.stderr.includes("they go on"));
  await ask(port);
  await ask(other);
  expect(await run.end("SIGINT")).toBe(1);
  expect(run.stderr).toMatch(/2 responses on 2 connections: 1 truncated, 1 complete/);
  expect(readFileSync(file, "latin1").split("\n", 1)[0]).toMatch(
    new RegExp(`^# strace .* -p ${cut.pid} -p ${whole.pid}$`),
  );
  const checked = await unflushed(["check", file]);
  expect(run.stderr).toContain(checked.stdout);
});

describe("nothing is written before every process was looked at", () => {
  const file = (): string => join(temporaryFolder(), "new.strace");

  test.each([
    [
      ["-p", "4194304,4194305"],
      /^unflushed: there are no processes 4194304, 4194305: ps -e lists those that there are\n$/,
    ],
    [
      ["-p", `${process.pid},4194304`],
      /^unflushed: there is no process 4194304 and process \d+ is this command itself: /,
    ],
    [["-p", ""], /^unflushed: -p names no process: does the program run\?/],
    [["-p", " ,\n"], /^unflushed: -p names no process: /],
    [["-p", "1,x"], /^unflushed: x is not a whole number: /],
    [["-p", "1", "2", "3"], /^unflushed: -p 1 and a command exclude each other: put quotes around a list/],
    [["-p", "1", "--", "./server"], /exclude each other: give one of them, or the command with --also\n$/],
    [["--children", "true"], /^unflushed: --children is about the processes of -p, and there is no -p: /],
    [["--also", " "], /^unflushed: --also names no program: /],
    [["--also", "no-such-server -x", "true"], /^unflushed: no-such-server is not on PATH: /],
    [["--also", "./no-such-server", "true"], /^unflushed: \.\/no-such-server is not a file that can be run: /],
  ])("record %j", async (args, message) => {
    const kept = file();
    const { stderr, code } = await unflushed(["record", "-o", kept, ...args]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect([kept, `${kept}.part`].map(existsSync)).toEqual([false, false]);
  });

  test("a process that is traced already, and one that is not there", async () => {
    const served = server(WHOLE);
    await served.numbers();
    const tracer = started(new Running("strace", ["-o", "/dev/null", "-p", String(served.pid)]));
    await until(() => tracerOf(served.pid) === tracer.pid);
    const kept = file();
    const { stderr, code } = await unflushedProcess(["record", "-o", kept, "-p", `${served.pid},4194304`]);
    expect(stderr).toContain(
      `there is no process 4194304, and process ${served.pid} is traced by process ${tracer.pid}`,
    );
    expect(code).toBe(2);
    expect([kept, `${kept}.part`].map(existsSync)).toEqual([false, false]);
  });
});

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { bin, unflushed, unflushedProcess } from "../run.js";
import { ask, PYTHON, Running, recording, serverFile, tracerOf, until } from "./processes.js";

const CUT = "100";
const WHOLE = "1000";
const one = serverFile("one-response.py");

let folder: string;
const running: Running[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  for (const run of running.splice(0)) await run.end("SIGTERM");
});

/** What a test started ends with it. */
function started(run: Running): Running {
  running.push(run);
  return run;
}

const server = (written: string): Running => started(new Running(PYTHON, [one, written, "--serve"]));
const line = (written: string, ...more: string[]): string => [PYTHON, one, written, ...more].join(" ");
/** The ports that servers printed. */
const portsOf = (run: Running): number[] => [...run.stdout.matchAll(/^\d+$/gm)].map(([text]) => Number(text));

describe("two programs in one capture", () => {
  test("the findings of both, and the status of the program of the command line", async () => {
    const file = join(folder, "both.strace");
    const args = ["record", "-o", file, "--also", line(WHOLE), PYTHON, one, WHOLE, "7"];
    const { stderr, code } = await unflushedProcess(args);
    expect(stderr).toMatch(/4 responses on \d connections: 4 complete/);
    expect(stderr).toContain("the program exited with 7\n");
    expect(code).toBe(7);
    expect(stderr).toContain((await unflushed(["check", file])).stdout);
    // every line that strace wrote has the pid of its thread, and a time
    const lines = readFileSync(file, "latin1").trimEnd().split("\n").slice(1);
    expect(lines.filter((text) => !/^\d+ +\d\d:\d\d:\d\d\.\d{6} /.test(text))).toEqual([]);
  });

  test("a finding of the other program makes it 1", async () => {
    const { stderr, code } = await unflushedProcess(["record", "--also", line(CUT), PYTHON, one, WHOLE, "7"]);
    expect(stderr).toMatch(/4 responses on \d connections: 1 truncated, 1 short from another hop, 2 complete/);
    expect(code).toBe(1);
  });

  test("without a program on the command line it ends as check does", async () => {
    const both = await unflushedProcess(["record", "--also", line(WHOLE, "7"), "--also", line(WHOLE, "8")]);
    expect(both.stderr).toMatch(/4 responses on \d connections: 4 complete/);
    expect(both.stderr).not.toContain("the program");
    expect(both.code).toBe(0);
    expect((await unflushedProcess(["record", "--also", "true"])).code).toBe(3);
  });

  test("a signal that kills the program: 128 and its number", async () => {
    const { stderr, code } = await unflushedProcess(["record", "--also", "true", "sh", "-c", "kill -9 $$"]);
    expect(stderr).toContain("the program ended with the status 137\n");
    expect(code).toBe(137);
  });

  test("standard input is the program's, output and error are everyone's, and nobody sees other fds", async () => {
    const list = "import os, sys; sys.stderr.write(str(sorted(os.listdir('/proc/self/fd'))) + chr(10))"; // a line in one write
    const alone = await unflushedProcess(["record", PYTHON, "-c", list]);
    const [fds = ""] = alone.stderr.split("\n", 1);
    const also = `${PYTHON} -c "${list}; sys.stdout.write('read ' + repr(sys.stdin.read()) + chr(10))"`;
    const shell = `${also}; true`; // a shell that does not become its program
    const { stdout, stderr } = await unflushedProcess(
      [
        "record",
        "--also",
        also,
        "--also",
        shell,
        PYTHON,
        "-c",
        `${list}; sys.stdout.write(sys.stdin.read() + chr(10))`,
      ],
      "from standard input",
    );
    expect(stdout.split("\n").sort()).toEqual(["", "from standard input", "read ''", "read ''"]);
    expect(fds).toContain("'2'");
    expect(stderr.split("\n").filter((text) => text === fds)).toHaveLength(3);
  });

  test.each([
    "SIGINT",
    "SIGTERM",
  ] as const)("%s is passed on to each, also through a shell that stays", async (signal) => {
    const python = (name: string): string =>
      `import signal, sys, time; signal.${signal}; signal.signal(signal.${signal}, lambda *_: (print('${name} ended', flush=True), sys.exit(0))); print('${name} runs', flush=True); signal.alarm(50); [time.sleep(1) for _ in range(50)]`;
    const shell = `${PYTHON} -c "${python("second")}"; true`;
    const args = ["--also", `${PYTHON} -c "${python("first")}"`, "--also", shell, "--", PYTHON, "-c", python("third")];
    const run = started(recording(...args));
    await until(() => run.stdout.split("runs").length === 4);
    expect(await run.end(signal)).toBe(0);
    expect(run.stdout.match(/\w+ ended/g)?.sort()).toEqual(["first ended", "second ended", "third ended"]);
  });
});

describe("-p and --also", () => {
  test("both are judged; a signal ends the program, and the process goes on", async () => {
    const served = server(CUT);
    const [port = 0] = await served.numbers();
    const file = join(folder, "both.strace");
    const run = started(recording("-p", String(served.pid), "--also", line(WHOLE, "--serve"), "-o", file));
    await until(() => portsOf(run).length === 1);
    expect(run.stderr).toMatch(
      /^unflushed: traces \S+ \(pid \d+\); Ctrl-C is for the programs of --also, and when these have ended, the others go on unwatched$/m,
    );
    await ask(port);
    for (const each of portsOf(run)) await ask(each);
    await until(() => run.stderr.includes("close-outstanding"));
    expect(await run.end("SIGTERM")).toBe(1);
    expect(run.stdout).toContain("terminated\n");
    expect(run.stderr).toMatch(/2 responses on \d connections: 1 truncated, 1 complete/);
    expect(tracerOf(served.pid)).toBe(0);
    expect(await ask(port)).toBeGreaterThan(0);
    expect(run.stderr).toContain((await unflushed(["check", file])).stdout);
  });

  test("Ctrl-C in a terminal reaches all that a program has started, once, as without -p", async () => {
    const served = server(WHOLE);
    await served.numbers();
    const script = join(folder, "program.sh");
    const python = `import signal, sys, time; signal.alarm(50); signal.signal(signal.SIGINT, lambda *_: (print('typed', flush=True), time.sleep(0.3), sys.exit())); print('runs', flush=True); signal.pause()`;
    writeFileSync(script, `trap : INT\n${PYTHON} -c "${python}"\necho over\n`);
    const also = ["--also", `sh ${script}`];
    const terminal = new Running(PYTHON, [
      ...[serverFile("typed-interrupt.py"), "runs"],
      ...[process.execPath, bin, "record", "-p", String(served.pid), ...also],
    ]);
    expect(await started(terminal).ended()).toBe(3);
    expect(terminal.stdout.match(/typed|over/g)).toEqual(["typed", "over"]);
    expect(tracerOf(served.pid)).toBe(0);
    expect(served.child.exitCode).toBeNull();
  });

  test("it ends when all of --also has ended, also what went into the background", async () => {
    const served = server(WHOLE);
    await served.numbers();
    const run = started(recording("-p", String(served.pid), "--also", "sh -c '(sleep 1; echo late) & echo soon'"));
    expect(await run.ended()).toBe(3);
    expect(run.stdout).toBe("soon\nlate\n");
    expect(tracerOf(served.pid)).toBe(0);
  });

  test("killed by SIGKILL: the program of --also ends, and the process goes on", async () => {
    const served = server(WHOLE);
    await served.numbers();
    const run = started(recording("-p", String(served.pid), "--also", "echo $$; exec sleep 60"));
    await until(() => run.stdout.includes("\n"));
    const sleeper = Number(run.stdout);
    expect(tracerOf(sleeper)).toBe(tracerOf(served.pid));
    run.child.kill("SIGKILL");
    await until(() => Number.isNaN(tracerOf(sleeper)) && tracerOf(served.pid) === 0);
    expect(served.child.exitCode).toBeNull();
  });
});

describe("what changes between the look at the processes and strace", () => {
  const victim = "case \" $* \" in *' -p '*)";
  const without = `n=$#; while [ $n -gt 0 ]; do arg=$1; shift; n=$((n - 1)); if [ "$arg" = -p ] && [ "$1" = "$VICTIM" ]; then shift; n=$((n - 1)); else set -- "$@" "$arg"; fi; done`;

  /** `unflushed record` with a strace on its PATH that first does this. */
  function recordingAfter(script: string, pid: number, ...args: string[]): Running {
    const real = execFileSync("sh", ["-c", "command -v strace"], { encoding: "utf8" }).trim();
    const path = join(folder, "strace");
    writeFileSync(path, `#!/bin/sh\n${victim} ${script};; esac\nexec ${real} "$@"\n`);
    chmodSync(path, 0o755);
    const words = [`PATH=${folder}:${process.env.PATH}`, `VICTIM=${pid}`, process.execPath, bin, "record", ...args];
    return started(new Running("env", words));
  }

  test("a process that ended is named, and the other one is recorded", async () => {
    const [gone, served] = [server(WHOLE), server(WHOLE)];
    const [, [port = 0]] = [await gone.numbers(), await served.numbers()];
    const run = recordingAfter(`kill -KILL $VICTIM; sleep 0.3`, gone.pid, "-p", `${gone.pid},${served.pid}`);
    await until(() => run.stderr.includes("the others are traced"));
    expect(run.stderr).toContain(
      `unflushed: strace did not attach to process ${gone.pid} (No such process); the others`,
    );
    expect(run.stderr).toMatch(new RegExp(`traces \\S+ \\(pid ${served.pid}\\); `));
    await ask(port);
    expect(await run.end("SIGINT")).toBe(0);
  });

  test("if the only one ended, one sentence says so, and nothing of --also was started", async () => {
    const gone = server(WHOLE);
    await gone.numbers();
    const [marker, file] = [join(folder, "marker"), join(folder, "new.strace")];
    const also = ["--also", `touch ${marker}`, "-o", file];
    const run = recordingAfter(`kill -KILL $VICTIM; sleep 0.3`, gone.pid, "-p", String(gone.pid), ...also);
    expect(await run.ended()).toBe(2);
    expect(run.stderr).toBe(`unflushed: there is no process ${gone.pid}: ps -e lists those that there are\n`);
    expect([marker, file, `${file}.part`].map(existsSync)).toEqual([false, false, false]);
  });

  test.each([
    [[]],
    [["--also", "touch marker"]],
  ])("one that strace may not attach to: none is recorded (%j)", async (also) => {
    const [forbidden, served] = [server(WHOLE), server(WHOLE)];
    await forbidden.numbers();
    await served.numbers();
    const marker = join(folder, "marker");
    const file = join(folder, "new.strace");
    const words = also.map((word) => word.replace("marker", marker));
    const says = `echo "strace: attach: ptrace(PTRACE_SEIZE, $VICTIM): Operation not permitted" >&2; ${without}`;
    const run = recordingAfter(says, forbidden.pid, "-o", file, "-p", `${forbidden.pid} ${served.pid}`, ...words);
    expect(await run.ended()).toBe(2);
    expect(run.stderr).toMatch(
      new RegExp(
        `^unflushed: strace may not attach to process ${forbidden.pid} \\(ptrace: Operation not permitted\\): .*\n$`,
      ),
    );
    expect([marker, file, `${file}.part`].map(existsSync)).toEqual([false, false, false]);
    expect(tracerOf(served.pid)).toBe(0);
  });
});

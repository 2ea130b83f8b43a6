import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { effectiveCalls } from "../../../src/core/sockets/effective-calls.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { bin, type Run, unflushed, unflushedProcess } from "../run.js";

/** Runs with a strace that tells this version, and does `script` otherwise; with none at all where it is null. */
function withStrace(version: string | null, script: string, args: readonly string[]): Promise<Run> {
  const strace = `[ "$1" = -V ] && { echo "strace -- version ${version}"; exit; }\n${script}`;
  const path = folderOf(version === null ? {} : { strace });
  return unflushedProcess(args, "", { env: { ...process.env, PATH: path } });
}

/** A folder with these commands, by the scripts that they run. */
function folderOf(commands: Readonly<Record<string, string>>): string {
  const path = temporaryFolder();
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}

test("no strace: how to get one", async () => {
  const { stderr, code } = await withStrace(null, "", ["record", process.execPath, "--version"]);
  expect(stderr).toBe(
    "unflushed: strace cannot be run (ENOENT): install it (apt install strace, dnf install strace, apk add strace)\n",
  );
  expect(code).toBe(2);
});

test("a strace that is too old: which one is needed, and why", async () => {
  const { stderr, code } = await withStrace("4.15", "", ["record", process.execPath, "--version"]);
  expect(stderr).toMatch(/^unflushed: strace 4\.15 is too old: 4\.21 or newer is needed, .*\n$/);
  expect(code).toBe(2);
});

test("a machine that forbids ptrace: the program is not started", async () => {
  const script = "echo 'strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted' >&2; exit 1";
  const { stdout, stderr, code } = await withStrace("6.1", script, ["record", process.execPath, "--version"]);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^unflushed: strace may not trace a program here .*--cap-add=SYS_PTRACE.*\n$/);
  expect(code).toBe(2);
});

test("root without the capability SYS_PTRACE, as in most containers: what to give it, and the page that says how", async () => {
  const sleeper = spawn("sleep", ["60"]);
  const root = ["--map-root-user", "setpriv", "--bounding-set", "-sys_ptrace"]; // whoever runs the tests
  const args = [...root, process.execPath, bin, "record", "-p", `${sleeper.pid}`];
  const { stdout, stderr, status } = spawnSync("unshare", args, { encoding: "utf8" });
  sleeper.kill();
  await once(sleeper, "close");
  expect(stderr).toBe(
    `unflushed: strace may not attach to process ${sleeper.pid} (ptrace: Operation not permitted): this root lacks the capability SYS_PTRACE: start the container with --cap-add=SYS_PTRACE, or attach from its host (docs/use/containers.md)\n`,
  );
  expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
});

test.each([
  ["no mkfifo", null, /^unflushed: a named pipe in \S+ cannot be made \(ENOENT\): install mkfifo, .*\n$/],
  [
    "a file system without named pipes",
    "echo \"mkfifo: cannot create fifo '$3': Operation not permitted\" >&2; exit 1",
    /^unflushed: a named pipe in \S+ cannot be made \(Operation not permitted\): set TMPDIR to a folder .*\n$/,
  ],
])("%s: what to do, and the program is not started", async (_name, mkfifo, message) => {
  const temporary = temporaryFolder();
  const commands: Record<string, string> = { strace: '[ "$1" = -V ] && echo "strace -- version 6.1"; exit 0' };
  if (mkfifo !== null) commands.mkfifo = mkfifo;
  const env = { ...process.env, PATH: folderOf(commands), TMPDIR: temporary };
  const { stdout, stderr, code } = await unflushedProcess(["record", process.execPath, "--version"], "", { env });
  expect(stderr).toMatch(message);
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  expect(readdirSync(temporary)).toEqual([]);
});

test("under another strace, the kernel itself refuses", async () => {
  const args = ["-f", "-e", "trace=none", "-o", "/dev/null", process.execPath, bin, "record", "true"];
  const child = spawn("strace", args);
  let stderr = "";
  child.stderr.on("data", (data) => (stderr += data));
  const [code] = await once(child, "close");
  expect(stderr).toMatch(/^unflushed: strace may not trace a program here/);
  expect(code).toBe(2);
});

test.each([
  [["record"], /nothing to record: name a program/],
  [["record", "-p", "1", "true"], /-p 1 and a command exclude each other/],
  [["record", "-p", "x"], /x is not a whole number/],
  [["record", "-p", "4194304"], /there is no process 4194304/],
  [["record", "./no-such-server"], /\.\/no-such-server is not a file that can be run/],
  [["record", "no-such-server"], /no-such-server is not on PATH/],
  [["record", "-o", "/no/such/folder/x", "true"], /\/no\/such\/folder\/x cannot be written \(ENOENT\)/],
])("unflushed %j", async (args, message) => {
  const { stderr, code } = await unflushed(args);
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(code).toBe(2);
});

test("a process that is traced already: by whom", async () => {
  const tracer = spawn("strace", ["-o", "/dev/null", "-e", "trace=none", "sh", "-c", "echo $$; read line"]);
  const [data] = await once(tracer.stdout, "data");
  const { stderr, code } = await unflushedProcess(["record", "-p", String(data).trim()]);
  tracer.stdin.end();
  await once(tracer, "close");
  expect(stderr).toContain(`is traced by process ${tracer.pid} already`);
  expect(code).toBe(2);
});

test("--print-command prints what would be run, for a shell, and runs nothing", async () => {
  const args = ["record", "--print-command", "--", "./it's a server", "--port", "80"];
  const { stdout, code } = await withStrace("6.1", "exit 9", args);
  const calls = [...effectiveCalls].map((name) => `?${name}`).join(",");
  expect(stdout).toBe(
    `strace -f --seccomp-bpf -tt -yy -s 4096 -e 'trace=${calls}' -e 'inject=?io_uring_setup:error=ENOSYS' -o '|unflushed' -- './it'\\''s a server' --port 80\n`,
  );
  expect(code).toBe(0);
});

test("--print-command without a strace prints what every strace takes", async () => {
  const { stdout } = await withStrace(null, "", ["record", "--print-command", "-o", "a b.gz", "true"]);
  expect(stdout).toMatch(/^strace -f -tt -yy .* -o '\|gzip > '\\''a b\.gz'\\''' -- true\n$/);
});

test("a strace that refuses to inject: it goes on without, and says what that hides", async () => {
  const path = temporaryFolder();
  const file = join(path, "strace");
  const real = execFileSync("sh", ["-c", "command -v strace"], { encoding: "utf8" }).trim();
  const refuse = `case "$*" in *inject=*) echo "strace: invalid -e inject argument" >&2; exit 1;; esac`;
  writeFileSync(file, `#!/bin/sh\n${refuse}\nexec ${real} "$@"\n`);
  chmodSync(file, 0o755);
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}` };
  const { stderr, code } = await unflushedProcess(["record", "true"], "", { env });
  expect(stderr).toMatch(/^unflushed: this strace cannot refuse io_uring_setup: /);
  expect(code).toBe(0);
});

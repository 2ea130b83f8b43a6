import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../temporary-folder.js";
import { bin, unflushed, unflushedProcess } from "../run.js";
import { ask, PYTHON, Running, recording, serverFile, until } from "./processes.js";

const server = serverFile("one-response.py");
const WHOLE = "1000";
const CUT = "100";

let folder: string;
const running: Running[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

/** What a test started ends with it. */
function started(run: Running): Running {
  running.push(run);
  return run;
}

test("a response that the program cut: the finding, and exit 1 in place of the program's own 7", async () => {
  const { stderr, code } = await unflushedProcess(["record", PYTHON, server, CUT, "7"]);
  expect(stderr).toContain("error[close-outstanding]");
  expect(stderr).toContain("900 of 1,000 declared");
  expect(stderr).toMatch(/2 responses on .*: 1 truncated, 1 short from another hop/);
  expect(stderr).toContain("the program exited with 7");
  expect(code).toBe(1);
});

test.each([0, 7])("a whole response: the program's own exit status %i", async (status) => {
  const { stderr, code } = await unflushedProcess(["record", "--", PYTHON, server, WHOLE, String(status)]);
  expect(stderr).toMatch(/2 responses on \d connections: 2 complete/);
  expect(code).toBe(status);
});

test("standard output is the program's alone, and its standard error passes untouched", async () => {
  const { stdout, stderr } = await unflushedProcess(["record", PYTHON, server, WHOLE]);
  expect(stdout).toBe("out: \x1b[1mbold\x1b[0m\n");
  expect(stderr).toContain("err: äöü\n");
});

test("the program reads the standard input", async () => {
  const { stdout } = await unflushedProcess(["record", "cat"], "from standard input\n");
  expect(stdout).toBe("from standard input\n");
});

test("options behind the command are the command's", async () => {
  const { stdout } = await unflushedProcess(["record", "echo", "--narrow", "-p", "1"]);
  expect(stdout).toBe("--narrow -p 1\n");
});

test("the program sees no fd that it would not have without strace", async () => {
  const list = "import os; print(sorted(os.listdir('/proc/self/fd')))";
  const alone = spawn(PYTHON, ["-c", list]);
  let expected = "";
  alone.stdout.on("data", (data) => (expected += data));
  await once(alone, "close");
  const { stdout } = await unflushedProcess(["record", PYTHON, "-c", list]);
  expect(stdout).toBe(expected);
});

test("a program that a signal kills ends the recording with 128 and its number", async () => {
  const { stderr, code } = await unflushedProcess(["record", "sh", "-c", "kill -9 $$"]);
  expect(stderr).toContain("the program was killed by SIGKILL");
  expect(code).toBe(137);
});

test("where nothing could be judged, it says so", async () => {
  const { stderr, code } = await unflushedProcess(["record", "true"]);
  expect(stderr).toContain("note nothing could be judged; the exit code is the program's own");
  expect(code).toBe(0);
});

test.each(["capture.strace", "capture.strace.gz"])("-o %s keeps a capture that check judges alike", async (name) => {
  const file = join(folder, name);
  const recorded = await unflushedProcess(["record", "-o", file, PYTHON, server, CUT]);
  const checked = await unflushed(["check", file]);
  expect(checked.code).toBe(1);
  expect(recorded.stderr).toContain(checked.stdout);
  const isGzip = readFileSync(file).readUInt16BE(0) === 0x1f8b;
  expect(isGzip).toBe(name.endsWith(".gz"));
});

/** A whole server of node's, which ends its own response early, and its client. */
const NODE = `
  const { createServer, get } = require("node:http");
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Length": 1000 });
    response.write("x".repeat(100), () => response.socket.end());
  });
  server.listen(0, "127.0.0.1", () => {
    get({ host: "127.0.0.1", port: server.address().port, agent: false }, (response) => response.resume().on("error", () => {}).on("close", () => process.exit()));
  });`;

describe("a capture that is kept says at its top which calls were traced", () => {
  const withoutComment = (text: string): string => text.slice(text.indexOf("\n") + 1);
  let file: string;

  beforeEach(() => {
    file = join(folder, "capture.strace");
  });

  test("record --narrow: check comes to the same, where the calls that appear would not tell", async () => {
    const recorded = await unflushedProcess(["record", "--narrow", "-o", file, "node", "-e", NODE]);
    expect(recorded.stderr).toMatch(/^blind spot reads-not-traced/m);
    expect(recorded.stderr).not.toContain("blind spot writes-not-traced");
    expect(recorded.stderr).toContain((await unflushed(["check", file])).stdout);
    const text = readFileSync(file, "latin1");
    expect(text).toMatch(/^# strace -f .*-s 1024 -e 'trace=\?accept,[^']*' -e 'inject=[^']*' -- node -e /);
    expect((await unflushed([], withoutComment(text))).stdout).toMatch(/^blind spot writes-not-traced/m);
  });

  test("record -p: the same", async () => {
    const served = started(new Running(PYTHON, [server, CUT, "--serve"]));
    await until(() => served.stdout.includes("\n"));
    const run = started(recording("-o", file, "-p", String(served.pid)));
    await until(() => run.stderr.includes("attached to process"));
    await ask(Number.parseInt(served.stdout, 10));
    await until(() => run.stderr.includes("close-outstanding"));
    await run.end("SIGINT");
    expect(run.stderr).toContain((await unflushed(["check", file])).stdout);
    const text = readFileSync(file, "latin1");
    expect((await unflushed([], withoutComment(text))).stdout).toContain("1 undetermined");
  });

  test("scrub keeps the calls, and not the command", async () => {
    await unflushedProcess(["record", "--narrow", "-o", file, "node", "-e", NODE, "secret-argument"]);
    const scrubbed = await unflushed(["scrub", file]);
    expect(scrubbed.code).toBe(0);
    expect(scrubbed.stdout).toMatch(/^# strace -e trace=\?accept,\S+\n/);
    expect(scrubbed.stdout).not.toContain("secret");
    expect((await unflushed([], scrubbed.stdout)).stdout).not.toContain("writes-not-traced");
    const small = join(folder, "small.strace");
    expect((await unflushed(["scrub", "--minimize", file, "-o", small])).code).toBe(0);
    expect((await unflushedProcess([small])).stdout).not.toContain("writes-not-traced");
    expect(readFileSync(small, "latin1")).toMatch(/^# strace /);
  });

  test("a comment that the program printed is not believed", async () => {
    await unflushedProcess(["record", "--narrow", "-o", file, "node", "-e", NODE]);
    const text = readFileSync(file, "latin1");
    const [comment = ""] = text.split("\n", 1);
    const forged = withoutComment(text).replace("\n", () => `\n${comment}\n`);
    expect((await unflushed([], forged)).stdout).toMatch(/: 2 undetermined/);
  });

  test("what was recorded and held no call is a capture all the same", async () => {
    const quiet = started(new Running("sleep", ["60"]));
    const run = started(recording("-o", file, "-p", String(quiet.pid)));
    await until(() => run.stderr.includes("attached to process"));
    await run.end("SIGINT");
    const { stdout, stderr, code } = await unflushed(["check", file]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 3 });
    expect(stdout).toMatch(/^0 responses on 0 connections\nnothing judged no-calls: /);
  });
});

test("SIGTERM is passed on to the program, and the summary follows", async () => {
  const run = started(recording(PYTHON, server, WHOLE, "--serve"));
  await until(() => run.stdout.includes("\n"));
  await ask(Number.parseInt(run.stdout, 10));
  const code = await run.end("SIGTERM");
  expect(run.stdout).toContain("terminated");
  expect(run.stderr).toMatch(/1 response on .*: 1 complete/);
  expect(code).toBe(5);
});

test("SIGTERM before the program was started reaches it all the same, and nothing is left behind", async () => {
  const path = temporaryFolder();
  writeFileSync(join(path, "mkfifo"), `#!/bin/sh\n/usr/bin/mkfifo "$@"; sleep 0.5\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}`, TMPDIR: folder };
  const run = started(new Running(process.execPath, [bin, "record", "sleep", "60"], env));
  await until(() => readdirSync(folder).length > 0);
  const code = await run.end("SIGTERM");
  expect({ code, left: readdirSync(folder) }).toEqual({ code: 143, left: [] });
});

test("-p attaches to a running server, judges it, and lets it go on", async () => {
  const served = started(new Running(PYTHON, [server, CUT, "--serve"]));
  await until(() => served.stdout.includes("\n"));
  const port = Number.parseInt(served.stdout, 10);
  const run = started(recording("-p", String(served.pid)));
  await until(() => run.stderr.includes("attached to process"));
  await ask(port);
  await until(() => run.stderr.includes("close-outstanding"));
  const code = await run.end("SIGINT");
  expect(run.stderr).toMatch(/1 response on .*: 1 truncated/);
  expect(code).toBe(1);
  expect(await ask(port)).toBeGreaterThan(0);
});

test("-p with nothing to judge exits with 3, as check does", async () => {
  const served = started(new Running(PYTHON, [server, WHOLE, "--serve"]));
  await until(() => served.stdout.includes("\n"));
  const run = started(recording("-p", String(served.pid)));
  await until(() => run.stderr.includes("attached to process"));
  const code = await run.end("SIGTERM");
  expect(run.stderr).toContain("note nothing could be judged");
  expect(code).toBe(3);
});

test("--narrow shows a refused write that ends in SHUT_WR, without the request", async () => {
  const script = [
    "import socket",
    "server, client = socket.create_server(('127.0.0.1', 0)), socket.socket()",
    "client.connect(server.getsockname())",
    "peer, _ = server.accept()",
    "client.sendall(b'GET / HTTP/1.1\\r\\n\\r\\n')",
    "peer.recv(100)",
    "peer.setblocking(False)",
    "peer.send(b'HTTP/1.1 200 OK\\r\\nContent-Length: 90000000\\r\\n\\r\\n' + bytes(90000000))",
    "peer.shutdown(socket.SHUT_WR)",
  ].join("\n");
  const { stderr, code } = await unflushedProcess(["record", "--narrow", PYTHON, "-c", script]);
  expect(stderr).toContain("error[shut-wr-outstanding]");
  expect(stderr).toMatch(/of 90,000,000\s+declared/);
  expect(code).toBe(1);
});

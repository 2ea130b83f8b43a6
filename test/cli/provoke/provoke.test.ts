import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../free-port.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { PYTHON } from "../record/processes.js";
import { bin, type Run, unflushed, unflushedProcess } from "../run.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/provoke.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
const server = fileURLToPath(new URL("../servers/refused-write.py", import.meta.url));

let folder: string;
let port: number;

beforeEach(async () => {
  folder = temporaryFolder();
  port = await freePort();
});

/** Runs `unflushed provoke` on the server of that mode. */
function provoked(mode: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Run> {
  const options = [
    "--probe",
    `http://127.0.0.1:${port}/`,
    "--attempts",
    "1",
    "--timeout",
    "1.2s",
    "--delay",
    "0s",
    ...args,
  ];
  return unflushedProcess(["provoke", ...options, PYTHON, "-I", "-S", server, String(port), mode], "", {
    env: { ...process.env, ...env },
  });
}

/** Command lines of processes that serve on this test's port. */
function leftOver(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes("refused-write.py") && line.includes(String(port)));
}

describe("what a server does when a write is refused", () => {
  test("waits, and writes the rest: survived, exit 0", async () => {
    const { stdout, code } = await provoked("poll");
    expect(stdout).toContain("dry run: complete, 8,000 bytes in 3 writes, of which none met a full socket");
    expect(stdout).toMatch(/^ +2 +2 +sendto +4,000 +survived +8,000 +0$/m);
    expect(stdout).toContain("write 3 (sendto): 1 of 1 survived");
    expect(code).toBe(0);
  });

  test("closes: truncated, exit 1, the same at every attempt", async () => {
    const { stdout, code } = await provoked("drop", ["--when", "2", "--attempts", "2"]);
    expect(stdout.match(/^ +\d +2 +sendto +4,000 +truncated +3,959 +4,041$/gm)).toHaveLength(2);
    expect(stdout).toContain("write 2 (sendto): 2 of 2 truncated, 4,041 of 8,000 bytes lost");
    expect(code).toBe(1);
  });

  test("closes before any byte of the response: the whole body is lost", async () => {
    const { stdout, code } = await provoked("drop", ["--when", "1"]);
    expect(stdout).toContain("write 1 (sendto): 1 of 1 truncated, 8,000 of 8,000 bytes lost");
    expect(code).toBe(1);
  });

  test("forgets the rest: stalled, which is no proof, exit 3", async () => {
    const { stdout, code } = await provoked("forget", ["--when", "2"]);
    expect(stdout).toContain("write 2 (sendto): 1 of 1 stalled");
    expect(stdout).toContain("= stalled: no proof of a bug");
    expect(code).toBe(3);
  });

  test("gets a report of room and does nothing: the summary says so", async () => {
    const { stdout, code } = await provoked("asleep", ["--when", "2"]);
    expect(stdout).toContain(
      "= stalled: the kernel reported room after the refusal, and the program wrote nothing more",
    );
    expect(code).toBe(3);
  });

  test("its socket waits by itself: there is nothing to refuse, exit 3", async () => {
    const { stdout, code } = await provoked("blocking");
    expect(stdout).toContain("= nothing to refuse:");
    expect(stdout).not.toContain("truncated");
    expect(code).toBe(3);
  });
});

describe("edge-triggered epoll, which reports room only after a full buffer", () => {
  test("is woken by an empty line: survived", async () => {
    const { stdout, code } = await provoked("edge", ["--when", "2"]);
    expect(stdout).toMatch(/survived +8,000 +0 +woken$/m);
    expect(code).toBe(0);
  });

  test("stalls without", async () => {
    const { stdout, code } = await provoked("edge", ["--when", "2", "--no-wake"]);
    expect(stdout).toContain("write 2 (sendto): 1 of 1 stalled");
    expect(code).toBe(3);
  });
});

test("a healthy node server on a Unix socket, which a killed server leaves there", async () => {
  const path = join(folder, "a.sock");
  const code = `require("http").createServer((q, a) => a.end(Buffer.alloc(3300000))).listen(${JSON.stringify(path)})`;
  const url = `http+unix://${encodeURIComponent(path)}/`;
  const run = await unflushedProcess(["provoke", "--probe", url, "--attempts", "3", "node", "-e", code]);
  expect(run.stdout).toMatch(/^write 2 \(\w+\): 3 of 3 survived$/m);
  expect(run.code).toBe(0);
  expect(existsSync(path)).toBe(false);
});

test("--format json is one document that satisfies the shipped schema", async () => {
  const { stdout, code } = await provoked("drop", ["--format", "json", "--when", "2,3"]);
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document.dryRun).toMatchObject({ obstacle: null, capture: null, probe: { verdict: "complete" } });
  expect(document.variants).toMatchObject([
    { write: 2, runs: 1, truncated: 1, lostBytes: 4041 },
    { write: 3, runs: 1, truncated: 1, lostBytes: 41 },
  ]);
  expect(document.runs[0]).toMatchObject({
    result: "truncated",
    lostBytes: 4041,
    refused: [{ number: 2, call: "sendto", askedBytes: 4000, isInjected: true }],
    probe: { ending: "eof", missingBytes: 4041 },
    analysis: { verdict: "truncated", cause: "close", rules: expect.arrayContaining(["close-outstanding"]) },
  });
  expect(code).toBe(1);
});

test("--format json of a run with nothing to refuse satisfies the schema, too", async () => {
  const { stdout } = await provoked("blocking", ["--format", "json"]);
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document).toMatchObject({ dryRun: { obstacle: "blocking" }, variants: [], runs: [] });
});

test("--keep keeps captures that check judges alike; without it nothing stays", async () => {
  const temporary = { TMPDIR: folder };
  const keep = join(folder, "kept");
  const { stdout } = await provoked("drop", ["--keep", keep, "--when", "2"], temporary);
  expect(readdirSync(folder)).toEqual(["kept"]);
  expect(stdout).toContain("write-2-attempt-1.strace");
  const checked = await unflushed(["check", join(keep, "write-2-attempt-1.strace")]);
  expect(checked.stdout).toContain("error[close-outstanding]");
  expect((await unflushed(["check", join(keep, "dry-run.strace")])).code).toBe(0);
});

test("no process is left", async () => {
  await provoked("forget", ["--when", "2", "--timeout", "1s"]);
  expect(leftOver()).toEqual([]);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s stops the server, and nothing is left", async (signal, expected) => {
  const options = ["--probe", `http://127.0.0.1:${port}/`, "--when", "2", "--timeout", "30s"];
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [bin, "provoke", ...options, PYTHON, server, String(port), "forget"], {
    env,
  });
  let stdout = "";
  child.stdout.on("data", (data) => {
    stdout += data;
    // the heading of the runs: the first of them begins
    if (stdout.includes("received")) setTimeout(() => child.kill(signal), 700);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(expected);
  expect(leftOver()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("SIGKILL leaves no strace and no server", async () => {
  const options = ["--probe", `http://127.0.0.1:${port}/`, "--when", "2", "--timeout", "30s", "--keep", folder];
  const child = spawn(process.execPath, [bin, "provoke", ...options, PYTHON, server, String(port), "forget"]);
  let stdout = "";
  const isInRun = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      stdout += data;
      if (stdout.includes("received")) setTimeout(resolve, 700); // the first run has begun
    });
  });
  await isInRun;
  const started = leftOver();
  expect(started.some((line) => line.includes("strace"))).toBe(true);
  expect(started.some((line) => line.startsWith(PYTHON))).toBe(true);
  child.kill("SIGKILL");
  await once(child, "close");
  await expect.poll(leftOver, { timeout: 5000 }).toEqual([]);
});

describe("exit 2, in one line on standard error", () => {
  test("something listens there already", async () => {
    const listener = createServer().listen(port, "127.0.0.1");
    const { stderr, code } = await provoked("poll");
    listener.close();
    expect(stderr).toMatch(/^unflushed: something listens at 127\.0\.0\.1:\d+ already: .*\n$/);
    expect(code).toBe(2);
  });

  test("the server never listens: its last words are printed, without control characters", async () => {
    const url = `http://127.0.0.1:${port}/`;
    const command = ["sh", "-c", "printf 'no config\\033[2J\\n' >&2; exit 3"];
    const { stderr, stdout, code } = await unflushedProcess(["provoke", "--probe", url, ...command]);
    expect(stderr).toMatch(/^unflushed: sh took no connection at .* \(its last words: no config\?\[2J\): .*\n$/);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("the response has no such write", async () => {
    const { stderr, code } = await provoked("poll", ["--when", "9"]);
    expect(stderr).toBe("unflushed: the response took 3 writes: --when 9 names none of them\n");
    expect(code).toBe(2);
  });

  test("strace is not there", async () => {
    const { stderr, code } = await provoked("poll", [], { PATH: "/nowhere" });
    expect(stderr).toMatch(/^unflushed: strace cannot be run/);
    expect(code).toBe(2);
  });

  test.each([
    [["server"], /required option '--probe <url>'/],
    [["--probe", "http://127.0.0.1:1/"], /missing required argument 'command'/],
    [["--probe", "https://127.0.0.1/", "true"], /TLS/],
    [["--probe", "http://127.0.0.1:1/", "--when", "0", "true"], /--when 0 names no writes/],
    [["--probe", "http://127.0.0.1:1/", "--attempts", "0", "true"], /out of range/],
    [["--probe", "http://127.0.0.1:1/", "no-such-program-here"], /no-such-program-here is not on PATH/],
    [["--probe", "http://127.0.0.1:1/", "--requests", "2", "true"], /unknown option '--requests'/],
  ])("provoke %j", async (args, message) => {
    const { stdout, stderr, code } = await unflushed(["provoke", ...args]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

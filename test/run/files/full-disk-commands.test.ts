import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PYTHON } from "../../cli/record/processes.js";
import { bin, type Run, unflushed, unflushedProcess } from "../../cli/run.js";
import { freePort } from "../../free-port.js";
import { temporaryFolder } from "../../temporary-folder.js";

/**
 * Sizes of disks in KB: smaller than the first piece that these commands write, and as large as several pieces. Nothing is skipped where
 * they cannot be made.
 */
const SIZES = [16, 1024];
const folder = temporaryFolder();
const disk = (size: number): string => join(folder, `${size}K`);
/** Responses that are cut short, of targets so long that the findings do not fit into memory. */
const CAPTURE = join(folder, "cut.strace");
const RESULT = join(folder, "result.ndjson");
const SERVER = fileURLToPath(new URL("../../cli/servers/refused-write.py", import.meta.url));
const NO_ROOM = "make room on that disk, or";

beforeAll(async () => {
  for (const size of SIZES) {
    mkdirSync(disk(size));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}k`, "none", disk(size)]);
  }
  writeFileSync(CAPTURE, Array.from({ length: 2000 }, (_, index) => cutShort(index)).join(""));
  await unflushed(["check", "--format", `ndjson=${RESULT}`, CAPTURE]);
});

afterAll(() => {
  for (const size of SIZES) execFileSync("umount", ["-l", disk(size)]);
});

describe.each(SIZES)("a disk of %i KB", (size) => {
  test.each(["json", "ndjson", "sarif", "junit", "text"])("merge --format %s=FILE on it", async (format) => {
    const file = join(disk(size), "document");
    const all = format === "text" ? ["--all"] : []; // findings that are alike take a line each
    const { code, stderr } = await unflushed(["merge", ...all, "--format", `${format}=${file}`, RESULT]);
    expect(stderr).toBe(`unflushed: ${file} cannot be written (ENOSPC): ${NO_ROOM} choose a file on another one\n`);
    expect(code).toBe(2);
    expect(readdirSync(disk(size))).toEqual([]);
  });

  test("merge with its temporary files on it", async () => {
    const file = join(folder, "merged.json");
    const run = await withTemporary(disk(size), ["merge", "--format", `json=${file}`, RESULT]);
    expectNoTemporary(run, disk(size));
    expect(existsSync(file)).toBe(false);
  });

  test("a baseline on it: the one that was there stays", async () => {
    const file = join(disk(size), "baseline.json");
    writeFileSync(file, '{ "schemaVersion": 1, "captures": [] }\n');
    const before = readFileSync(file, "utf8");
    const { code, stderr } = await unflushed(["check", "--baseline", file, "--update-baseline", CAPTURE]);
    expect(stderr).toBe(`unflushed: ${file} cannot be written (ENOSPC): ${NO_ROOM} choose a file on another one\n`);
    expect(code).toBe(2);
    expect(readdirSync(disk(size))).toEqual(["baseline.json"]);
    expect(readFileSync(file, "utf8")).toBe(before);
    rmSync(file);
  });

  test("a baseline with temporary files on it: none is made", async () => {
    const file = join(folder, "baseline.json");
    const run = await withTemporary(disk(size), ["check", "--baseline", file, "--update-baseline", CAPTURE]);
    expectNoTemporary(run, disk(size));
    expect(existsSync(file)).toBe(false);
  });
});

test.each([
  "--keep",
  "TMPDIR",
])("provoke with its captures on a full disk, by %s: no verdict is drawn", async (place) => {
  const kept = join(disk(16), "kept");
  const keep = place === "--keep" ? ["--keep", kept] : [];
  const env = { ...process.env, ...(place === "TMPDIR" ? { TMPDIR: disk(16) } : {}) };
  const port = await freePort();
  const server = [PYTHON, "-I", "-S", SERVER, String(port), "poll"];
  const options = ["--probe", `http://127.0.0.1:${port}/`, "--attempts", "1", "--timeout", "2s", ...keep];
  const { stdout, stderr, code } = await unflushedProcess(["provoke", ...options, ...server], "", { env });
  expect(stderr).toMatch(/^unflushed: \S+dry-run\.strace is incomplete: make room, or keep the captures .*\n$/);
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  rmSync(kept, { recursive: true, force: true });
  expect(readdirSync(disk(16))).toEqual([]);
});

test("provoke on a disk that takes no further file", async () => {
  const full = join(folder, "no-file");
  mkdirSync(full);
  execFileSync("mount", ["-t", "tmpfs", "-o", "nr_inodes=2", "none", full]); // the folder itself, and one in it
  try {
    const args = ["--probe", `http://127.0.0.1:${await freePort()}/`, "--keep", join(full, "kept"), "true"];
    const { stdout, stderr, code } = await unflushed(["provoke", ...args]);
    expect(stderr).toMatch(/^unflushed: \S+dry-run\.log cannot be written \(ENOSPC\): make room, or keep .*\n$/);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  } finally {
    execFileSync("umount", ["-l", full]);
  }
});

describe("standard output is a file on a full disk", () => {
  test.each([
    "simulate",
    "simulate --plot",
    "simulate --sweep read-rate",
    "merge --format json $RESULT",
  ])("%s", (args) => {
    expectCutShort(`node "$BIN" ${args}`);
  });

  test.each(["text", "json"])("probe --format %s", async (format) => {
    const code =
      'require("http").createServer((q, a) => a.end("x")).listen(0, "127.0.0.1", function () { console.log(this.address().port) })';
    const server = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [port] = await once(server.stdout, "data");
      expectCutShort(`node "$BIN" probe --format ${format} http://127.0.0.1:${String(port).trim()}/`);
    } finally {
      server.kill();
    }
  });
});

/** Runs a command whose standard output has no room. */
function expectCutShort(command: string): void {
  const script = `{ ${command} > /dev/full; } 2>&1; echo "exit $?"`;
  const text = execFileSync("sh", ["-c", script], { env: { ...process.env, BIN: bin, RESULT }, encoding: "utf8" });
  expect(text).toMatch(/^unflushed: standard output cannot be written \(ENOSPC\): .*\nexit 2\n$/);
}

async function withTemporary(temporary: string, args: readonly string[]): Promise<Run> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  try {
    return await unflushed(args);
  } finally {
    process.env.TMPDIR = before;
  }
}

function expectNoTemporary({ code, stderr }: Run, temporary: string): void {
  const place = `a temporary file in ${temporary}`;
  expect(stderr).toBe(
    `unflushed: ${place} cannot be written (ENOSPC): ${NO_ROOM} set TMPDIR to a folder on another one\n`,
  );
  expect(code).toBe(2);
  expect(readdirSync(temporary)).toEqual([]);
}

function cutShort(index: number): string {
  const target = `/${index}/${"a".repeat(1200)}`;
  return `1 accept4(3, NULL, NULL, SOCK_CLOEXEC) = 4
1 read(4, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}
1 write(4, "HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nabc", 43) = 43
1 close(4) = 0
`;
}

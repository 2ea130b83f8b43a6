import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NAMES } from "../../cli/every-format.js";
import { bin, type Run, unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";

/**
 * Disks of these sizes, KB. Nothing here is skipped where they cannot be made: mount needs root, as in CI.
 */
const SIZES = [1, 4, 8, 16, 64, 1024, 2048, 8192];
/** One of each kind: text, a page with the calls of each connection, bytes. All go through the same files, and so do the other formats. */
const KINDS = ["json", "html", "pcapng"];
/** For the others: no room for the first megabyte that waits, and room for that, but for no more. */
const FEWER_SIZES = [64, 2048];
const folder = temporaryFolder();
/** A disk of 4 KB on which no temporary file was: a run that failed in this process may hold its own for a while. */
const TAKEN = join(folder, "taken");
const disk = (size: number): string => join(folder, `${size}K`);
const CUT = "samples/hyper-2MB-truncated.strace";
/** One connection, whose exchanges wait for its end: targets so long that more waits than is kept in memory. */
const LONG = join(folder, "long.strace");
const CAPTURES = [LONG, CUT];
const whole = new Map<string, Run>();

beforeAll(async () => {
  for (const size of SIZES) {
    mkdirSync(disk(size));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}k`, "none", disk(size)]);
  }
  mkdirSync(TAKEN);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k", "none", TAKEN]);
  writeFileSync(join(TAKEN, "other"), "takes the only page");
  writeFileSync(LONG, oneConnection(700));
  for (const format of NAMES) whole.set(format, await check(format, 1, process.env.TMPDIR ?? "/tmp"));
});

afterAll(() => {
  for (const each of [TAKEN, ...SIZES.map(disk)]) execFileSync("umount", ["-l", each]);
});

describe("no room for temporary files: exit 2 and no document, or the whole document", () => {
  test.each(NAMES)("%s", async (format) => {
    const sizes = KINDS.includes(format) ? SIZES : FEWER_SIZES;
    for (const size of sizes) expectNothingLost(format, await check(format, 1, disk(size)), size);
  });

  // what crosses the threads is the same for all formats, but for connections and exchanges
  test.each([
    ["text", [1, 8]],
    ["json", [4, 64, 2048]],
  ])("%s, on several threads", async (format, sizes) => {
    for (const size of sizes) expectNothingLost(format, await check(format, 2, disk(size)), size);
  });

  test("both happen: what waits fits into 8 MB, and not into 64 KB", async () => {
    expect((await check("json", 1, disk(64))).code).toBe(2);
    expect((await check("json", 2, disk(8192))).code).toBe(1);
  });
});

describe("no room for the document itself", () => {
  test.each(NAMES)("%s, on a disk that another file takes: exit 2 and no document", async (format) => {
    expect((await checkInto(TAKEN, format)).code).toBe(2);
  });

  test.each(NAMES)("%s, on a disk that it may fit on: the same, or the whole document", async (format) => {
    for (const size of KINDS.includes(format) ? [64, 1024] : [1024]) {
      const { code, document } = await checkInto(disk(size), format);
      if (code !== 2) expect(document).toBe(whole.get(format)?.stdout);
    }
  });
});

/** Has the document of this format written onto a disk, from which it is removed again. */
async function checkInto(place: string, format: string): Promise<{ code: number | null; document: string | null }> {
  const file = join(place, "document");
  const before = readdirSync(place);
  const { stderr, code } = await unflushed(["check", "--jobs", "1", "--format", `${format}=${file}`, ...CAPTURES]);
  const document = existsSync(file) ? readFileSync(file, "utf8") : null;
  if (code === 2) {
    expect(stderr).toBe(
      `unflushed: ${file} cannot be written (ENOSPC): make room on that disk, or choose a file on another one\n`,
    );
    expect(document).toBe(null);
  }
  rmSync(file, { force: true });
  expect(readdirSync(place)).toEqual(before);
  return { code, document };
}

describe("standard output is a file on a full disk", () => {
  test.each([
    ["check --format json", 16, 2],
    ["parse", 1024, 2],
    ["check --format text", 64, 1],
  ])("%s on %i KB", (args, size, expected) => {
    const file = join(disk(size), "stdout");
    const { code, stderr } = inShell(`node "$BIN" ${args} "$LONG" "$CUT" > "${file}"`);
    expect(code).toBe(expected);
    if (expected === 2) expect(stderr).toMatch(/^unflushed: standard output cannot be written \(ENOSPC\): .*$/m);
    else expect(readFileSync(file, "utf8")).toBe(whole.get("text")?.stdout);
    execFileSync("rm", ["-f", file]);
  });

  test.each([
    "completion bash",
    "manual roff",
    "simulate",
    "rules",
    "timeline $CUT",
    "compare $CUT $CUT",
    "scrub $CUT",
  ])("unflushed %s > /dev/full", (args) => {
    const { code, stderr } = inShell(`node "$BIN" ${args} > /dev/full`);
    expect(stderr).toMatch(/^unflushed: standard output cannot be written \(ENOSPC\): .*$/m);
    expect(code).toBe(2);
  });
});

/** The document of this format on standard output, with temporary files in `temporary`. */
async function check(format: string, jobs: number, temporary: string): Promise<Run> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary; // threads inherit it
  try {
    return await unflushed(["check", "--jobs", String(jobs), "--format", format, ...CAPTURES]);
  } finally {
    process.env.TMPDIR = before;
  }
}

function expectNothingLost(format: string, { stdout, stderr, code }: Run, size: number): void {
  const place = `a temporary file in ${disk(size)}`;
  if (code === 2) {
    expect(stderr).toBe(
      `unflushed: ${place} cannot be written (ENOSPC): make room on that disk, or set TMPDIR to a folder on another one\n`,
    );
  } else expect({ stdout, code }, `${format} on ${size} KB`).toEqual({ stdout: whole.get(format)?.stdout, code: 1 });
  expect(readdirSync(disk(size))).toEqual([]);
}

function inShell(command: string): { readonly code: number; readonly stderr: string } {
  const env = { ...process.env, BIN: bin, LONG, CUT };
  const script = `{ ${command}; } 2>&1; echo "exit $?"`;
  const text = execFileSync("sh", ["-c", script], { env, encoding: "utf8" });
  return { code: Number(/exit (\d+)\n$/.exec(text)?.[1]), stderr: text };
}

function oneConnection(exchanges: number): string {
  const peer = '{sa_family=AF_INET, sin_port=htons(40000), sin_addr=inet_addr("127.0.0.1")}';
  const target = `/${"a".repeat(1500)}`;
  const lines = [`1 accept4(3, ${peer}, [128 => 16], SOCK_CLOEXEC) = 4`];
  for (let count = 0; count < exchanges; count++) {
    lines.push(
      `1 read(4, "GET ${target} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", 8192) = ${26 + target.length}`,
      '1 write(4, "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello", 43) = 43',
    );
  }
  return `${[...lines, "1 close(4) = 0", "1 +++ exited with 0 +++"].join("\n")}\n`;
}

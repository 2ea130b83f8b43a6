import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { bin, type Run, unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";

const CAPTURE = "samples/hyper-25-requests-3.3MB.strace";

/** The commands that make a file, what it then holds, and how they end. */
const commands: readonly [name: string, args: (file: string) => string[], holds: string, code: number][] = [
  ["check --format csv=FILE", (file) => ["check", "--format", `csv=${file}`, CAPTURE], "shut-wr-outstanding", 1],
  ["scrub -o FILE", (file) => ["scrub", CAPTURE, "--force", "-o", file], "shutdown(", 0],
];

describe.each(commands)("%s", (_name, args, holds, code) => {
  let folder: string;
  let file: string;
  const make = (path = file): Promise<Run> => unflushed(args(path));

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, "file");
  });

  test("leaves nothing beside it", async () => {
    expect((await make()).code).toBe(code);
    expect(readFileSync(file, "latin1")).toContain(holds);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test("a new file has the permissions that umask leaves", async () => {
    await make();
    expect(statSync(file).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test.each([0o600, 0o664, 0o444])("a file that was there keeps its permissions: %o", async (mode) => {
    writeFileSync(file, "before");
    chmodSync(file, mode);
    await make();
    expect(readFileSync(file, "latin1")).toContain(holds);
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  test.each(["that is there", "that is not there yet"])("a link stays, and leads to the file %s", async (which) => {
    mkdirSync(join(folder, "elsewhere"));
    const target = join(folder, "elsewhere", "target");
    if (which === "that is there") writeFileSync(target, "before");
    symlinkSync("elsewhere/target", file);
    await make();
    expect(readlinkSync(file)).toBe("elsewhere/target");
    expect(readFileSync(target, "latin1")).toContain(holds);
    expect(readdirSync(join(folder, "elsewhere"))).toEqual(["target"]);
  });

  test("a device is written to, and stays one", async () => {
    const { stderr, code } = await make("/dev/full");
    expect(stderr).toBe(
      "unflushed: /dev/full cannot be written (ENOSPC): make room on that disk, or choose a file on another one\n",
    );
    expect(code).toBe(2);
    expect(lstatSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  test("/dev/stdout adds to what standard output has", async () => {
    writeFileSync(file, "before\n");
    const words = [process.execPath, bin, ...args("/dev/stdout")].map((word) => `'${word}'`).join(" ");
    const child = spawn("sh", ["-c", `${words} >> '${file}' 2>/dev/null`]);
    expect((await once(child, "close"))[0]).toBe(code);
    expect(readFileSync(file, "latin1")).toMatch(/^before\n/);
    expect(readFileSync(file, "latin1")).toContain(holds);
  });

  test.each([
    ["a folder", () => folder, /EISDIR\): it is a folder; name a file in it/],
    ["a name in a folder that is not there", () => join(folder, "no", "x"), /ENOENT\): its folder does not exist/],
    ["a name below a file", () => join(file, "x"), /ENOTDIR\): what stands before the last \/ is a file/],
    ["a link to itself", () => join(folder, "loop"), /ELOOP\): choose a file/],
  ])("%s: one sentence, exit 2", async (_what, path, reason) => {
    writeFileSync(file, "");
    symlinkSync("loop", join(folder, "loop"));
    const { stdout, stderr, code } = await make(path());
    expect(stderr).toMatch(/^unflushed: .* cannot be written \(E[A-Z]+\): .*\n$/);
    expect(stderr).toContain(`${path()} cannot be written`);
    expect(stderr).toMatch(reason);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(readdirSync(folder).sort()).toEqual(["file", "loop"]);
  });

  test("a full disk: the old file stays, and nothing beside it", async () => {
    // a disk of one page, of which the old file takes all
    const words = [process.execPath, bin, ...args(file)].map((word) => `'${word}'`).join(" ");
    const script = `mount -t tmpfs -o size=4k tmpfs '${folder}' && echo before > '${file}' && ${words}; echo "exit $?"; ls -A '${folder}'; cat '${file}'`;
    const child = spawn("unshare", ["--mount", "--map-root-user", "sh", "-c", script]);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data) => (stdout += data));
    child.stderr.on("data", (data) => (stderr += data));
    await once(child, "close");
    expect(stdout).toBe("exit 2\nfile\nbefore\n");
    expect(stderr).toMatch(/^unflushed: .*\/file cannot be written \(ENOSPC\): make room on that disk/);
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s while scrub works: the old file stays, and nothing beside it", async (signal, code) => {
  const folder = temporaryFolder();
  const long = join(temporaryFolder(), "long.strace");
  writeFileSync(long, readFileSync(CAPTURE, "latin1").repeat(200)); // takes seconds
  const file = join(folder, "file");
  writeFileSync(file, "before");
  const child = spawn(process.execPath, [bin, "scrub", long, "--force", "-o", file], { stdio: "ignore" });
  while (readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  expect((await once(child, "close"))[0]).toBe(code);
  expect(readFileSync(file, "utf8")).toBe("before");
  expect(readdirSync(folder).sort()).toEqual(["file"]);
});

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { bin, unflushed, unflushedProcess } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";

const CAPTURE = "samples/hyper-25-requests-3.3MB.strace";
let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "a.strace");
});

/** The commands that make a file of the user's choice. */
const commands: readonly [name: string, args: (file: string) => string[]][] = [
  ["scrub", (to) => ["scrub", CAPTURE, "-o", to]],
  ["record", (to) => ["record", "-o", to, "true"]],
];

describe.each(commands)("%s -o FILE", (_name, args) => {
  test("a file that is there stays, without --force", async () => {
    writeFileSync(file, "before");
    const { stdout, stderr, code } = await unflushed(args(file));
    expect(stderr).toBe(`unflushed: ${file} exists already: name another file, or replace it with --force\n`);
    expect({ stdout, code, left: readdirSync(folder) }).toEqual({ stdout: "", code: 2, left: ["a.strace"] });
    expect(readFileSync(file, "utf8")).toBe("before");
  });

  test("with --force it is replaced", async () => {
    writeFileSync(file, "before");
    const [command = "", ...others] = args(file);
    expect((await unflushedProcess([command, "--force", ...others])).code).toBe(0);
    expect(readFileSync(file, "latin1")).toContain("execve");
    expect(readdirSync(folder)).toEqual(["a.strace"]);
  });

  test.each(["zst", "xz", "bz2"])("a name that ends in .%s is refused: what to name instead", async (ending) => {
    const { stderr, code } = await unflushed(args(`${file}.${ending}`));
    expect(stderr).toBe(
      `unflushed: ${file}.${ending} would not be compressed, only .gz is: name ${file}.gz, or write ${file} and compress it yourself\n`,
    );
    expect({ code, left: readdirSync(folder) }).toEqual({ code: 2, left: [] });
  });
});

describe("what is read is never replaced, also with --force", () => {
  test.each([
    ["itself", null],
    ["a symbolic link to it", symlinkSync],
    ["a hard link to it", linkSync],
  ])("scrub: %s", async (_what, makeLink) => {
    copyFileSync(CAPTURE, file);
    const target = makeLink ? join(folder, "link") : file;
    makeLink?.(file, target);
    const { stderr, code } = await unflushed(["scrub", file, "--force", "-o", target]);
    expect(stderr).toBe(`unflushed: -o ${target} would replace what is read, ${file}: name another file\n`);
    expect(code).toBe(2);
    expect(readFileSync(file)).toEqual(readFileSync(CAPTURE));
  });

  test("scrub: one of the files of -ff", async () => {
    const set = "samples/hyper-per-thread-files";
    const names = readdirSync(set).filter((name) => /\.\d+$/.test(name));
    for (const name of names) copyFileSync(join(set, name), join(folder, name));
    const target = join(folder, names[0] ?? "");
    const { stderr } = await unflushed(["scrub", folder, "--force", "-o", target]);
    expect(stderr).toBe(`unflushed: -o ${target} would replace what is read, ${target}: name another file\n`);
  });

  test("check: a hard link to a capture", async () => {
    copyFileSync(CAPTURE, file);
    const link = join(folder, "link");
    linkSync(file, link);
    const { stderr, code } = await unflushed(["check", file, "--format", `json=${link}`]);
    expect(stderr).toBe(`unflushed: --format json=${link} would replace the capture ${link}: name another file\n`);
    expect(code).toBe(2);
  });

  test.each(["/dev/stdin", "a.strace"])("standard input is that file: %s", async (name) => {
    copyFileSync(CAPTURE, file);
    const words = `node "${bin}" check --no-config --format json=${name} - < a.strace`;
    const text = execFileSync("sh", ["-c", `{ ${words}; } 2>&1; echo "exit $?"`], { cwd: folder, encoding: "utf8" });
    expect(text).toBe(`unflushed: ${name} is what standard input is read from: name another file\nexit 2\n`);
    expect(readFileSync(file)).toEqual(readFileSync(CAPTURE));
  });

  test("record: the program", async () => {
    writeFileSync(file, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
    const { stderr } = await unflushed(["record", "--force", "-o", file, file]);
    expect(stderr).toBe(`unflushed: -o ${file} would replace what is read, ${file}: name another file\n`);
  });
});

describe("record -o ends after every error, and loses nothing that was recorded", () => {
  test.each(["a.strace", "a.strace.gz"])("no such process: no %s", async (name) => {
    const { stderr, code } = await unflushedProcess(["record", "-p", "99999999", "-o", name], "", { cwd: folder });
    expect(stderr).toMatch(/^unflushed: there is no process 99999999: .*\n$/);
    expect({ code, left: readdirSync(folder) }).toEqual({ code: 2, left: [] });
  });

  test.each(["a.strace", "a.strace.gz"])("a full disk: what went onto it is in %s.part", async (name) => {
    // two pages, of which the capture of `bash -c` with so many commands takes more
    const noise = "for i in $(seq 2000); do : < /dev/null; done";
    const script = `mount -t tmpfs -o size=8k none "$1" && node "$2" record --no-config -o "$1/${name}" bash -c '${noise}'; echo "exit $?"; ls -A "$1"; cat "$1/${name}.part" > "$3"`;
    const saved = join(temporaryFolder(), name);
    const words = ["--mount", "--map-root-user", "sh", "-c", script, "sh", folder, bin, saved];
    const { stdout, stderr } = spawnSync("unshare", words, { encoding: "utf8" });
    expect(stdout).toBe(`exit 2\n${name}.part\n`);
    expect(stderr).toContain(`${name} is incomplete (ENOSPC): make room, or name another file\n`);
    expect(stderr).toContain(`unflushed: what was recorded is in ${join(folder, basename(name))}.part\n`);
    const text = name.endsWith(".gz") ? gunzipSync(readFileSync(saved)).toString() : readFileSync(saved, "latin1");
    expect(text).toMatch(/^# strace -f /);
    expect(text.length).toBeGreaterThan(1000);
  });

  test("a .part of another recording stays, without --force", async () => {
    writeFileSync(`${file}.part`, "of another recording");
    const { stderr, code } = await unflushed(["record", "-o", file, "true"]);
    expect(stderr).toBe(`unflushed: ${file}.part exists already: name another file, or replace it with --force\n`);
    expect(code).toBe(2);
    expect(readFileSync(`${file}.part`, "utf8")).toBe("of another recording");
  });
});

test("provoke --keep: the captures of another run stay, without --force", async () => {
  writeFileSync(join(folder, "dry-run.strace"), "before");
  const args = ["provoke", "--probe", "http://127.0.0.1:1/", "--keep", folder, "true"];
  const { stderr, code } = await unflushed(args);
  expect(stderr).toBe(
    `unflushed: ${join(folder, "dry-run.strace")} exists already: name another file, or replace it with --force\n`,
  );
  expect(code).toBe(2);
  expect(readFileSync(join(folder, "dry-run.strace"), "utf8")).toBe("before");
});

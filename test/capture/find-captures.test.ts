import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { findCaptures } from "../../src/capture/find-captures.js";
import { filesBelow } from "../../src/capture/walk.js";
import { hasPidColumn } from "../../src/core/strace/line/pid-column.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-found-"));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

/** A new folder with these files, each with its text. */
function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(root, `${++count}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** What the arguments come to, each as it is called below the folder. */
async function found(path: string, ...args: readonly string[]): Promise<string[]> {
  const inputs = await findCaptures(
    args.map((arg) => (arg === "-" ? arg : arg === "" ? path : `${path}/${arg}`)),
    hasPidColumn,
  );
  return inputs.map((input) => `${input.path.replace(`${path}/`, "")}${input.problem ? ` ${input.problem.code}` : ""}`);
}

describe("a directory", () => {
  test("stands for the files in it, at any depth, by code units", async () => {
    const path = folder({ b: "", "a/z": "", "a-z": "", Z: "", "a/é": "", "a/ü/x.gz": "" });
    expect(await found(path, "")).toEqual(["Z", "a-z", "a/z", "a/é", "a/ü/x.gz", "b"]);
  });

  test("hidden files and folders and node_modules are passed over, unless they are named themselves", async () => {
    const path = folder({ a: "", ".b": "", ".git/c": "", "node_modules/d": "", "x/node_modules/e": "", "x/.f/g": "" });
    expect(await found(path, "")).toEqual(["a"]);
    expect(await found(path, ".git", "node_modules", ".b")).toEqual([".git/c", "node_modules/d", ".b"]);
  });

  test("with nothing in it is a problem, and the others are there", async () => {
    const path = folder({ a: "", "empty/.keep": "" });
    expect(await found(path, "empty", "a")).toEqual(["empty no-captures", "a"]);
  });

  test("links are followed, but round in a circle only once; one that leads nowhere is a file to fail at", async () => {
    const path = folder({ "in/a": "", "out/b": "" });
    symlinkSync("../in", join(path, "in/circle"));
    symlinkSync("../out", join(path, "in/link"));
    symlinkSync("nowhere", join(path, "in/nowhere"));
    symlinkSync("itself", join(path, "in/itself"));
    expect(await found(path, "in")).toEqual(["in/a", "in/itself", "in/link/b", "in/nowhere"]);
  });

  test("that cannot be read is reported, not left out", () => {
    const { files, unreadable } = filesBelow(join(root, "missing"));
    expect(files).toEqual([]);
    expect(unreadable).toMatchObject([{ path: join(root, "missing"), error: { code: "ENOENT" } }]);
  });
});

describe("a glob", () => {
  test("stands for what it matches, in the order of a directory; folders for what they hold", async () => {
    const path = folder({ "b.gz": "", "a/c.gz": "", "a/d.txt": "", "B.gz": "", ".e.gz": "", "node_modules/f.gz": "" });
    expect(await found(path, "**/*.gz")).toEqual(["B.gz", "a/c.gz", "b.gz"]);
    expect(await found(path, "{b,B}.g?")).toEqual(["B.gz", "b.gz"]);
    expect(await found(path, "*")).toEqual(["B.gz", "a/c.gz", "a/d.txt", "b.gz"]);
  });

  test("that matches nothing is a problem", async () => {
    expect(await found(folder({ a: "" }), "*.gz", "a")).toEqual(["*.gz no-captures", "a"]);
  });

  test("a name that exists is taken literally, whatever is in it", async () => {
    const path = folder({ "server[1].strace": "", "server1.strace": "", "[ab]/c": "" });
    expect(await found(path, "server[1].strace")).toEqual(["server[1].strace"]);
    expect(await found(path, "[ab]")).toEqual(["[ab]/c"]);
    expect(await found(path, "server[0-9].strace")).toEqual(["server1.strace"]);
  });

  test("matches a link that leads nowhere, as a shell does", async () => {
    const path = folder({ "a.gz": "" });
    symlinkSync("nowhere", join(path, "b.gz"));
    expect(await found(path, "*.gz")).toEqual(["a.gz", "b.gz"]);
  });
});

describe("files of strace -ff", () => {
  const line = "1763892981.000000 close(3) = 0\n";
  const set = { "t/trace.101": line, "t/trace.102": line, "t/trace.103": line };

  test("are one capture, found in a directory or by a glob, which takes all of a set or nothing", async () => {
    const path = folder({ ...set, "t/other": "" });
    for (const arg of ["t", "t/*", "t/tr*.102", "t/**"]) {
      const others = arg.includes("102") ? [] : ["t/other"];
      expect(await found(path, arg)).toEqual([...others, "t/trace"]);
    }
    expect(await found(path, "t/trace", "t")).toEqual(["t/trace", "t/other"]);
  });

  test("compressed ones as well, and each set of a folder by itself", async () => {
    const packed = gzipSync(line);
    const path = folder({ ...set, "t/b.1.gz": packed, "t/b.2.gz": packed });
    expect(await found(path, "t")).toEqual(["t/b", "t/trace"]);
  });

  test("their bytes count together", async () => {
    const [input] = await findCaptures([folder(set)], hasPidColumn);
    expect(input?.bytes).toBe(3 * line.length);
  });

  test("one that is named is a capture of its own", async () => {
    expect(await found(folder(set), "t/trace.102")).toEqual(["t/trace.102"]);
  });

  test.each([
    ["a thread is named in their lines", { "web.1": `101 ${line}`, "web.2": `102 ${line}` }],
    ["there also after lines of another kind", { "web.1": `hello\n${line}[pid 101] ${line}`, "web.2": line }],
    ["the numbers are addresses", { "web-10.0.0.1": line, "web-10.0.0.2": line }],
    ["the numbers are days", { "web.20251101": line, "web.20251102": line }],
    ["there is a file of their name", { web: line, "web.1": line, "web.2": line }],
    ["there is one alone", { "web.8080": line }],
  ])("others are no set: %s", async (_why, files) => {
    expect(await found(folder(files), "")).toEqual(Object.keys(files).sort());
  });
});

describe("what is given several times is there once, at its first place", () => {
  test("by name, by link and by hard link's folder", async () => {
    const path = folder({ a: "", b: "", "d/c": "" });
    symlinkSync("a", join(path, "link"));
    symlinkSync("d", join(path, "e"));
    expect(await found(path, "b", "", "a", "e")).toEqual(["b", "a", "d/c"]);
    expect(await found(path, "link", "a", "e")).toEqual(["link", "e/c"]);
  });

  test("a hard link is another name of a file, and so another file", async () => {
    const path = folder({ a: "" });
    linkSync(join(path, "a"), join(path, "b"));
    expect(await found(path, "")).toEqual(["a", "b"]);
  });

  test("what was named counts as named, wherever else it was found", async () => {
    const path = folder({ a: "", b: "" });
    const inputs = await findCaptures([path, join(path, "b")], hasPidColumn);
    expect(inputs.map(({ isNamed }) => isNamed)).toEqual([false, true]);
  });
});

test("arguments keep their order, a name that is not there among them, and standard input", async () => {
  const path = folder({ c: "", "a/b": "" });
  expect(await found(path, "c", "-", "missing", "a")).toEqual(["c", "-", "missing", "a/b"]);
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RECORD_INTO_PIPE, RECORD_PID, RECORD_SERVER } from "../src/core/recipe.js";
import { unflushed } from "./cli/run.js";

const root = new URL("../", import.meta.url);
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}${name}`);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** `strace` with its flags, up to what names a file or a program. */
const flagsOf = (command: string): string => command.split(" -o ")[0] ?? "";
const FLAGS = flagsOf(RECORD_SERVER);

/** Pages on which other flags are what is told of: what they cost, what a header looks like, which dialects there are. */
const ABOUT_FLAGS = new Set(["docs/explain/observation-cost.md", "docs/use/capture.md"]);
const DIALECTS = /^[a-z-]+ {2,}strace .*$/gm;

/** Every command that traces classes of calls: what a reader may copy. */
function commandsIn(text: string): string[] {
  return [...text.replaceAll(DIALECTS, "").matchAll(/\bstrace (?:-[a-z-]+(?: [\w=,%]+)? )*-e trace=[\w,%]+/g)].map(
    ([command]) => command,
  );
}

describe("one recipe for recording", () => {
  test("its variants have the same flags", () => {
    expect(RECORD_SERVER).toBe(`${FLAGS} -o server.strace ./server`);
    expect(RECORD_PID).toBe(`${FLAGS} -o server.strace -p PID`);
    expect(RECORD_INTO_PIPE).toBe(`${FLAGS} ./server 2>&1 | unflushed`);
  });

  test.each(
    ["README.md", ...filesIn("docs/", ".md")].filter((page) => !ABOUT_FLAGS.has(page)),
  )("%s names no other", (page) => {
    expect(commandsIn(read(page)).filter((command) => command !== FLAGS)).toEqual([]);
  });

  test("one module has it: no other text of the program holds flags of strace that record", () => {
    const holders = filesIn("src/", ".ts").filter((path) =>
      /["'`][^"'`\n]*\bstrace -f[^"'`\n]*-[se] /.test(read(path).replace(/^\s*(?:\*|\/\/|\/\*\*).*$/gm, "")),
    );
    expect(holders).toEqual(["src/core/recipe.ts"]);
  });

  test("README, help, errors and advice have it whole", async () => {
    expect(read("README.md")).toContain(RECORD_SERVER);
    expect(read("docs/use/record.md")).toContain(RECORD_SERVER);
    expect(read("man/unflushed.1").replaceAll("\\-", "-")).toContain(RECORD_SERVER);
    const help = (await unflushed(["--help"])).stdout;
    expect(help).toContain(RECORD_SERVER);
    expect(help).toContain(RECORD_INTO_PIPE);
    expect((await unflushed(["README.md"])).stderr).toContain(RECORD_SERVER);
    expect((await unflushed(["samples/hyper-string-limit-32.strace"])).stdout).toContain(RECORD_PID);
  });

  test("no page breaks a line in it", () => {
    const broken = ["README.md", ...filesIn("docs/", ".md")].filter((page) =>
      /`strace[^`\n]*\n[^`\n]*-s 4096/.test(read(page)),
    );
    expect(broken).toEqual([]);
  });
});

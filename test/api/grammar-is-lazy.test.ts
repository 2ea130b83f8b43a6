import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bin } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";

interface Coverage {
  readonly result: readonly {
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const core = join(root, "dist/analyze/index.js");

/** Whether the grammar was evaluated, as V8 counts: `tokens.ts` then calls its function `customToken`. */
function evaluatesGrammar(...args: readonly string[]): boolean {
  const folder = temporaryFolder();
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  execFileSync(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  const coverage: Coverage[] = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const functions = coverage.flatMap(({ result }) => result).flatMap((script) => script.functions);
  expect(functions.length).toBeGreaterThan(100);
  return functions.some(({ functionName, ranges }) => functionName === "customToken" && (ranges[0]?.count ?? 0) > 0);
}

describe("the program", () => {
  test("does not evaluate the grammar for a check that needs none", () => {
    expect(evaluatesGrammar(bin, "samples/python-small.strace", "--pass-with-no-responses")).toBe(false);
  });

  test("does evaluate it for what needs it", () => {
    const capture = join(temporaryFolder(), "comment.strace");
    writeFileSync(capture, "getdents64(3, 0x3ae4b1b0 /* 208 entries */, 32768) = 6520\n");
    expect(evaluatesGrammar(bin, "parse", capture)).toBe(true);
  });
});

describe("the library", () => {
  const evaluates = (text: string): boolean =>
    evaluatesGrammar("--eval", `require(${JSON.stringify(core)}).analyzeText(process.argv[1])`, text);

  test("does not evaluate the grammar for a text that needs none", () => {
    expect(evaluates(readFileSync(join(root, "samples/python-small.strace"), "latin1"))).toBe(false);
  });

  test("does evaluate it for one that needs it", () => {
    expect(evaluates('write(5<TCP:[1]>, "abc", 1*3) = 3\n')).toBe(true);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith } from "../run/config/folder.js";
import { bin, type Run, unflushed, unflushedProcess } from "./run.js";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/use/custom-formats.md", root), "utf8");
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
const [, command = "", output = ""] = /```console\n\$ npx unflushed (.*)\n([\s\S]*?)```/.exec(page) ?? [];

const sample = (name: string): Buffer => readFileSync(new URL(`samples/${name}.strace`, root));
const FILES = {
  "quickfix.mjs": example,
  "samples/hyper-2MB-truncated.strace": sample("hyper-2MB-truncated"),
  "samples/hyper-client-aborts.strace": sample("hyper-client-aborts"),
};
const CAPTURES = ["samples/hyper-2MB-truncated.strace", "samples/hyper-client-aborts.strace"];

describe("the example of docs/use/custom-formats.md", () => {
  const inFolder = async (args: readonly string[], more: Readonly<Record<string, string>> = {}, below = "") => {
    const cwd = folderWith({ ...FILES, ...more });
    const start = args.includes("--jobs") ? unflushedProcess : unflushed; // threads need a process
    const run = await start(args, "", { cwd: join(cwd, below) });
    return { ...run, read: (file: string) => readFileSync(join(cwd, file), "utf8") };
  };

  test("prints what the page shows", async () => {
    expect(command).toContain("--format ./quickfix.mjs");
    expect(await inFolder(command.split(" "))).toMatchObject({ stdout: output, stderr: "", code: 1 });
  });

  test("goes into a file beside other documents, on several threads as on one", async () => {
    for (const jobs of ["1", "2"]) {
      const formats = ["--format", "./quickfix.mjs=found.txt", "--format", "text"];
      const { stdout, read } = await inFolder(["check", "--jobs", jobs, ...formats, ...CAPTURES]);
      expect(read("found.txt")).toBe(output);
      expect(stdout).toContain("error[shut-wr-outstanding]");
    }
  });

  test("is given the options of the run", async () => {
    const { stdout } = await inFolder(["--notes", "--format", "./quickfix.mjs", ...CAPTURES]);
    expect(stdout).toContain("note: ");
    expect(stdout).not.toContain("more with --notes");
  });

  test("merge writes it from records", async () => {
    const cwd = folderWith(FILES);
    await unflushed(["--format", "ndjson=r.ndjson", ...CAPTURES], "", { cwd });
    const merged = await unflushed(["merge", "--format", "./quickfix.mjs", "r.ndjson"], "", { cwd });
    expect(merged).toEqual({ stdout: output, stderr: "", code: 1 });
  });

  test("a configuration names it from its own folder", async () => {
    const config = JSON.stringify({ format: ["text", "./quickfix.mjs=found.txt"] });
    const captures = CAPTURES.map((path) => `../${path}`);
    const { stdout, read } = await inFolder(captures, { "unflushed.config.json": config }, "samples");
    expect(stdout).toContain("1 truncated");
    expect(read("found.txt")).toBe(output.replaceAll("samples/hyper", "../samples/hyper"));
  });

  test("a class is a format too", async () => {
    const module = "class Count { #n = 0; finding() { this.#n++; } summary(_, write) { write(String(this.#n)); } }";
    const files = { "count.mjs": `${module}\nexport default () => new Count();` };
    expect((await inFolder(["--format", "./count.mjs", ...CAPTURES], files)).stdout).toBe("2");
  });

  test("may import unflushed, and ask its table of formats", async () => {
    const module = 'import { formats } from "unflushed"; const names = formats.map(({ name }) => name).join();';
    const files = { "names.mjs": `${module}\nexport default () => ({ summary: (_, write) => write(names) });` };
    const cwd = folderWith({ ...FILES, ...files }); // the name is resolved by a hook of the process
    const { stdout } = await unflushedProcess(["--format", "./names.mjs", ...CAPTURES], "", { cwd });
    expect(stdout).toMatch(/^text,json,ndjson,/);
  });
});

test.each([
  [true, "found"],
  [false, ""],
])("a finding is in the file at once if the module says isLive = %s: %j", async (isLive, text) => {
  const handlers = '({ finding: (_, write) => write("found"), summary: (_, write) => write(" all") })';
  const cwd = folderWith({ "m.mjs": `export const isLive = ${isLive};\nexport default () => ${handlers};` });
  const capture = sample("hyper-14.9MB-truncated").toString("latin1");
  const cut = capture.indexOf("\n", capture.indexOf("<... shutdown resumed>")) + 1;
  const child = spawn(process.execPath, [bin, "--format", "./m.mjs=mine", "--format", "ndjson"], { cwd });
  let stdout = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stdin.write(capture.slice(0, cut));
  while (!stdout.includes('"kind":"finding"')) await once(child.stdout, "data");
  const [unfinished = ""] = readdirSync(cwd).filter((name) => name.endsWith(".tmp"));
  expect(readFileSync(join(cwd, unfinished), "utf8")).toBe(text);
  child.stdin.end(capture.slice(cut));
  await once(child, "close");
  expect(readFileSync(join(cwd, "mine"), "utf8")).toBe("found all");
});

describe("what is not a format is one sentence, exit 2, and leaves no file", () => {
  const handlers = (text: string): string => `export default () => ({ ${text} });`;
  const advice = "mend it, or choose another format";
  const kinds =
    "choose from run, begin, finding, silence, event, connection, exchange, deviation, path, clock, capture, failure, skipped, summary";
  test.each<[what: string, module: string | null, sentence: string]>([
    ["no such module", null, "the format ./m.mjs is not a file: name a module that makes a format"],
    ["a module that throws", 'throw new TypeError("no");', `m.mjs failed on line 1 (TypeError: no): ${advice}`],
    [
      "a module without a default export",
      "export const finding = () => {};",
      "the format ./m.mjs has no default export that is a function: write export default function (context) { ... }",
    ],
    [
      "an object in place of a function",
      "export default { finding() {} };",
      "the format ./m.mjs has no default export that is a function: write export default function (context) { ... }",
    ],
    ["a function that makes nothing", "export default () => {};", "the format ./m.mjs makes no object of handlers"],
    ["no handler", handlers(""), `the format ./m.mjs has no handler: ${kinds}`],
    [
      "a handler for no record",
      handlers("findings() {}"),
      `the format ./m.mjs has a handler findings, and no record is of that kind (did you mean finding?): ${kinds}`,
    ],
    [
      "a handler that is none",
      handlers("finding: 7"),
      "the format ./m.mjs has a handler finding that is not a function",
    ],
    [
      "an isLive that is neither true nor false",
      `export const isLive = "yes"; ${handlers("finding() {}")}`,
      "the format ./m.mjs exports an isLive that is neither true nor false",
    ],
    [
      "a function that throws",
      'export default () => { throw new Error("no"); };',
      `the format ./m.mjs failed on line 1 (Error: no) before the first record: ${advice}`,
    ],
    [
      "a promise of a format",
      "export default async () => ({ finding() {} });",
      `the format ./m.mjs failed (TypeError: it returned a promise, and a format writes at once) before the first record: ${advice}`,
    ],
    [
      "a handler that throws in the middle",
      `export default () => ({\n  run: (_, write) => write("begun"),\n  capture() { throw new RangeError("no"); },\n});`,
      `the format ./m.mjs failed on line 3 (RangeError: no) at a capture record: ${advice}`,
    ],
    [
      "an asynchronous handler",
      handlers('async finding() { throw new Error("no"); }'),
      `the format ./m.mjs failed (TypeError: it returned a promise, and a format writes at once) at a finding record: ${advice}`,
    ],
    [
      "a handler that writes no text",
      handlers("finding: (_, write) => write(7)"),
      `the format ./m.mjs failed on line 1 (TypeError: write() takes a text) at a finding record: ${advice}`,
    ],
  ])("%s", async (_what, module, sentence) => {
    const hasBegun = / at an? \w+ record: /.test(sentence); // otherwise the run ends before any thread is started
    for (const jobs of hasBegun ? ["1", "2"] : ["1"]) {
      const cwd = folderWith({ ...FILES, ...(module === null ? {} : { "m.mjs": module }) });
      const before = readdirSync(cwd).sort();
      const formats = ["--format", "json=whole.json", "--format", "./m.mjs=mine.txt"];
      const start = jobs === "1" ? unflushed : unflushedProcess; // threads need a process
      const run: Run = await start(["check", "--jobs", jobs, ...formats, ...CAPTURES], "", { cwd });
      expect(run).toEqual({ stdout: "", stderr: `unflushed: ${sentence}\n`, code: 2 });
      expect(readdirSync(cwd).sort()).toEqual(before);
    }
  });

  test("its own module is not replaced by the document", async () => {
    const cwd = folderWith(FILES);
    const args = ["--format", "./quickfix.mjs=samples/../quickfix.mjs", ...CAPTURES];
    expect(await unflushed(args, "", { cwd })).toEqual({
      stdout: "",
      stderr:
        "unflushed: --format ./quickfix.mjs=samples/../quickfix.mjs would replace the format ./quickfix.mjs: name another file\n",
      code: 2,
    });
    expect(readFileSync(join(cwd, "quickfix.mjs"), "utf8")).toBe(example);
  });
});

test("the types of the example are those that the page names", async () => {
  const declared = readFileSync(fileURLToPath(new URL("src/analyze/index.ts", root)), "utf8");
  for (const name of ["MakeFormat", "Format", "FormatContext", "formats"]) {
    expect(page).toContain(`\`${name}\``);
    expect(declared).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

test("the page names every field of the context, and no other", async () => {
  const { plainContext } = await import("../../src/index.js");
  const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name);
  expect(named.sort()).toEqual(Object.keys(plainContext).sort());
});

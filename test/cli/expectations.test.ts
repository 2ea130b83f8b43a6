import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isAnalysis, isRecord } from "../core/formats/schemas.js";
import { NAMES } from "./every-format.js";
import { type Run, unflushed, unflushedProcess } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "unflushed-expectations-"));
afterAll(() => rmSync(folder, { recursive: true }));
const samples = new URL("../../samples/", import.meta.url);
const cut = readFileSync(new URL("hyper-14.9MB-truncated.strace", samples), "latin1");
const nothing = readFileSync(new URL("hyper-network-only.strace", samples), "latin1");
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, "latin1");
const run = (...args: string[]): Promise<Run> => unflushed(args, "", { cwd: folder });

write("met.strace", `# expect: truncated 1 outstanding 14680844\n${cut}`);
write("unmet.strace", `# a sample\n# expect: complete 1\n${cut}`);

describe("a capture that says what it holds", () => {
  test("passes where it is so", async () => {
    const { stdout, stderr, code } = await run("met.strace");
    expect(stdout).toBe(
      "expected 1 finding of shut-wr-outstanding: the comment at met.strace:1 expects 1 truncated response\n  and 14,680,844 outstanding bytes\n\n1 of 1 response cut, 14.7 MB lost, at 10:29:48, at unix:/run/lab.Y6.sock\n1 response on 1 connection: 1 truncated\n",
    );
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  test("fails where it is not, and says what was found", async () => {
    const { stdout, code } = await run("unmet.strace");
    expect(stdout).toMatch(/^error\[shut-wr-outstanding\]: /);
    expect(stdout).toContain(
      "error[expectation]: unmet.strace:2: the comment there expects 1 complete response and no truncated\n  response, and the capture has no complete response and 1 truncated response\n",
    );
    expect(code).toBe(1);
  });

  test("passes also where it expects that nothing can be judged", async () => {
    write("nothing.strace", `# expect: undetermined 1\n${nothing}`);
    expect((await run("nothing.strace")).code).toBe(0);
    expect((await run("nothing.strace", "--format", "junit")).stdout).toContain(
      '<testcase classname="nothing.strace" name="expectation: the capture holds what it expects"/>',
    );
  });

  test("counts its lines as before", async () => {
    const { stdout } = await run("unmet.strace", "--format", "json");
    expect(JSON.parse(stdout).findings[0].line).toBe(68 + 2);
  });

  test("tells every format, on one thread and on several", async () => {
    const outputs = async (jobs: string): Promise<Record<string, string>> => {
      const options = NAMES.flatMap((name) => ["--format", `${name}=${jobs}.${name}`]);
      expect(
        (await unflushedProcess(["unmet.strace", "met.strace", "--jobs", jobs, ...options], "", { cwd: folder })).code,
      ).toBe(1);
      return Object.fromEntries(NAMES.map((name) => [name, readFileSync(join(folder, `${jobs}.${name}`), "utf8")]));
    };
    const several = await outputs("2");
    const { json = "", ndjson = "" } = several;
    expect(await outputs("1")).toEqual(several);
    expect(isAnalysis(JSON.parse(json)), JSON.stringify(isAnalysis.errors)).toBe(true);
    for (const line of ndjson.trimEnd().split("\n")) expect(isRecord(JSON.parse(line)), line).toBe(true);
    expect(JSON.parse(json).captures.map(({ expectation }: { expectation: unknown }) => expectation)).toEqual([
      { lines: [2], expects: { complete: 1 }, isMet: false },
      { lines: [1], expects: { truncated: 1, outstanding: 14_680_844 }, isMet: true },
    ]);
    expect(JSON.parse(json).deviations).toMatchObject([
      { path: "unmet.strace", by: "expectation", fails: true, line: 2 },
    ]);
  });

  test("may be the files of strace -ff, one of which says it", async () => {
    mkdirSync(join(folder, "threads"));
    const threads = new URL("hyper-per-thread-files/", samples);
    for (const [index, name] of readdirSync(threads).entries()) {
      const comment = index === 1 ? "# strace -ff -o trace ./server\n# expect: truncated 1\n" : "";
      write(`threads/${name}`, comment + readFileSync(new URL(name, threads), "latin1"));
    }
    const { stdout, code } = await run("threads");
    expect(stdout).toMatch(
      /^expected 1 finding of shut-wr-outstanding: the comment at threads\/trace:2 expects 1 truncated\n {2}response\n/,
    );
    expect(code).toBe(0);
  });
});

test("an expectation that cannot be read names file and line, exit 2", async () => {
  write("typo.strace", `# a sample\n# expect: truncatd 1\n${cut}`);
  const { stdout, stderr, code } = await run("typo.strace");
  expect(stderr).toBe(
    "unflushed: typo.strace:2 states an expectation that cannot be read: there is nothing called truncatd (did you mean truncated?)\n",
  );
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  const { stdout: ndjson } = await run("typo.strace", "--format", "ndjson");
  expect(ndjson).toContain('"code":"expectation-invalid"');
});

test("what comes through a pipe states none: nobody kept it", async () => {
  const { stdout, code } = await unflushed([], `# expect: truncated 1\n${cut}`);
  expect(stdout).toMatch(/^error\[shut-wr-outstanding\]/);
  expect(code).toBe(1);
});

describe("scrubbing keeps it", () => {
  test("in known words and numbers alone", async () => {
    write(
      "secret.strace",
      `# of Carla's machine\n# EXPECT:  truncated 1   outstanding 14,680,844\n# expect not\n${cut}`,
    );
    const broken = await run("scrub", "secret.strace");
    expect(broken.stdout.split("\n").slice(0, 3)).toEqual([
      "# (not of strace)",
      "# expect: truncated 1 outstanding 14680844",
      "# (not of strace)", // a comment at the top, as the first line is
    ]);
    expect(broken.stdout).not.toMatch(/Carla|not$/m);
  });

  test("and the calls that a comment behind it says were traced", async () => {
    write("both.strace", `# expect: truncated 1\n# strace -f -e trace=writev,shutdown -- ./carla\n${cut}`);
    const { stdout } = await run("scrub", "both.strace");
    expect(stdout.split("\n").slice(0, 2)).toEqual(["# expect: truncated 1", "# strace -e trace=?writev,?shutdown"]);
  });

  test("with --minimize too, and the sample holds what it expects", async () => {
    expect((await run("scrub", "met.strace", "--minimize", "-o", "small.strace")).stderr).toMatch(/: 38 of 78 lines\n/);
    expect((await run("small.strace")).code).toBe(0);
  });

  test("lines stay that it needs", async () => {
    const two = `${cut}${readFileSync(new URL("node-keep-alive.strace", samples), "latin1")}`;
    write("two.strace", `# expect: truncated 1 complete 4\n${two}`);
    expect((await run("two.strace")).code).toBe(0);
    await run("scrub", "two.strace", "--minimize", "-o", "fewer.strace");
    expect((await run("fewer.strace")).stdout).toMatch(/1 truncated, 4 complete\n/);
    write("two.strace", `# expect: truncated 1\n${two}`);
    await run("scrub", "two.strace", "--minimize", "-o", "fewest.strace");
    expect((await run("fewest.strace")).stdout).toMatch(/^1 response on 1 connection: 1 truncated\n/m);
  });
});

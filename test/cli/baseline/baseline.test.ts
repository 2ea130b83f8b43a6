import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isAnalysis, isBaseline, isRecord } from "../../core/formats/schemas.js";
import { NAMES } from "../every-format.js";
import { bin, type Run, unflushed, unflushedProcess } from "../run.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-baseline-"));
afterAll(() => rmSync(root, { recursive: true }));
const sample = (name: string): string => readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "latin1");

const CUT = "cut.strace";
const MANY = "many.strace";
const WHOLE = "whole.strace";
let count = 0;
let folder = "";

/** A folder with a cut response, with 25 of which some are cut, and with four whole ones; all of it accepted. */
const accepted = join(root, "accepted");
beforeAll(async () => {
  folder = accepted;
  mkdirSync(folder);
  write(CUT, sample("hyper-14.9MB-truncated.strace"));
  write(MANY, sample("hyper-25-requests-3.3MB.strace"));
  write(WHOLE, sample("node-keep-alive.strace"));
  await run(CUT, MANY, WHOLE, "--update-baseline");
});
beforeEach(() => {
  folder = join(root, `${++count}`);
  cpSync(accepted, folder, { recursive: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, "latin1");
const read = (name = "b.json"): string => readFileSync(join(folder, name), "utf8");
const run = (...args: string[]): Promise<Run> => unflushed([...args, "--baseline", "b.json"], "", { cwd: folder });

interface Told {
  readonly path: string;
  readonly change: string;
  readonly fails: boolean;
  readonly message: string;
}

/** What deviates, and the exit code. */
async function deviations(...args: string[]): Promise<{ code: number | null; told: Told[] }> {
  const { stdout, code } = await run(...args, "--format", "json");
  const analysis = JSON.parse(stdout);
  expect(isAnalysis(analysis), JSON.stringify(isAnalysis.errors)).toBe(true);
  const told = analysis.deviations.map(({ path, change, fails, message }: Told) => ({ path, change, fails, message }));
  return { code, told };
}

const lastRequest = (text: string): string => {
  const accept = text.lastIndexOf("accept4(");
  return text.slice(0, text.lastIndexOf("\n", accept) + 1);
};

describe("what was accepted", () => {
  test("is written as a file that satisfies the schema, and is compared without deviations", async () => {
    expect(isBaseline(JSON.parse(read())), JSON.stringify(isBaseline.errors)).toBe(true);
    expect(await deviations(CUT, MANY, WHOLE)).toEqual({ code: 0, told: [] });
  });

  test("is told as suppressed, and the exit code is 0", async () => {
    const { stdout, stderr, code } = await run(CUT, WHOLE);
    expect(stdout).not.toContain("error[");
    expect(stdout).toMatch(/^known 1 finding of shut-wr-outstanding, accepted in the baseline\n\n/m);
    expect(stdout).toMatch(/^5 responses on 2 connections in 2 captures: 1 truncated, 4 complete\n/m);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  test("is said to be all there is, at the end of a green run", async () => {
    const end = async (...args: string[]): Promise<string | undefined> =>
      (await run(...args)).stdout.trimEnd().split("\n").at(-1);
    expect(await end(CUT, WHOLE)).toBe("1 known finding, nothing new");
    expect(await end(CUT, MANY, WHOLE)).toBe("26 known findings, nothing new");
    expect(await end(CUT)).toBe("1 known finding, nothing new");
    expect(await end(WHOLE)).toBe("no known finding, nothing new");
  });

  test("is not said to be all where something is new, or fails, or is being accepted", async () => {
    write("near.strace", sample("hyper-fixed-14.9MB.strace"));
    expect((await run(CUT, "near.strace")).stdout).toMatch(
      /\n1 known finding, and 1 new one that makes nothing fail\n$/,
    );
    write("new.strace", sample("node-destroy-mid-body.strace"));
    for (const args of [
      [CUT, "new.strace"],
      [CUT, "missing.strace"],
      [CUT, "--update-baseline"],
    ]) {
      expect((await run(...args)).stdout).not.toMatch(/known finding/);
    }
    expect((await unflushed([CUT, WHOLE], "", { cwd: folder })).stdout).not.toMatch(/known finding/);
  });

  test("holds also where all lines, pids, fds, ports and inodes are others", async () => {
    const moved = sample("hyper-14.9MB-truncated.strace")
      .replaceAll("20495", "31")
      .replaceAll("20496", "32")
      .replaceAll("20497", "33")
      .replaceAll("7<UNIX", "19<UNIX")
      .replaceAll("shutdown(7", "shutdown(19")
      .replaceAll("close(7", "close(19")
      .replaceAll("(7", "(19")
      .replaceAll(", 7<", ", 19<")
      .replaceAll("416394", "5")
      .replaceAll("415643", "6");
    write(CUT, `the program's own words\n\n${moved.replaceAll("\n", "\nits own words\n")}`);
    expect(await deviations(CUT, MANY, WHOLE)).toEqual({ code: 0, told: [] });
  });

  test("may be checked from any folder, under any name of the captures", async () => {
    const args = [join(folder, CUT), join(folder, ".", MANY), "--baseline", join(folder, "b.json")];
    expect((await unflushed(args, "", { cwd: tmpdir() })).code).toBe(0);
  });
});

describe("what is new", () => {
  test("is a finding in a new capture: exit 1", async () => {
    write("new.strace", sample("node-destroy-mid-body.strace"));
    const { stdout, code } = await run(CUT, "new.strace");
    expect(stdout).toMatch(/^new\.strace\nerror\[close-outstanding\]: /m);
    expect(stdout).toContain(
      "note[baseline]: new.strace: it is not in the baseline, so that all its findings are new\n",
    );
    expect(code).toBe(1);
  });

  test("is a finding beside those that are known", async () => {
    write(WHOLE, sample("node-keep-alive.strace") + sample("node-destroy-mid-body.strace"));
    const { code, told } = await deviations(CUT, MANY, WHOLE);
    expect(code).toBe(1);
    expect(told).toMatchObject([
      { change: "verdicts", fails: true, message: expect.stringContaining("1 more truncated") },
    ]);
  });

  test("is what there are more of than were accepted, and only that", async () => {
    write(CUT, sample("hyper-14.9MB-truncated.strace").repeat(3));
    const { stdout, code } = await run(CUT);
    expect(stdout.match(/^error\[shut-wr-outstanding\]/gm)).toHaveLength(2);
    expect(stdout).toContain("known 1 finding of shut-wr-outstanding, accepted in the baseline\n");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "note[baseline]: cut.strace: new: 2 more like shut-wr-outstanding, POST /14900000, by shut-wr, of which 1 was known",
    );
    expect(code).toBe(1);
  });

  test("makes nothing fail below --fail-on", async () => {
    write("near.strace", sample("hyper-fixed-14.9MB.strace"));
    expect((await run("near.strace")).code).toBe(0);
    expect((await run("near.strace", "--fail-on", "note")).code).toBe(1);
    await run("near.strace", "--update-baseline");
    expect((await run("near.strace", "--fail-on", "note")).code).toBe(0);
  });
});

describe("what is no longer so", () => {
  test("a finding that is gone is told as fixed, and nothing fails", async () => {
    write(CUT, sample("hyper-fixed-14.9MB.strace"));
    const { stdout, code } = await run(CUT);
    expect(stdout).toContain("note[baseline]: cut.strace: 1 truncated -> 1 complete\n");
    expect(stdout).toContain(
      "fixed[baseline]: cut.strace: no longer found: shut-wr-outstanding, POST /14900000, by shut-wr\n",
    );
    expect(code).toBe(0);
  });

  test("fewer that are alike are told with their number", async () => {
    write(MANY, lastRequest(sample("hyper-25-requests-3.3MB.strace")));
    const { told } = await deviations(MANY);
    expect(told).toContainEqual({
      path: MANY,
      change: "fewer-findings",
      fails: false,
      message: expect.stringMatching(
        /^1 of (?:19 no longer found: shut-wr-outstanding|6 no longer found: race-window), POST /,
      ),
    });
  });

  test("a response that was judged and no longer is fails", async () => {
    write(WHOLE, sample("node-keep-alive.strace").replace("Content-Length: 60000", "Content-Length: 6x000"));
    const { stdout, code } = await run(WHOLE);
    expect(stdout).toContain(
      "error[baseline]: whole.strace: 4 complete -> 3 complete, 1 undetermined; 1 no longer judged\n= next:",
    );
    expect(code).toBe(1);
  });

  test("a capture that is there no longer is told", async () => {
    rmSync(join(folder, MANY));
    const message = "it is in the baseline, and no longer exists";
    expect(await deviations(CUT, WHOLE)).toEqual({
      code: 0,
      told: [{ path: MANY, change: "capture-not-read", fails: false, message }],
    });
  });

  test("a capture that nobody asked for is not", async () => {
    expect(await deviations(CUT)).toEqual({ code: 0, told: [] });
  });
});

describe("--update-baseline", () => {
  test("writes the same bytes again, in whatever order the captures are named", async () => {
    const before = read();
    const { code, stderr } = await run(WHOLE, MANY, CUT, "--update-baseline");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "b.json: 26 findings in 3 captures accepted\n" });
    expect(read()).toBe(before);
    expect(before.endsWith("}\n")).toBe(true);
    const paths = JSON.parse(before).captures.map(({ path }: { path: string }) => path);
    expect(paths).toEqual([CUT, MANY, WHOLE]);
  });

  test("accepts what is new, and tells what was accepted before and is no longer so", async () => {
    write(WHOLE, sample("node-keep-alive.strace").replace("Content-Length: 60000", "Content-Length: 6x000"));
    const { stdout, code } = await run(CUT, MANY, WHOLE, "--update-baseline");
    expect(stdout).toContain("note[baseline]: whole.strace: 4 complete -> 3 complete, 1 undetermined");
    expect(code).toBe(0);
    expect(await deviations(CUT, MANY, WHOLE)).toEqual({ code: 0, told: [] });
  });

  test("keeps captures that nobody asked for, and forgets those that are there no longer", async () => {
    rmSync(join(folder, MANY));
    await run(CUT, "--update-baseline");
    expect(Object.keys(JSON.parse(read()).captures)).toHaveLength(2);
    expect(read()).toContain(`"path": "${WHOLE}", "verdicts": { "complete": 4 }`);
    expect(read()).not.toContain(MANY);
  });

  test("writes nothing where a capture cannot be read", async () => {
    const before = read();
    const { stderr, code } = await run(CUT, "missing.strace", "--update-baseline");
    expect(stderr).toContain("unflushed: b.json is unchanged, because a capture could not be read\n");
    expect(code).toBe(2);
    expect(read()).toBe(before);
  });

  test("ends as ever where nothing could be judged", async () => {
    write("nothing.strace", sample("hyper-network-only.strace"));
    expect((await run("nothing.strace", "--update-baseline")).code).toBe(3);
    expect((await run("nothing.strace", "--pass-with-no-responses")).code).toBe(0);
  });

  test("leaves the old one where there is no room for the new one", async () => {
    const before = read();
    const full = await unflushed([CUT, "--baseline", "/dev/full", "--update-baseline"], "", { cwd: folder });
    expect(full.stderr).toBe("unflushed: /dev/full is a device, not a baseline: name a file\n");
    const limited = ["-c", `ulimit -f 0; exec "$0" "$@"`, process.execPath, bin];
    const { stderr, status } = spawnSync(
      "bash",
      [...limited, "--no-links", CUT, MANY, "--baseline", "b.json", "--update-baseline"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect(stderr).toMatch(/b\.json cannot be written \(EFBIG\)/);
    expect(status).toBe(2);
    expect(read()).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["b.json", CUT, MANY, WHOLE].sort());
  });

  test("names the folder that is not there", async () => {
    const { stderr, code } = await unflushed([CUT, "--baseline", "no/b.json", "--update-baseline"], "", {
      cwd: folder,
    });
    expect(stderr).toBe("unflushed: no/b.json cannot be written (ENOENT): its folder does not exist; make it first\n");
    expect(code).toBe(2);
  });

  test("needs a name", async () => {
    const { stderr, code } = await unflushed([CUT, "--update-baseline"], "", { cwd: folder });
    expect(stderr).toBe("unflushed: --update-baseline writes a baseline: name its file with --baseline FILE\n");
    expect(code).toBe(2);
  });
});

describe("one sentence, exit 2", () => {
  test("a baseline that does not exist", async () => {
    rmSync(join(folder, "b.json"));
    const { stdout, stderr, code } = await run(CUT);
    expect(stderr).toBe(
      "unflushed: the baseline b.json does not exist: write it with --update-baseline, which accepts the findings of this run\n",
    );
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  test.each([
    ["not JSON", "<<<<<<< HEAD\n{}", "it is not JSON"],
    [
      "another version",
      '{"schemaVersion":7,"captures":[]}',
      "schemaVersion is 7, and this version of unflushed reads 1",
    ],
    ["any other file", '{"name":"x"}', "schemaVersion is missing, and this version of unflushed reads 1"],
  ])("%s, which is not overwritten either", async (_what, text, reason) => {
    write("b.json", text);
    for (const more of [[], ["--update-baseline"]]) {
      const { stdout, stderr, code } = await run(CUT, ...more);
      expect(stderr).toBe(
        `unflushed: b.json is not a baseline: ${reason}; delete it, and write a new one with --update-baseline\n`,
      );
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    }
    expect(read()).toBe(text);
  });

  test("a folder", async () => {
    const { stderr, code } = await unflushed([CUT, "--baseline", "."], "", { cwd: folder });
    expect(stderr).toBe("unflushed: the baseline . cannot be read (EISDIR): check its name and its permissions\n");
    expect(code).toBe(2);
  });

  test("a document that would replace it", async () => {
    const { stderr, code } = await run(CUT, "--format", "json=./b.json");
    expect(stderr).toBe("unflushed: --format json=./b.json would replace the baseline b.json: name another file\n");
    expect(code).toBe(2);
  });
});

test("several threads tell the same bytes as one, in every format", async () => {
  write(WHOLE, sample("node-keep-alive.strace") + sample("node-destroy-mid-body.strace"));
  write(CUT, sample("hyper-fixed-14.9MB.strace"));
  const outputs = async (jobs: string): Promise<unknown> => {
    const options = NAMES.flatMap((name) => ["--format", `${name}=${jobs}.${name}`]);
    const args = [WHOLE, CUT, MANY, "--baseline", "b.json", "--jobs", jobs, ...options];
    const run = jobs === "1" ? unflushed : unflushedProcess;
    const { code } = await run(args, "", { cwd: folder });
    return [code, ...NAMES.map((name) => read(`${jobs}.${name}`))];
  };
  expect(await outputs("3")).toEqual(await outputs("1"));
  for (const line of read("3.ndjson").trimEnd().split("\n")) expect(isRecord(JSON.parse(line)), line).toBe(true);
  expect(read("3.ndjson").match(/"kind":"deviation"/g)).toHaveLength(3);
  expect(read("3.junit")).toContain('type="baseline"');
});

test("several threads accept the same bytes as one", async () => {
  write(CUT, sample("hyper-fixed-14.9MB.strace"));
  const before = read();
  copyFileSync(join(folder, "b.json"), join(folder, "c.json"));
  await unflushed([WHOLE, CUT, MANY, "--jobs", "1", "--baseline", "b.json", "--update-baseline"], "", { cwd: folder });
  await unflushedProcess([MANY, CUT, WHOLE, "--jobs", "3", "--baseline", "c.json", "--update-baseline"], "", {
    cwd: folder,
  });
  expect(read("b.json")).toBe(read("c.json"));
  expect(read("b.json")).not.toBe(before);
});

test("standard input has a place in it", async () => {
  const cut = sample("hyper-14.9MB-truncated.strace");
  const piped = (...more: string[]): Promise<Run> => unflushed(["--baseline", "p.json", ...more], cut, { cwd: folder });
  expect((await piped("--update-baseline")).code).toBe(0);
  expect(read("p.json")).toContain('"path": "-"');
  expect((await piped()).code).toBe(0);
});

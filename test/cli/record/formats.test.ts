import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isRecord, isSarif } from "../../core/formats/schemas.js";
import { folderWith } from "../../run/config/folder.js";
import { everyFormat, NAMES } from "../every-format.js";
import { type Run, unflushed, unflushedProcess } from "../run.js";
import { PYTHON } from "./processes.js";

const server = fileURLToPath(new URL("../servers/one-response.py", import.meta.url));
/** A server that cuts its response, and its client; it would exit with 7. */
const CUT = [PYTHON, server, "100", "7"];
/** What that program prints itself. */
const [ITS_STDOUT, ITS_STDERR] = ["out: \x1b[1mbold\x1b[0m\n", "err: äöü\n"];

function inFolder(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const cwd = folderWith(files);
  const { GITHUB_ACTIONS: _, ...outside } = process.env;
  return {
    cwd,
    record: (...args: string[]): Promise<Run> =>
      unflushedProcess(["record", ...args], "", { cwd, env: { ...outside, ...env } }),
    read: (file: string): string => readFileSync(join(cwd, file), "utf8"),
  };
}

describe("record writes the documents of check", () => {
  test("every format has the bytes that check makes of the capture that is kept", async () => {
    const { cwd, record, read } = inFolder({ "recorded/x": "", "checked/x": "" });
    const recorded = await record("-o", "kept.strace", ...everyFormat("recorded"), ...CUT);
    const checked = await unflushed(["check", ...everyFormat("checked"), "kept.strace"], "", { cwd });
    expect([recorded.code, checked.code]).toEqual([1, 1]);
    for (const name of NAMES) expect(read(`recorded/${name}`), name).toBe(read(`checked/${name}`));
    expect(isSarif(JSON.parse(read("recorded/sarif")))).toBe(true);
    expect(JSON.parse(read("recorded/sarif")).runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      "close-outstanding", // what its client received is the echo of that
    ]);
    for (const line of read("recorded/ndjson").trimEnd().split("\n")) expect(isRecord(JSON.parse(line))).toBe(true);
  });

  test("--format sarif=x: standard output stays the program's, standard error holds no finding", async () => {
    const { record, read } = inFolder({});
    const { stdout, stderr, code } = await record("--format", "sarif=x", ...CUT);
    expect({ stdout, stderr, code }).toEqual({
      stdout: ITS_STDOUT,
      stderr: `${ITS_STDERR}the program exited with 7\n`,
      code: 1,
    });
    expect(isSarif(JSON.parse(read("x")))).toBe(true);
  });

  test("a document without a file goes to standard error", async () => {
    const { record } = inFolder({});
    const { stdout, stderr } = await record("--format", "csv", ...CUT);
    expect(stdout).toBe(ITS_STDOUT);
    expect(stderr).toContain("capture,connection,exchange,");
    expect(stderr).toMatch(/<strace>,c\d+,0,.*,truncated,close,/);
  });

  test("a finding is on standard error while the program still runs", async () => {
    const { record } = inFolder({});
    const then = ["sh", "-c", `${PYTHON} "${server}" 100; echo "the program is still here" >&2; sleep 1; echo END >&2`];
    const { stderr } = await record("--format", "text", ...then);
    expect(stderr.indexOf("error[close-outstanding]")).toBeGreaterThan(0);
    expect(stderr.indexOf("error[close-outstanding]")).toBeLessThan(stderr.indexOf("END"));
  });

  test("--fail-on and --notes are those of check", async () => {
    const { record, read } = inFolder({});
    const rules = ["--rule", "close-outstanding=note", "--rule", "premature-eof=note"];
    expect((await record(...rules, "--format", "junit=j", ...CUT)).code).toBe(7);
    expect(read("j")).toContain('failures="0"');
    expect((await record(...rules, "--fail-on", "note", "--format", "junit=j", ...CUT)).code).toBe(1);
    expect(read("j")).toContain('failures="1"'); // the client's loss is the echo of the server's
  });

  test("the configuration names them as it does for check", async () => {
    const { record, read } = inFolder({ "unflushed.config.json": '{"format":["text","json=found.json"]}' });
    const { stderr } = await record(...CUT);
    expect(stderr).toContain("error[close-outstanding]");
    expect(JSON.parse(read("found.json")).summary.truncated).toBe(2);
  });

  test("in a job of GitHub Actions annotations come only if they are asked for", async () => {
    const { record } = inFolder({}, { GITHUB_ACTIONS: "true" });
    expect((await record(...CUT)).stderr).not.toContain("::error");
    expect((await record("--format", "github", ...CUT)).stderr).toContain("::error file=<strace>,line=");
  });
});

describe("a document that fails does not harm the program", () => {
  test("a format of one's own that throws: the program ends as it would, exit 2, no file", async () => {
    const module = 'export default () => ({ finding() { throw new RangeError("no"); } });';
    const { cwd, record, read } = inFolder({ "m.mjs": module });
    const formats = ["--format", "./m.mjs=mine", "--format", "json=whole"];
    const { stdout, stderr, code } = await record("-o", "kept", ...formats, ...CUT);
    expect({ stdout, code }).toEqual({ stdout: ITS_STDOUT, code: 2 });
    expect(stderr).toContain(
      "unflushed: the format ./m.mjs failed on line 1 (RangeError: no) at a finding record: mend it, or choose another format\n",
    );
    expect(stderr).toContain("the program exited with 7\nthe capture is in kept\n");
    expect(stderr.match(/unflushed: /g)).toHaveLength(1);
    expect(readdirSync(cwd).sort()).toEqual(["kept", "m.mjs"]);
    expect(read("kept")).toMatch(/exited with 7/);
  });

  test("a full disk: the same", async () => {
    const { cwd, record } = inFolder({});
    const { stdout, stderr, code } = await record("--format", "csv=/dev/full", "--format", "json=whole", ...CUT);
    expect({ stdout, code, left: readdirSync(cwd) }).toEqual({ stdout: ITS_STDOUT, code: 2, left: [] });
    expect(stderr).toMatch(/^unflushed: \/dev\/full cannot be written \(ENOSPC\): .*$/m);
  });

  test("a custom rule that throws is a failure in every document, and they are whole", async () => {
    const rule = `{ id: "broken", level: "note", summary: "a", message: () => "b", why: "c", advice: "d",
      matches: () => { throw new Error("no"); } }`;
    const { record, read } = inFolder({ "unflushed.config.mjs": `export default { customRules: [${rule}] };` });
    const { stderr, code } = await record("--format", "json=whole", "--format", "text", ...CUT);
    expect(stderr.match(/unflushed: the rule broken failed at <strace>:\d+ /g)).toHaveLength(1);
    expect(JSON.parse(read("whole"))).toMatchObject({
      captures: [],
      failures: [{ capture: null, path: "<strace>", code: "rule-failed" }],
    });
    expect(code).toBe(2);
  });
});

describe("one sentence, exit 2, and the program is not run", () => {
  test.each([
    [["--format", "jsno"], /^unflushed: there is no format jsno \(did you mean json\?\): .*\n$/],
    [
      ["--format", "./no.mjs"],
      /^unflushed: the format \.\/no\.mjs is not a file: name a module that makes a format\n$/,
    ],
    [
      ["-o", "a", "--format", "json=./a"],
      /^unflushed: --format json=\.\/a would replace the capture a: name another file\n$/,
    ],
    [["--format", "json=/no/x"], /^unflushed: \/no\/x cannot be written \(ENOENT\): .*\n$/],
    [["-o", "/no/x", "--format", "json=y"], /^unflushed: \/no\/x cannot be written \(ENOENT\): .*\n$/],
  ])("%j", async (args, sentence) => {
    const { cwd } = inFolder({});
    const { stdout, stderr, code } = await unflushed(["record", ...args, "touch", "run"], "", { cwd });
    expect(stderr).toMatch(sentence);
    expect({ stdout, code, left: readdirSync(cwd) }).toEqual({ stdout: "", code: 2, left: [] });
  });
});

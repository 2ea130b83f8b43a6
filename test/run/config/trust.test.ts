import { chownSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { type Run, unflushed } from "../../cli/run.js";
import { temporaryFolder } from "../../temporary-folder.js";

const CAPTURE = fileURLToPath(new URL("../../../samples/hyper-2MB-truncated.strace", import.meta.url));
/** With it, the run has no finding. */
const OFF = '{ "rules": { "shut-wr-outstanding": "off" } }';
let outer: string;
let repository: string;
let folder: string;
const check = (...options: string[]): Promise<Run> => unflushed(["check", ...options, CAPTURE], "", { cwd: folder });

beforeEach(() => {
  outer = realpathSync(temporaryFolder());
  repository = join(outer, "repository");
  folder = join(repository, "inner");
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(repository, ".git"));
});

describe("a configuration that was found", () => {
  test("in the repository: no word about it", async () => {
    writeFileSync(join(repository, "unflushed.config.json"), OFF);
    const { stderr, code } = await check();
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  test("outside of it: named once", async () => {
    const file = join(outer, "unflushed.config.json");
    writeFileSync(file, OFF);
    const { stderr, code } = await check();
    expect(stderr).toBe(
      `unflushed: the configuration ${file} applies, which lies outside of this repository: --no-config leaves it out\n`,
    );
    expect(code).toBe(0);
    expect((await check("--no-config")).stderr).toBe("");
    expect((await check("--config", file)).stderr).toBe("");
  });

  test("of another user: refused, and read when it is named", async () => {
    const file = join(repository, "unflushed.config.json");
    writeFileSync(file, OFF);
    chownSync(file, 12345, 12345);
    const { stdout, stderr, code } = await check();
    expect(stderr).toBe(
      `unflushed: the configuration ${file} belongs to another user (12345): name it with --config if you trust it, or pass --no-config\n`,
    );
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect((await check("--config", file)).code).toBe(0);
    expect((await check("--no-config")).code).toBe(1);
  });
});

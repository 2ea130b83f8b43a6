import { describe, expect, test } from "vitest";
import { folderWith } from "../run/config/folder.js";
import { unflushed } from "./run.js";

const SAMPLE = "samples/hyper-14.9MB-truncated.strace"; // recorded with -tt

describe("--date says on which day a capture with times of the day began", () => {
  test("every format then has the date", async () => {
    for (const format of ["github", "junit", "csv", "markdown", "sarif"]) {
      const { stdout } = await unflushed(["--no-config", "--date", "2026-12-01", "--format", format, SAMPLE]);
      expect(stdout, format).toContain("2026-12-01T10:29:48.1");
    }
  });

  test("merge takes it too: records have the seconds alone", async () => {
    const { stdout } = await unflushed(["--no-config", "--format", "ndjson", SAMPLE]);
    const cwd = folderWith({ "r.ndjson": stdout });
    const merged = await unflushed(["merge", "--date", "2026-12-01", "--format", "csv", "r.ndjson"], "", { cwd });
    expect(merged.stdout).toContain(",2026-12-01T10:29:48.1");
  });

  test.each([
    "2026-13-01",
    "2026-02-30",
    "1.12.2026",
    "yesterday",
    "2026-12-01T00:00",
  ])("%s is no day, exit 2", async (text) => {
    const { stderr, code } = await unflushed(["--no-config", "--date", text, SAMPLE]);
    expect(stderr).toBe(`unflushed: --date ${text} is no day: write one such as 2026-12-01\n`);
    expect(code).toBe(2);
  });
});

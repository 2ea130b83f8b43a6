import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BaselinePaths } from "../../../src/run/baseline/paths.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-paths-"));
afterAll(() => rmSync(root, { recursive: true }));
for (const folder of ["a", "a/deep", "b", "ab"]) mkdirSync(join(root, folder));
for (const file of ["a/x.strace", "a/deep/y.strace", "b/trace.7", "ab/z.strace"]) writeFileSync(join(root, file), "");

const at = (...path: string[]): string => join(root, ...path);

test("captures are called by their way from the baseline, however they are named", () => {
  const paths = new BaselinePaths(at("a", "baseline.json"), []);
  expect(paths.inBaseline(at("a", "x.strace"))).toBe("x.strace");
  expect(paths.inBaseline(at("a", "deep", "..", "x.strace"))).toBe("x.strace");
  expect(paths.inBaseline(relative(process.cwd(), at("b", "trace")))).toBe("../b/trace");
  expect(paths.inBaseline(`${at("a", "deep")}/`)).toBe("deep");
  expect(paths.inBaseline("standard input")).toBe("-");
  expect(paths.outside("deep/y.strace")).toBe(at("a", "deep", "y.strace"));
  expect(paths.outside("-")).toBe("standard input");
});

describe("a capture that was not read", () => {
  const missing = (asked: string[], path: string): string | null =>
    new BaselinePaths(at("baseline.json"), asked).missing(path);

  test("is missed where a folder was asked for that it is in, at whatever depth", () => {
    expect(missing([at("a")], "a/x.strace")).toBe("it is in the baseline, and was not read this time");
    expect(missing([`${at("a")}/`, at("b")], "a/deep/y.strace")).toBe(
      "it is in the baseline, and was not read this time",
    );
  });

  test("is not where nobody asked for it", () => {
    expect(missing([at("a")], "ab/z.strace")).toBeNull();
    expect(missing([at("a", "x.strace")], "a/deep/y.strace")).toBeNull();
    expect(missing([], "b/trace")).toBeNull();
    expect(missing([], "-")).toBeNull();
  });

  test("is where it was opened all the same, and passed over", () => {
    expect(new BaselinePaths(at("baseline.json"), []).missing("ab/z.strace", true)).toBe(
      "it is in the baseline, and was not read this time",
    );
  });

  test("is where it no longer exists", () => {
    expect(missing([], "a/gone.strace")).toBe("it is in the baseline, and no longer exists");
    expect(missing([], "gone/trace")).toBe("it is in the baseline, and no longer exists");
  });
});

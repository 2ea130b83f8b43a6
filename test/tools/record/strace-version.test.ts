import { expect, test } from "vitest";
import { featuresOf } from "../../../src/tools/record/strace-version.js";

/** What `strace -V` prints first. */
const versionText = (version: string): string =>
  `strace -- version ${version}\nCopyright (c) 1991-2022 The strace developers <https://strace.io>.\n`;

test.each([
  ["4.21", false],
  ["4.26", false],
  ["5.2", false],
  ["5.3", true],
  ["5.10", true],
  ["5.10.0.17.a1b2", true],
  ["6.1", true],
  ["7.2", true],
])("strace %s: --seccomp-bpf %s", (version, seccompBpf) => {
  expect(featuresOf(versionText(version))).toEqual({ seccompBpf, inject: true });
});

test.each(["4.5.20", "4.8", "4.20"])("strace %s is too old", (version) => {
  expect(() => featuresOf(versionText(version))).toThrow(
    expect.objectContaining({ code: "strace-too-old", message: expect.stringContaining(`strace ${version}`) }),
  );
});

test("a build without a number counts as new", () => {
  expect(featuresOf(versionText("UNKNOWN"))).toEqual({ seccompBpf: true, inject: true });
});

test("something else that is called strace is refused", () => {
  expect(() => featuresOf("BusyBox v1.35\n")).toThrow(expect.objectContaining({ code: "strace-failed" }));
});

import { describe, expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { annotation, githubFormat } from "../../../src/core/formats/github.js";
import { visible } from "../../../src/core/text/escape.js";
import { documentOf, firing, formats, NASTY, NASTY_PATH, nasty, recordsOf, samples } from "./documents.js";

const linesOf = (text: string): string[] => text.trimEnd().split("\n");

/** As the runner of GitHub Actions reads a line. */
function read(line: string) {
  const [, command, properties = "", message = ""] = /^::(\w+) ([^:]*(?::(?!:)[^:]*)*)::(.*)$/.exec(line) ?? [];
  const decoded = (text: string): string => decodeURIComponent(text.replace(/%(?!25|0D|0A|3A|2C)/g, "%25"));
  const known = properties.split(",").map((each) => each.split(/=(.*)/s, 2));
  return {
    command,
    ...Object.fromEntries(known.map(([name, value = ""]) => [name, decoded(value)])),
    message: decoded(message),
  };
}

test("a finding is an annotation at its line, with why and what next", () => {
  const [sample] = samples.filter(({ path }) => path === "samples/hyper-14.9MB-truncated.strace");
  const [line = "", ...others] = linesOf(
    documentOf(githubFormat({ ...plainContext, showsAllNotes: false }), recordsOf(sample ? [sample] : [])),
  );
  expect(others).toEqual([]);
  expect(read(line)).toMatchObject({
    command: "error",
    file: "samples/hyper-14.9MB-truncated.strace",
    line: "68",
    title: "unflushed shut-wr-outstanding",
    message: expect.stringMatching(
      /^the program shut down .* \(POST \/14900000 -> 200, c1, peer inode 415643, at 10:29:48\.110\)\nwhy: .*\nnext: .*$/,
    ),
  });
});

test("with --date, the time has its day", () => {
  const capture = samples.filter(({ path }) => path === "samples/hyper-14.9MB-truncated.strace");
  const text = documentOf(githubFormat({ ...plainContext, date: "2026-12-01" }), recordsOf(capture));
  expect(text).toContain("at 2026-12-01T10:29:48.110)");
});

test("levels are error, warning and notice", () => {
  const commands = linesOf(documentOf(formats.github?.() ?? {}, recordsOf(firing))).map((line) => read(line).command);
  expect(new Set(commands)).toEqual(new Set(["error", "warning", "notice"]));
});

test("of the notes of a rule only the first is shown, unless all are wanted", () => {
  const [sample] = samples.filter(({ path }) => path.endsWith("hyper-25-requests-3.3MB.strace"));
  const notices = (showsAll: boolean): number =>
    documentOf(githubFormat({ ...plainContext, showsAllNotes: showsAll }), recordsOf(sample ? [sample] : [])).match(
      /^::notice/gm,
    )?.length ?? 0;
  expect([notices(false), notices(true)]).toEqual([1, 6]);
});

describe("nothing that a program can name is taken for a command", () => {
  const lines = linesOf(
    documentOf(formats.github?.() ?? {}, recordsOf([nasty], [{ path: NASTY_PATH, text: NASTY_PATH }])),
  );

  test("a finding and a failure are a line each, and read back as they were", () => {
    expect(lines).toHaveLength(2);
    const [finding, failure] = lines.map(read);
    expect(finding).toMatchObject({ command: "error", file: visible(NASTY_PATH), line: "4" });
    expect(finding?.message).toContain(visible(NASTY));
    expect(failure).toMatchObject({
      file: visible(NASTY_PATH),
      title: "unflushed: unreadable capture",
    });
  });

  test("there is no command of the old kind, and no control character", () => {
    for (const line of lines) {
      expect(line).not.toContain("##[");
      expect(line).toBe(visible(line));
    }
  });

  test("what ends a property, a command or a line is encoded", () => {
    expect(annotation("error", { file: "a:b,c%\r\n" }, ["100%", "x"])).toBe(
      "::error file=a%3Ab%2Cc%25\\x0d\\x0a::100%25%0Ax\n",
    );
  });
});

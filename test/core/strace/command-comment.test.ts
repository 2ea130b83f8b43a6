import { describe, expect, test } from "vitest";
import {
  callsComment,
  commandComment,
  statedCalls,
  statedCommand,
} from "../../../src/core/strace/line/command-comment.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import { FULL, NARROW } from "../../../src/tools/record/recorded-calls.js";
import { shellLine, straceArguments } from "../../../src/tools/record/strace-command.js";

describe("a comment with the command that a capture was recorded with", () => {
  test.each([
    ["a list of names", "# strace -f -tt -s 4096 -e trace=write,shutdown ./server", "?write,?shutdown"],
    ["names that a strace may not know", "# strace -e trace=?write,?sendfile64 -p 7", "?write,?sendfile64"],
    ["other qualifiers", "# strace -e signal=none -e trace=write -e read=all", "?write"],
    ["a program with options like strace's", "# strace -e trace=write -- ./server -e trace=close -z", "?write"],
    ["the same without --", "# strace -e trace=write ./server -e trace=close", "?write"],
    ["a class", "# strace -e trace=network,write ./server", "network,?write"],
    ["all but some", "# strace -e trace='!write' ./server", "!?write"],
    ["a regular expression", "# strace -e trace=/^sendm ./server", "?sendmsg,?sendmmsg"],
    ["the last of two filters", "# strace -e trace=write -e trace=close ./server", "?close"],
    ["a filter of one letter", "# strace -e t=write ./server", "?write"],
    ["a filter without its name", "# strace -e write ./server", "?write"],
    ["a filter without a blank", "# strace -ewrite ./server", "?write"],
    ["a long option", "# strace --trace=write ./server", "?write"],
    ["a long option with a word of its own", "# strace --trace write ./server", "?write"],
    [
      "other long options",
      "# strace --follow-forks --string-limit=99 --output FILE --trace=write -- ./server",
      "?write",
    ],
    ["options in one word", "# strace -fttyys4096 -e trace=write ./server", "?write"],
    ["double quotes", '# strace -e "trace=network,write" ./server', "network,?write"],
    ["quotes within a word", `# strace -e trace="write,close" -e 'signal=!SIGIO' ./server`, "?write,?close"],
    [
      "dumps and injected errors",
      "# strace -e write=3 -e fault=read:when=2 -e inject=write:error=EAGAIN -e write",
      "?write",
    ],
    ["an option that leaves out what failed", "# strace -z -e trace=write ./server", "?write"],
  ])("states %s", (_what, text, calls) => {
    expect(statedCalls(text)?.text).toBe(calls);
  });

  test.each([
    ["no filter", "# strace -f -tt ./server"],
    ["a name that is no call", "# strace -e trace=write,scribble ./server"],
    ["an option that strace does not have", "# strace -j -e trace=write ./server"],
    ["a long option that strace does not have", "# strace --colour -e trace=write ./server"],
    ["the program's option", "# strace ./server -e trace=write"],
    ["other prose", "# recorded on a Tuesday"],
    ["no comment", "strace -e trace=write ./server"],
  ])("states nothing with %s", (_what, text) => {
    expect(statedCalls(text)).toBeNull();
  });

  test.each([
    ["-z", { failed: true }],
    ["--successful-only", { failed: true }],
    ["-e status=successful", { failed: true }],
    ["-Z", { successful: true }],
    ["--failed-only", { successful: true }],
    ["-e status=!successful", { successful: true }],
    ["-P /run/server.sock", { successful: true }],
    ["--trace-path=/run/server.sock", { successful: true }],
    ["-e signal=none", { signals: true }],
    ["--signal=!SIGTERM", { signals: true }],
    ["-e s=term", {}],
    ["-e status=successful,failed", {}],
    ["-f -tt", {}],
  ])("says what %s leaves out", (options, leftOut) => {
    const none = { failed: false, successful: false, signals: false };
    const said = statedCommand(`# strace ${options} ./server`);
    expect(said).toEqual({ calls: null, leftOut: { ...none, ...leftOut } });
    expect(said && statedCommand(commandComment(said))?.leftOut).toEqual({ ...none, ...leftOut });
  });

  test.each([["record", FULL] as const, ["record --narrow", NARROW] as const])("as %s writes it", (_name, detail) => {
    const words = straceArguments(detail, { command: ["./a b", "-e", "trace=close\n"] }, null, {
      seccompBpf: true,
      inject: true,
    });
    const line = `# ${shellLine(["strace", ...words])}`;
    expect(line).not.toContain("\n");
    expect(statedCalls(line)?.text).toBe(detail.calls.map((name) => `?${name}`).join(","));
  });

  test.each([
    "?write,?close",
    "network,%creds,?write",
    "!%%stat,?futex",
    "none",
    "all",
    "!all",
  ])("can be written from what it states: %s", (text) => {
    const stated = statedCalls(`# strace -e trace='${text}' ./server`);
    expect(stated && statedCalls(callsComment(stated))?.text).toBe(text);
  });
});

describe("is believed", () => {
  const COMMENT = "# strace -e trace=write,close ./server";
  const stated = (...lines: string[]): string | null => {
    const reader = new StraceReader(() => {});
    const bytes = lines.map((line) => Buffer.from(line));
    for (const line of bytes) reader.read(line, 0, line.length);
    return reader.stated?.text ?? null;
  };

  test.each([
    ["on the first line", [COMMENT, "close(3) = 0"]],
    ["after other comments", ["# expect: nothing", "#", COMMENT, "# a note", "close(3) = 0"]],
    ["with nothing after it", [COMMENT]],
  ])("%s", (_where, lines) => expect(stated(...lines)).toBe("?write,?close"));

  test.each([
    ["after a call", ["close(3) = 0", COMMENT]],
    ["after the program's output", ["listening on 80", COMMENT, "close(3) = 0"]],
    ["after an empty line", ["", COMMENT]],
    ["after a line that cannot be read", ["close(3", COMMENT]],
    ["in front of which something stands", [` ${COMMENT}`]],
  ])("not %s", (_where, lines) => expect(stated(...lines)).toBeNull());

  test("not if the capture ends within it: the list may be longer", () => {
    const reader = new StraceReader(() => {});
    const bytes = Buffer.from("# strace -e trace=write");
    reader.read(bytes, 0, bytes.length, null, true);
    expect(reader.stated).toBeNull();
  });
});

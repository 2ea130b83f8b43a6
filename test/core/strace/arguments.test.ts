import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/core/strace/arguments/parse-arguments.js";
import type { Value } from "../../../src/core/strace/arguments/value.js";

/** A value in one line, for comparing: decoded strings in JSON quotes, everything typed. */
function show(value: Value): string {
  switch (value.kind) {
    case "integer":
      return `${value.value}${value.decoration === undefined ? "" : `<${value.decoration}>`}`;
    case "string":
      return JSON.stringify(value.bytes) + (value.cut ? "..." : "");
    case "symbol":
      return `${value.text}${value.decoration === undefined ? "" : `<${value.decoration}>`}`;
    case "flags":
      return `(${value.operators.map((operator, i) => operator + (value.parts[i] ? show(value.parts[i]) : "")).join(" ")})`;
    case "array":
      return `${value.negated ? "~" : ""}[${value.items.map(show).join(", ")}${value.cut ? ", ..." : ""}]`;
    case "struct":
      return `{${value.members.map(({ name, value }) => `${name ?? "_"}: ${show(value)}`).join(", ")}${value.cut ? ", ..." : ""}}`;
    case "call":
      return `${value.name}(${value.args.map(show).join(", ")})`;
    case "named":
      return `${value.name}: ${show(value.value)}`;
    case "change":
      return `${show(value.before)} => ${show(value.after)}`;
    case "empty":
      return "nothing";
  }
}

const forms: readonly (readonly [what: string, text: string, shown: string])[] = [
  ["no arguments", "", ""],
  ["numbers", "-1, 0x1f, -0x1f, 0644, 0", "-1 | 31 | -31 | 420 | 0"],
  ["a string with escapes", String.raw`"a\"b\\c\n\0012\33[0m\x41"`, JSON.stringify('a"b\\c\n\u00012\u001b[0mA')],
  ["a string that strace cut", '"abc"..., 3', '"abc"... | 3'],
  ["an empty cut string (-s 0)", '""...', '""...'],
  [
    "a string that holds every marker",
    String.raw`") = 5 <unfinished ...> +++ --- \"..."`,
    JSON.stringify(') = 5 <unfinished ...> +++ --- "...'),
  ],
  ["an abstract socket name", String.raw`{sun_path=@"a\0b"}`, '{sun_path: (@ "a\\u0000b")}'],
  ["flags", "O_RDWR|O_CLOEXEC|0x8000", "(O_RDWR |O_CLOEXEC |32768)"],
  ["shifts", "1<<CAP_CHOWN|1<<CAP_KILL", "(1 <<CAP_CHOWN |1 <<CAP_KILL)"],
  ["a struct", "{st_mode=S_IFREG|0644, st_size=5, ...}", "{st_mode: (S_IFREG |420), st_size: 5, ...}"],
  ["nested structs", "{events=EPOLLIN, data={u32=1, u64=1}}", "{events: EPOLLIN, data: {u32: 1, u64: 1}}"],
  [
    "an address",
    '{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}',
    '{sa_family: AF_INET, sin_port: htons(80), sin_addr: inet_addr("127.0.0.1")}',
  ],
  [
    "a member without a name",
    '{sa_family=AF_INET6, inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}',
    '{sa_family: AF_INET6, _: inet_pton(AF_INET6, "::1", (&sin6_addr)), sin6_scope_id: 0}',
  ],
  ["arrays", '[{iov_base="a", iov_len=1}, ...], 40', '[{iov_base: "a", iov_len: 1}, ...] | 40'],
  ["an empty array", "[]", "[]"],
  ["sets", "~[KILL STOP], [3 5]", "~[(KILL STOP)] | [(3 5)]"],
  ["changes", "[110 => 16], [128->16]", "[110 => 16] | [128 => 16]"],
  [
    "clone3's out-parameters",
    "{flags=CLONE_VM} => {parent_tid=[9]}, 88",
    "{flags: CLONE_VM} => {parent_tid: [9]} | 88",
  ],
  ["comments", "0x7ff /* 3 vars */, 1 /* send */", "2047 | 1"],
  ["nested comments", "8191 /* A(0 /* B */, 8191) */", "8191"],
  ["a decorated fd", "7<TCP:[127.0.0.1:80->127.0.0.1:5]>", "7<TCP:[127.0.0.1:80->127.0.0.1:5]>"],
  ["a device", "0</dev/null<char 1:3>>", "0</dev/null<char 1:3>>"],
  ["a path with parentheses and commas", "3</srv/a (1), b = 2>", "3</srv/a (1), b = 2>"],
  ["a deleted file", "3</srv/x>(deleted)", "3</srv/x>"],
  [
    "a quoted Unix path that holds ]>",
    String.raw`5<UNIX-STREAM:[53,"/srv s>]\"x"]>`,
    String.raw`5<UNIX-STREAM:[53,"/srv s>]\"x"]>`,
  ],
  ["AT_FDCWD with its path", 'AT_FDCWD</srv>, "x"', 'AT_FDCWD</srv> | "x"'],
  ["named arguments", "child_stack=NULL, flags=SIGCHLD", "child_stack: NULL | flags: SIGCHLD"],
  ["what looks like resumed and is not", "<... resuming interrupted read ...>", "<... resuming interrupted read ...>"],
  [
    "MAC addresses and UUIDs",
    "aa:bb:cc:dd:ee:ff, 123e4567-e89b-12d3-a456-426614174000",
    "aa:bb:cc:dd:ee:ff | 123e4567-e89b-12d3-a456-426614174000",
  ],
  ["products and sums", "8192*1024, A+0x15, (X-1)", "(8192 *1024) | (A +21) | X-1"],
  ["empty values of -X raw", '3, "", , 0xfff', '3 | "" | nothing | 4095'],
  ["characters", "'S', '\\x00', '\\''", "'S' | '\\x00' | '\\''"],
];

describe("every form of argument", () => {
  test.each(forms)("%s", (_what, text, shown) => {
    expect(parseArguments(text)?.map(show).join(" | ")).toBe(shown);
  });
});

describe("text that is not strace's is refused, not guessed at", () => {
  test.each([
    ["an open string", '"abc'],
    ["an open struct", "{a=1"],
    ["stray closers", "1)"],
  ])("%s", (_what, text) => {
    expect(parseArguments(text)).toBeNull();
  });

  test("20,000 nested braces do not overflow the stack", () => {
    const deep = "{".repeat(20_000) + "}".repeat(20_000);
    expect(parseArguments(deep)).toBeNull();
  });
});

import fc from "fast-check";
import { describe, test } from "vitest";
import { Syscall } from "../../../src/core/strace/call/syscall.js";
import { NO_RESULT, type Result } from "../../../src/core/strace/line/result/result.js";
import { budget } from "../../budget.js";
import { corpusCalls } from "./calls.js";
import { sameAnswers, sameDecorated, sameDecoration } from "./same-answers.js";

const AT = { pid: null, line: 1, time: null };
const callOf = (text: string, part: Syscall["part"], result: Result = NO_RESULT): Syscall =>
  new Syscall("connect", null, text, result, AT, AT, part);

const corpus = [...corpusCalls()];
const parts = fc.constantFrom<Syscall["part"]>("whole", "whole", "unfinished", "resumed");

const FDS = [
  "7",
  "7<socket:[5]>",
  "7<TCP:[1.2.3.4:5->6.7.8.9:10]>",
  "fd=7",
  "-1",
  '7<UNIX-STREAM:[5->6,"/a>b"]>',
  "sockfd=7",
];
const ADDRESSES = [
  '{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}',
  '{sa_family=AF_INET, sin_port=htons(0x50), sin_addr=inet_addr("127.0.0.1")}',
  '{sa_family=0x2, sin_port="\\x1f\\x90", sin_addr="\\x7f\\x00\\x00\\x01"}',
  '{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}',
  '{sa_family=AF_INET6, inet_pton(AF_INET6, "fe80::1", &sin6_addr), sin6_port=htons(8443)}',
  `{sa_family=0xa, sin6_port="\\x01", sin6_addr="${"\\x20\\x01".repeat(8)}"}`,
  '{sa_family=AF_UNIX, sun_path="/run/app.sock"}',
  '{sa_family=AF_UNIX, sun_path=@"a\\0b"}',
  '{sa_family=AF_UNIX, sun_path=@"\\1\\2"...}',
  "{sa_family=AF_UNIX}",
  '{sa_family=AF_LOCAL, sun_path="x"...}',
  "{sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}",
  "{sa_family=AF_INET, sin_addr=..., sin_port=htons(80)}",
  "NULL",
  "0x7ffd /* {sa_family=AF_INET} */",
];
const TAILS = [
  "",
  ", 16",
  ", [16]",
  ", [28 => 16], SOCK_CLOEXEC",
  ", [16], 0x80000",
  ", 110, MSG_TRUNC",
  ", SHUT_WR",
  ", 0x1, 5 ",
];
const addressed = fc
  .tuple(fc.constantFrom(...FDS), fc.constantFrom(...ADDRESSES), fc.boolean(), fc.constantFrom(...TAILS))
  .map(
    ([fd, address, isChange, tail]) => `${fd}, ${isChange ? `{sa_family=AF_UNSPEC} => ${address}` : address}${tail}`,
  );

const NAMES = [
  ..."TCP:[ TCPv6:[ UNIX:[ UNIX-STREAM:[ (null):[ socket:[ UDP:[ TCP ] -> , 7 305721 127.0.0.1:80 [::1]:80 [fe80::1%eth0]:1".split(
    " ",
  ),
  ...[
    '"/run/a.sock"',
    '@"x"',
    '"',
    "/srv/x",
    "pipe:[7]",
    "anon_inode:[eventpoll]",
    "1.2.3:4",
    "1.2.3.4:123456",
    " ",
    "...",
  ],
];
const name = fc.array(fc.constantFrom(...NAMES), { maxLength: 6 }).map((all) => all.join(""));
const begins = fc.constantFrom(
  "7",
  "",
  "-1",
  "fd=7",
  "fd=-7",
  "fd=",
  "x7",
  "FD=7",
  "007",
  "7a",
  "-",
  "99999999999999999999",
);

const results: fc.Arbitrary<Result> = fc.record({
  value: fc.constantFrom(null, -1, 0, 7),
  error: fc.constantFrom(null, "EAGAIN", "errno 38", "errno 18446744073709551596", "errno 4096", "errno x"),
  decoration: fc.oneof(fc.constant(null), name),
  remarks: fc.subarray(["INJECTED", "INJECTED: args", "INJECTED: args, retval", "DELAYED", ""]),
  digits: fc.constant(null),
  duration: fc.constant(null),
});

describe("the engine's answers are those of TypeScript", () => {
  test("in every call of the samples and of the specs", () => {
    for (const call of corpus) sameAnswers(call);
  });

  test("in calls with addresses, whole, cut, or changed by a byte", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\.0x9-@&")));
    fc.assert(
      fc.property(addressed, parts, results, fc.nat(), byte, fc.nat(2), (text, part, result, place, code, change) => {
        const bytes = Buffer.from(text, "latin1");
        const at = place % bytes.length;
        if (change === 1) bytes[at] = code;
        sameAnswers(callOf((change === 2 ? bytes.subarray(0, at) : bytes).toString("latin1"), part, result));
      }),
      budget(1_000),
    );
  });

  test("in calls of the corpus that are cut, or changed by a byte", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(" \"'(),/<=>[]{}~\\.0x9-@&")));
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), byte, fc.boolean(), (call, place, code, cuts) => {
        const bytes = Buffer.from(call.argumentsText.slice(0, 3000), "latin1");
        const at = place % (bytes.length + 1);
        if (!cuts && at < bytes.length) bytes[at] = code;
        sameAnswers(callOf((cuts ? bytes.subarray(0, at) : bytes).toString("latin1"), call.part, call.result));
      }),
      budget(1_000),
    );
  });

  test("of decorations put together at random", () => {
    fc.assert(
      fc.property(name, begins, fc.boolean(), (text, begin, isClosed) => {
        sameDecoration(text);
        sameDecorated(`${begin}<${text}${isClosed ? ">, 5" : ""}`);
        sameDecorated(begin + text);
      }),
      budget(1_500),
    );
  });
});

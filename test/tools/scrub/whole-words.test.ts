import { describe, expect, test } from "vitest";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";

const scrubbed = (...lines: string[]): string[] =>
  scrubText(lines.map((line) => `${line}\n`).join("")).text.split("\n");
const CALL = "close(3) = 0";
const ACCEPT = "accept4(3, NULL, NULL, 0) = 5";

/** The line as it is written, between two calls. */
const between = (line: string): string | undefined => scrubbed(CALL, line, CALL)[1];

describe("a number stays only as a whole word, in a place for numbers", () => {
  test("of a count that runs on into other characters, unless what was written shows where it ends", () => {
    const cut = (line: string): string | undefined => scrubbed(CALL, line, ")   = 9")[1];
    expect(cut("[pid    78] write(2, 46371e9a9")).toBe("[pid    78] write(2, 10000");
    expect(cut('[pid    78] write(2, "abc"..., 46371e9a9')).toBe('[pid    78] write(2, "..."..., 10000');
    expect(cut('[pid    78] write(2, "starting\\n", 9starting')).toBe('[pid    78] write(2, "........\\n", 9');
    expect(cut('[pid    78] write(2, "abcde"..., 46371abcde')).toBe('[pid    78] write(2, "....."..., 46371');
    expect(between('write(2, "abc"..., 46371e9a9) = 9')).toBe('write(2, "..."..., 10000) = 9');
    expect(between('write(2, "abcde"..., 46371abcde) = 9')).toBe('write(2, "....."..., 46371) = 9');
  });

  test.each([
    ["after a word", "shutdown(5, SHUT_WR 4637) = 0", "shutdown(5, SHUT_WR 1000) = 0"],
    ["before a word", "shutdown(5, 4637 SHUT_WR) = 0", "shutdown(5, 1000 SHUT_WR) = 0"],
    ["before a blank, if it is a size", 'write(5, "", 4637199991 ) = 0', 'write(5, "", 1000000000 ) = 0'],
    ["after a string", 'write(5, "abc" 4637) = 3', 'write(5, "..." 1000) = 3'],
    ["before a string", 'write(5, 4637 "abc", 3) = 3', 'write(5, 1000 "...", 3) = 3'],
    ["before a string, as an fd", 'close(4637"abc") = 0', 'close(1000"xxx") = 0'],
    ["after another number", "shutdown(5, 46 37) = 0", "shutdown(5, 10 10) = 0"],
    ["after a string that never closes", 'read(5, "pin 4637, 4638, 8192', 'read(5, "xxx 1000, 1000, 1000'],
    ["in a note", "shutdown(5, SHUT_WR) = 0   <-- pin 4637", "shutdown(5, SHUT_WR) = 0   <-- xxx 1000"],
    ["in a note, alone", "shutdown(5, SHUT_WR) = 0   <-- 4637", "shutdown(5, SHUT_WR) = 0   <-- 1000"],
    ["as a duration of an fd", "shutdown(5<4637>, SHUT_WR) = 0", "shutdown(5<0000>, SHUT_WR) = 0"],
  ])("not %s", (_place, line, expected) => {
    expect(between(line)).toBe(expected);
  });

  test.each([
    "close(7[pid 1] x) = 0",
    "select(6, [4 5], NULL, NULL, {tv_sec=1, tv_usec=500}) = 1 (in [5], left {tv_sec=0, tv_usec=99})",
    "prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0",
    "fcntl(5, F_GETFL) = 0x802 (flags O_RDWR|0x800)",
    "fcntl(5, F_GETFL) = 0x802 (flags 0x802)",
    'write(5, "", 0) = -1 (errno 11)',
    "accept4(3, {sa_family=AF_UNIX}, [110->2], 0x80000 /* SOCK_CLOEXEC */) = 5",
    "sendfile(5, 9, [0] => [4000], 2147479552) = 4000 <0.000012>",
    "splice(9, NULL, 7, NULL, 2147479552, 0) = 5041",
    "waitid(P_PID, 77, {si_pid=77, si_status=0}, WEXITED, NULL) = 0",
  ])("%s stays as it is, but for unknown words", (line) => {
    const shape = (text: string): string => text.replace(/[A-Za-z_]\w*/g, "w");
    expect(shape(between(line) ?? "")).toBe(shape(line));
  });

  test("not as the flags of a call that copies", () => {
    expect(between("splice(9, NULL, 7, NULL, 5041, 463719999) = 5041")).toBe(
      "splice(9, NULL, 7, NULL, 5041, 100000000) = 5041",
    );
  });

  test("not as an fd in a line that cannot be read, unless an fd's end follows", () => {
    expect(between("[pid  7] write(46371")).toBe("[pid  7] write(10000");
    expect(between("[pid  7] write(46371 x, {")).toBe("[pid  7] write(10000 x, {");
    expect(between("[pid  7] write(46371, {")).toBe("[pid  7] write(46371, {");
  });

  test("not at the begin of a line that goes on with another, which was cut within a word", () => {
    const lines = scrubbed(CALL, "poll([{fd=5}], 1strace: Process 9 attached", "4637, 500) = 0");
    expect(lines[2]).not.toContain("4637");
    const whole = scrubbed(CALL, "poll([{fd=5}], strace: Process 9 attached", "1, 4637) = 0");
    expect(whole[2]).toBe("1, 4637) = 0");
  });
});

describe("a result, a time, a pid or an offset stays only if it is one", () => {
  test.each([
    ["write(5, 0x7ffe, 0x5) = 0x46371e9a9", "write(5, 0x7ffe, 0x5) = 0x100000000"],
    ["[pid 4637199999] close(4) = 0", "[pid 1000000000] close(4) = 0"],
    ["1795470769 close(4) = 0", "1795470769 close(4) = 0"],
    ["Process 77 attached (pin Frobnicate 4637)", "Process 77 attached (xxx Xxxxxxxxxx 0000)"],
    ["Process 77 attached (waiting for parent)", "Process 77 attached (waiting for parent)"],
    ["syscall_0x46371e9a9(0x1) = 0", "syscall_0x000000000(0x1) = 0"],
    ["syscall_0x1c3(0x1) = 0", "syscall_0x1c3(0x1) = 0"],
  ])("%s", (line, expected) => {
    expect(between(line)).toBe(expected);
  });

  test("the pid in a message runs on", () => {
    expect(between("strace: Exit of unknown pid 46371e9a9")).toBe("strace: Exit of unknown pid 10000x0x0");
    expect(between("strace: Exit of unknown pid 46371 ignored")).toBe("strace: Exit of unknown pid 46371 xxxxxxx");
  });

  test("an offset of a dump is a multiple of sixteen", () => {
    const dumped = (offset: string): string | undefined =>
      scrubbed(
        'write(5, "a"..., 17) = 17',
        ` | ${offset}  61                                                 a                |`,
      )[1];
    expect(dumped("46371")).toContain(" | 00000  ");
    expect(dumped("46370")).toContain(" | 46370  ");
  });
});

describe("bytes that frame a message stay only as a whole", () => {
  const written = (text: string, bytes: number): string | undefined =>
    scrubbed(ACCEPT, `write(5, "${text}", ${bytes}) = ${bytes}`, "close(5) = 0")[1];

  test("a status of more than three digits", () => {
    expect(written("HTTP/1.1 4637 OK\\r\\n\\r\\n", 20)).toContain('"HTTP/1.1 xxxx xx\\r\\n\\r\\n"');
  });

  test("a length that the buffer ends in", () => {
    expect(written("HTTP/1.1 200 OK\\r\\nContent-Length: 40637", 38)).toContain("Content-Length: 10111");
  });

  test("a size of a chunk that the buffer ends in, also with a blank after it", () => {
    const chunked = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
    expect(written(`${chunked}4637 `, 52)).toContain("\\r\\n\\r\\n1111 ");
  });

  test("a size of a chunk that goes on beyond the end of its buffer", () => {
    const head = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
    const vectors = (size: string): string =>
      `writev(5, [{iov_base="${head}${size}", iov_len=51}, {iov_base="\\r\\n", iov_len=2}], 2) = 53`;
    expect(scrubbed(ACCEPT, vectors("7759ff7d3"), "close(5) = 0")[1]).toBe(vectors("1111....."));
    expect(scrubbed(ACCEPT, vectors("7759"), "close(5) = 0")[1]).toBe(vectors("7759"));
  });

  test("the version and the family of a PROXY header", () => {
    const read = 'read(5, "\\r\\n\\r\\n\\0\\r\\nQUIT\\nZZ\\0\\2ab", 99) = 18';
    expect(scrubbed(ACCEPT, read, "close(5) = 0")[1]).toBe(read.replace("ZZ", "..").replace("ab", ".."));
  });

  test("an address of the machine itself in IPv6 has numbers up to 255", () => {
    const line = (address: string): string =>
      `connect(6, {sa_family=AF_INET6, sin6_port=htons(80), inet_pton(AF_INET6, "${address}", &sin6_addr)}, 28) = 0`;
    expect(between(line("::ffff:127.0.0.4637"))).toContain('"::ffff:192.0.2.1"');
    expect(between(line("::ffff:127.0.0.255"))).toContain('"::ffff:127.0.0.255"');
  });

  test("the second modifier of a question in uwsgi's protocol", () => {
    const question = "\\0\\27\\0Z\\16\\0REQUEST_METHOD\\3\\0GET";
    const answer = 'write(5, "HTTP/1.1 200 OK\\r\\n\\r\\n", 19) = 19';
    const read = `read(5, "${question}", 8192) = 25`;
    expect(scrubbed(ACCEPT, read, answer, "close(5) = 0")[1]).toBe(read.replace("0Z", "0\\0"));
  });

  test("a string that a person shortened in a line that cannot be read", () => {
    expect(between('[pid 7] write(5, "Frobnicate"[snip], 512} = 5')).not.toContain("Frob");
  });
});

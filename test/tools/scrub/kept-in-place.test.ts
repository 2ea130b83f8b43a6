import { describe, expect, test } from "vitest";
import { Leftovers } from "../../../src/tools/scrub/leftovers.js";
import { scrubText } from "../../../src/tools/scrub/scrub-text.js";

const scrubbed = (...lines: string[]): string[] =>
  scrubText(lines.map((line) => `${line}\n`).join("")).text.split("\n");
const CALL = "close(3) = 0";

describe("a number or a word stays only in its place: what stands", () => {
  test.each([
    ["after an unclosed quote", `write(5, "abc", 4111111111111111`],
    ["after a quote that another one opens", `write(5, "abc"4111111111111111", 3) = 3`],
    ["in a decoration that is cut", `read(5<TCP:[10.1.2.3:80->4111111111111111`],
    ["in a decoration of another kind", `read(5<NETLINKPIN:[4111111111111111]>, "", 0) = 0`],
    ["in a half", `read(5, 4111111111111111 <unfinished ...>`],
    ["in a line that the capture begins in", `4111111111111111, 3) = 3`],
    ["in a line of a log that begins like strace's", `[pid  7] PIN(4111111111111111`],
    ["before such a line", `4111111111111111 close(3) = 0`],
    ["in a port", `bind(3, {sa_family=AF_INET, sin_port="4111111111111111", sin_addr=inet_addr("0.0.0.0")}, 16) = 0`],
    ["in the name of a signal", `+++ killed by 4111111111111111 +++`],
    ["in an exit's status", `+++ exited with 4111111111111111 +++`],
    ["in a result", `getpid() = 4111111111111111`],
    ["in a time", `10:29:50.4111111111111111 close(3) = 0`],
    ["in a comment", `ioctl(3, 0x5401 /* 4111111111111111 */, 0x7f00) = 0`],
    ["in a note after a half", `read(5,  <unfinished ...>   <-- 4111111111111111`],
    ["in a message of strace's", `strace: Process 4111111111111111 attached`],
    ["in a Content-Length", `write(1, "HTTP/1.1 200 OK\\r\\nContent-Length: 4111111111111111\\r\\n\\r\\n", 53) = 53`],
  ])("%s", (_place, line) => {
    const text = scrubbed(CALL, line, CALL).join("\n");
    expect(text).not.toContain("4111");
    expect(text).not.toContain("PIN");
  });

  test("alone on a line after a call", () => {
    expect(scrubbed(CALL, "481516", CALL)[1]).toBe("100000");
  });

  test("in the rows of -c", () => {
    const table = [
      "% time     seconds  usecs/call     calls    errors syscall",
      "------ ----------- ----------- --------- --------- ----------------",
      " 66.67    0.000020          41         2           write",
      " 33.33    0.000010          11         1         1 pinned",
    ];
    expect(scrubbed(CALL, ...table).slice(1, 5)).toEqual([
      ...table.slice(0, 2),
      " 00.00    0.000000          00         0           write",
      " 00.00    0.000000          00         0         0 xxxxxx",
    ]);
  });

  test("in capitals after the start of a constant, unless strace knows the name", () => {
    const [line] = scrubbed("mmap(NULL, 1, PROT_READ, MAP_PRIVATE|MAP_SECRET, -1, 0) = 0x7f0012345678");
    expect(line).toBe("mmap(NULL, 1, PROT_READ, MAP_PRIVATE|XXXxXXXXXX, -1, 0) = 0x100000000000");
  });
});

describe("a disguise is the same for the same", () => {
  test("of a port, in sockaddrs of each form and in decorations", () => {
    const lines = scrubbed(
      `accept4(3, {sa_family=AF_INET, sin_port=htons(40404), sin_addr=inet_addr("127.0.0.1")}, [16], 0) = 5<TCP:[127.0.0.1:80->127.0.0.1:40404]>`,
      `connect(6, {sa_family=0x2, sin_port="\\x9d\\xd4", sin_addr="\\x7f\\x00\\x00\\x01"}, 16) = 0`,
      `connect(6, {sa_family=0x2 /* AF_INET */, sin_port="\\x9d\\xd4" /* htons(40404) */, sin_addr="\\x7f\\x00\\x00\\x01"}, 16) = 0`,
    );
    expect(lines[0]).toContain("htons(49152)");
    expect(lines[0]).toContain("TCP:[127.0.0.1:80->127.0.0.1:49152]");
    expect(lines[1]).toContain('sin_port="\\xc0\\x00"');
    expect(lines[2]).toContain('sin_port="\\xc0\\x00" /* htons(49152) */');
  });

  test("of an address, also in a comment of -X verbose", () => {
    const [line] = scrubbed(
      `connect(6, {sa_family=0x2, sin_port="\\x00\\x50", sin_addr="\\x0a\\x01\\x02\\x03" /* inet_addr("10.1.2.3") */}, 16) = 0`,
    );
    expect(line).toContain('sin_addr="\\xc0\\x00\\x02\\x01" /* inet_addr("192.0.2.1") */');
  });

  test("of an inode, whatever its socket is called", () => {
    expect(scrubbed("bind(3<socket:[4711]>, NULL, 0) = 0", "close(3<UNIX-STREAM:[4711->4712]>) = 0")).toEqual([
      "bind(3<socket:[10001]>, NULL, 0) = 0",
      "close(3<UNIX-STREAM:[10001->10002]>) = 0",
      "",
    ]);
  });
});

describe("the check at the end", () => {
  const { secrets } = scrubText(
    `${CALL}\nwrite(5, "4111-1111-1111-1111", 19) = 19\nwrite(5, "the number 4929123456781234", 27) = 27\n`,
  );

  test.each(["4111-1111-1111-1111", "4929123456781234", "34 39 32 39 31 32 33 34"])("finds %s", (number) => {
    const leftovers = new Leftovers(secrets);
    leftovers.search(Buffer.from(`x ${number} x`));
    expect(leftovers.hasFound).toBe(true);
  });
});

import { accepted, asked, readFrom, repeat, sockets, written } from "./lines.js";
import type { Pattern } from "./pattern.js";

const CALL = '1 write(1, "a", 1) = 1\n';
const times = (size: number, text: string): string => text.repeat(size);

/** A line that goes on and on: what one of them costs. */
const long = (name: string, line: (size: number) => string, from = 2_000): Pattern => ({
  name,
  from,
  text: (size) => `${asked(7)}${line(size)}\n${CALL}`,
});

/** What stands again and again in the arguments of a call, and is never closed. */
const inArguments = (unit: string): Pattern =>
  long(`\`${unit}\` N times, never closed`, (n) => `1 ioctl(1, ${times(n, unit)}`);

export const linePatterns: readonly Pattern[] = [
  long("`strace: ` and N slashes", (n) => `strace: ${times(n, "/")}`),
  long("`strace` N times, as a message", (n) => `${times(n, "strace")}: x`),
  long("N slashes and blanks", (n) => times(n, "/ ")),
  long("N words and colons", (n) => times(n, "a: ")),
  long("N blanks in a line", (n) => `x${times(n, " ")}x`),
  long("N tabs before a call", (n) => `${times(n, "\t")}write(1`),
  long("N `)`", (n) => `1 write(1, ${times(n, ") ")}`),
  long("N `) = 1 `", (n) => `1 write(1, ${times(n, ") = 1 ")}`),
  long("N ` = `", (n) => `1 write(1, "a"${times(n, " = ")}`),
  long("N `(`", (n) => `1 write(1, ${times(n, "(")}`),
  long("N `[`", (n) => `1 write(1, ${times(n, "[")}`),
  long("N `{a=`", (n) => `1 write(1, ${times(n, "{a=")} = 1`),
  long("N `[` and as many `]`", (n) => `1 sendmsg(7, ${times(n, "[")}${times(n, "]")}, 0) = 1`, 250),
  long('N `"`', (n) => `1 write(1, ${times(n, '"')}`),
  long('N `"` in a line of the program', (n) => times(n, '"')),
  long("N `'`", (n) => `1 write(1, ${times(n, "'")}`),
  long("N `'\\\\`", (n) => `1 write(1, ${times(n, "'\\")}`),
  long("N `<... `", (n) => times(n, "<... ")),
  long("N ` <unfinished ...>`", (n) => `1 write(7, "a"${times(n, " <unfinished ...>")} x`),
  long("N `--- SIGTERM `", (n) => times(n, "--- SIGTERM ")),
  long("N `+++ `", (n) => times(n, "+++ ")),
  long("N `(errno `", (n) => `1 write(7, "a", 1) = -1 EAGAIN ${times(n, "(errno ")}`),
  long("N remarks after a result", (n) => `1 write(7, "a", 1) = 1${times(n, " (x)")}`),
  long("N ` [x]` after a result", (n) => `1 write(7, "a", 1) = 1${times(n, " [x]")}`),
  long("N ` /*` after a result", (n) => `1 write(7, "a", 1) = 1${times(n, " /*")}`),
  long("N `<` after a result", (n) => `1 write(7, "a", 1) = 1${times(n, "<")}`),
  long("N digits", (n) => `1 write(7, "a", 1) = ${times(n, "1")}`),
  long("N `.` and words", (n) => times(n, "at a.")),
  long("N `... ` in a line", (n) => times(n, "... ")),
  long("N `# `", (n) => times(n, "# ")),
  long("N `a=1 `", (n) => times(n, "a=1 ")),
  long("N `&lt;`", (n) => `1 write(7, ${times(n, "&lt;")}`),
  long("N dashes", (n) => times(n, "-")),
  long("N `|`", (n) => `1 write(${times(n, "|A")}`),
  long("N `=>`", (n) => `1 write(${times(n, "=>1")}`),
  long("N lines of a call, glued", (n) => `x${times(n, 'write(1, "a", 1) = 1 ')}`),
  ...["/* ", "1<", "1<TC", "1<A:[", "1<UNIX:[", "<", '1<TCP:["', "1<a<", "1<(null):[", '"a"..., '].map(inArguments),
  {
    name: '`\\"` N times in one write to fd 1',
    from: 2_000,
    text: (n) => `${asked(7)}1 write(1, "${times(n, '\\"')}", ${n}) = ${n}\n`,
  },
  {
    name: "`\\\\` N times in one write to a socket",
    from: 2_000,
    text: (n) => `${asked(7)}1 write(7, "${times(n, "\\\\")}", ${n}) = ${n}\n`,
  },
  {
    name: "`\\\\` N times, never closed",
    from: 2_000,
    text: (n) => `${asked(7)}1 write(7, "${times(n, "\\\\")}\n${CALL}`,
  },
  {
    name: "a writev with N buffers",
    from: 250,
    text: (n) => {
      const buffers = repeat(n, () => '{iov_base="abcdefgh", iov_len=8}, ').slice(0, -2);
      return `${asked(7)}1 writev(7, [${buffers}], ${n}) = ${8 * n}\n`;
    },
  },
  {
    name: "a writev with N buffers, on a lost stream",
    from: 250,
    text: (n) => {
      const buffers = repeat(n, () => '{iov_base="abcd"..., iov_len=8}, ').slice(0, -2);
      return `${asked(7)}1 write(7, "HTTP/1.1 200 OK"..., 500) = 500\n1 writev(7, [${buffers}], ${n}) = ${8 * n}\n`;
    },
  },
  {
    name: "an epoll_wait with N events",
    from: 250,
    text: (n) => {
      const registered = repeat(
        n,
        (i) =>
          `${accepted(i + 10)}1 epoll_ctl(4, EPOLL_CTL_ADD, ${i + 10}, {events=EPOLLIN, data={u32=${i}, u64=${i}}}) = 0\n`,
      );
      const events = repeat(n, (i) => `{events=EPOLLIN|EPOLLHUP, data={u32=${i}, u64=${i}}}, `).slice(0, -2);
      return `${registered}1 epoll_wait(4, [${events}], ${n}, -1) = ${n}\n`;
    },
  },
  {
    name: "a poll with N fds",
    from: 250,
    text: (n) => {
      const fds = repeat(n, (i) => `{fd=${i + 10}, events=POLLIN}, `).slice(0, -2);
      const ready = repeat(n, (i) => `{fd=${i + 10}, revents=POLLHUP}, `).slice(0, -2);
      return `${sockets(n)}1 poll([${fds}], ${n}, -1) = ${n} ([${ready}])\n`;
    },
  },
  {
    name: "N messages in a sendmmsg",
    from: 250,
    text: (n) => {
      const one =
        '{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="abcd", iov_len=4}], msg_iovlen=1}, msg_len=4}';
      return `${asked(7)}1 sendmmsg(7, [${Array(n).fill(one).join(", ")}], ${n}, 0) = ${n}\n`;
    },
  },
  {
    name: "lines folded into N pieces",
    from: 10,
    text: (n) =>
      repeat(4 * n, () => {
        const line = `1 write(7, "${"abcdefghij".repeat(20)}", 200) = 200`;
        return `${line.match(/.{1,80}/g)?.join("\n")}\n`;
      }),
  },
  {
    name: "one line folded into N pieces",
    from: 20,
    text: (n) => {
      const line = `1 write(7, "${"abcdefghij".repeat(8 * n)}", ${80 * n}) = ${80 * n}`;
      const call = `1 write(7, "${"klmnopqrst".repeat(10)}", 100) = 100`;
      return repeat(20, () => `${[call, line].map((each) => each.match(/.{1,80}/g)?.join("\n")).join("\n")}\n`);
    },
  },
  { name: "N blank lines", from: 2_000, text: (n) => `${asked(7)}${times(n, "\n")}${CALL}` },
  { name: "a header of N lines of comment", from: 2_000, text: (n) => `${times(n, "# kept\n")}${asked(7)}` },
  { name: "N comments in one line", from: 2_000, text: (n) => `${times(n, "# strace -f ")}\n${asked(7)}` },
  {
    name: "N lines of a dump",
    from: 500,
    text: (n) => {
      const line = " | 00000  61 62 63 64 65 66 67 68  61 62 63 64 65 66 67 68  abcdefghabcdefgh |\n";
      return `${asked(7)}1 write(7, "a"..., ${16 * n}) = ${16 * n}\n * ${16 * n} bytes in buffer 0\n${times(n, line)}${CALL}`;
    },
  },
  {
    name: "N frames of a stack",
    from: 500,
    text: (n) => `${asked(7)}${readFrom(7, "a", 1)}${times(n, " > /lib/libc.so.6(write+0x1) [0x1]\n")}${CALL}`,
  },
  {
    name: "N lines with a note each",
    from: 250,
    text: (n) => `${asked(7)}${times(n, `${written(7, "a", 1).trimEnd()}  <-- here\n`)}`,
  },
  {
    name: "N lines with two calls each",
    from: 250,
    text: (n) => `${asked(7)}${times(n, '1 write(7, "a", 1) = 1 1 write(7, "b", 1) = 1\n')}`,
  },
];

import { asked, bytewise, readFrom, repeat, written } from "./lines.js";
import type { Pattern } from "./pattern.js";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CHUNKED = "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
const ENDS = "1 close(7) = 0\n";

const responding = (text: string): string => bytewise(text, (quoted, length) => written(7, quoted, length));
const requesting = (text: string): string => bytewise(text, (quoted, length) => readFrom(7, quoted, length));

/** A chunked body goes on with this text, byte by byte. */
const chunked = (text: string): string => `${asked(7)}${written(7, CHUNKED, 47)}${responding(text)}${ENDS}`;
const whole = (quoted: string, length: number): string => `${asked(7)}${written(7, quoted, length)}${ENDS}`;

/** Heads and bodies whose parts come in pieces, or come again and again. */
export const httpPatterns: readonly Pattern[] = [
  {
    name: "a response head of N lines, byte by byte",
    from: 50,
    text: (n) => `${asked(7)}${responding(`${HEAD}${"a: b\r\n".repeat(n)}\r\n`)}${ENDS}`,
  },
  {
    name: "a request head of N lines, byte by byte",
    from: 50,
    text: (n) =>
      `1 accept4(3, NULL, NULL, 0) = 7\n${requesting(`GET / HTTP/1.1\r\n${"a: b\r\n".repeat(n)}\r\n`)}${ENDS}`,
  },
  {
    name: "a response head of N lines, line by line",
    from: 250,
    text: (n) =>
      `${asked(7)}${written(7, "HTTP/1.1 200 OK\\r\\n", 17)}${repeat(n, () => written(7, "a: b\\r\\n", 6))}${ENDS}`,
  },
  {
    name: "a response head of N lines, each with dots, line by line",
    from: 250,
    text: (n) =>
      `${asked(7)}${written(7, "HTTP/1.1 200 OK\\r\\n", 17)}${repeat(n, () => '1 write(7, "abc: ...\\r\\n", 12) = 10\n')}${ENDS}`,
  },
  {
    name: "a response head in N buffers",
    from: 250,
    text: (n) =>
      `${asked(7)}1 writev(7, [{iov_base="HTTP/1.1 200 OK\\r\\n", iov_len=17}, ${Array(n).fill('{iov_base="a: b\\r\\n", iov_len=6}').join(", ")}], ${n + 1}) = ${17 + 6 * n}\n${ENDS}`,
  },
  {
    name: "a header field of N bytes, byte by byte",
    from: 300,
    text: (n) => `${asked(7)}${responding(`${HEAD}a: ${"b".repeat(n)}\r\n\r\n`)}${ENDS}`,
  },
  {
    name: "a header field of N bytes",
    from: 2_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\na: ${"b".repeat(n)}\\r\\n\\r\\n`, n + 24),
  },
  {
    name: "a header field of N blanks",
    from: 2_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\nConnection: ${" ".repeat(n)}x\\r\\n\\r\\n`, n + 34),
  },
  {
    name: "a Content-Length of N digits",
    from: 2_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\nContent-Length: ${"0".repeat(n)}1\\r\\n\\r\\n`, n + 38),
  },
  {
    name: "a Content-Length of N values",
    from: 1_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\nContent-Length: ${"1,".repeat(n)}1\\r\\n\\r\\n`, 2 * n + 38),
  },
  {
    name: "a first line of N bytes",
    from: 2_000,
    text: (n) => whole(`HTTP/1.1 200 ${"a".repeat(n)}\\r\\n\\r\\n`, n + 17),
  },
  {
    name: "a request line of N bytes, byte by byte",
    from: 300,
    text: (n) => `1 accept4(3, NULL, NULL, 0) = 7\n${requesting(`GET /${"a".repeat(n)} HTTP/1.1\r\n\r\n`)}${ENDS}`,
  },
  {
    name: "a method of N letters, byte by byte",
    from: 300,
    text: (n) => `1 accept4(3, NULL, NULL, 0) = 7\n${requesting("A".repeat(n))}${ENDS}`,
  },
  ...["upgrade:1", "Connection: a", "Content-Length: 1", "Transfer-Encoding: a", "Expect: a"].map(
    (field): Pattern => ({
      name: `\`${field}\` N times in one head`,
      from: 250,
      text: (n) => whole(`HTTP/1.1 200 OK\\r\\n${`${field}\\r\\n`.repeat(n)}\\r\\n`, 19 + (field.length + 2) * n),
    }),
  ),
  {
    name: "a chunk extension of N bytes, byte by byte",
    from: 300,
    text: (n) => chunked(`5;a=${"b".repeat(n)}\r\nabcde\r\n`),
  },
  { name: "a chunk size of N zeros, byte by byte", from: 300, text: (n) => chunked(`${"0".repeat(n)}5\r\nabcde\r\n`) },
  { name: "trailers of N lines, byte by byte", from: 50, text: (n) => chunked(`0\r\n${"a: b\r\n".repeat(n)}\r\n`) },
  {
    name: "a chunk extension of N bytes",
    from: 2_000,
    text: (n) => `${asked(7)}${written(7, CHUNKED, 47)}${written(7, `5;a=${"b".repeat(n)}\\r\\nabcde\\r\\n`, n + 13)}`,
  },
  {
    name: "a chunk size line of N blanks",
    from: 2_000,
    text: (n) => `${asked(7)}${written(7, CHUNKED, 47)}${written(7, `5${" ".repeat(n)}x\\r\\nabcde\\r\\n`, n + 11)}`,
  },
  {
    name: "N chunks in one write",
    from: 500,
    text: (n) => `${asked(7)}${written(7, CHUNKED, 47)}${written(7, "5\\r\\nabcde\\r\\n".repeat(n), 10 * n)}`,
  },
  {
    name: "N chunks, in buffers of one writev",
    from: 250,
    text: (n) =>
      `${asked(7)}${written(7, CHUNKED, 47)}1 writev(7, [${Array(n).fill('{iov_base="5\\r\\n", iov_len=3}, {iov_base="abcde\\r\\n", iov_len=7}').join(", ")}], ${2 * n}) = ${10 * n}\n`,
  },
  {
    name: "N responses in one write",
    from: 250,
    text: (n) =>
      `${asked(7)}${repeat(n, () => readFrom(7, "GET / HTTP/1.1\\r\\n\\r\\n", 18))}${written(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n".repeat(n), 38 * n)}`,
  },
  {
    name: "N requests in one read",
    from: 250,
    text: (n) =>
      `1 accept4(3, NULL, NULL, 0) = 7\n${readFrom(7, "GET / HTTP/1.1\\r\\n\\r\\n".repeat(n), 18 * n)}${ENDS}`,
  },
  {
    name: "N empty lines before a request",
    from: 2_000,
    text: (n) => `1 accept4(3, NULL, NULL, 0) = 7\n${readFrom(7, "\\r\\n".repeat(n), 2 * n)}${ENDS}`,
  },
  {
    name: "N bytes of another protocol, byte by byte",
    from: 300,
    text: (n) => `1 accept4(3, NULL, NULL, 0) = 7\n${requesting("GET ".repeat(n / 4))}${ENDS}`,
  },
  {
    name: "a head with N marks of an elision",
    from: 500,
    text: (n) => `${asked(7)}1 write(7, "HTTP/1.1 200 OK\\r\\n${"(snip [more ".repeat(n)}", 100000) = 100000\n`,
  },
  {
    name: "a head with N dots",
    from: 1_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\n${"... ".repeat(n)}\\r\\n\\r\\n`, 4 * n + 40),
  },
  {
    name: "a head with N blanks and dots",
    from: 1_000,
    text: (n) => whole(`HTTP/1.1 200 OK\\r\\n${" ".repeat(n)}a...\\r\\n\\r\\n`, n + 50),
  },
  {
    name: "a response over TLS in N records",
    from: 250,
    text: (n) => `1 accept4(3, NULL, NULL, 0) = 7\n${repeat(n, () => written(7, "\\27\\3\\3\\0\\1a", 6))}${ENDS}`,
  },
  {
    name: "a uwsgi packet of N variables",
    from: 250,
    text: (n) =>
      `1 accept4(3, NULL, NULL, 0) = 7\n${readFrom(7, `\\0\\377\\377\\0${"\\1\\0a\\1\\0b".repeat(n)}`, 4 + 6 * n)}${written(7, "HTTP/1.1 200 OK\\r\\n\\r\\n", 19)}${ENDS}`,
  },
];

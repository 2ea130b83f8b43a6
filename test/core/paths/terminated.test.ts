import { describe, expect, test } from "vitest";
import { verdictOnPath } from "../../../src/core/paths/path.js";
import { analyzeText } from "../../../src/index.js";

const CLIENT = "4<TCP:[127.0.0.1:443->127.0.0.1:6000]>";
const SERVER = "5<TCP:[127.0.0.1:7000->127.0.0.1:80]>";
const DATA = '"\\27\\3\\3\\0\\4abcd", 9) = 9';
/** A record of 16,384 bytes of data. */
const FULL = '"\\27\\3\\3@\\21"..., 16406) = 16406';
const NOTIFY = `10 write(${CLIENT}, "\\27\\3\\3\\0\\23abcdefghijklmnopqrs", 24) = 24`;

/** A program is asked over TLS, and asks a server in the clear. */
const ASKED = [
  `10 accept4(3<TCP:[127.0.0.1:443]>, NULL, NULL, 0) = ${CLIENT}`,
  `10 read(${CLIENT}, "\\26\\3\\1\\0\\4\\1\\0\\0\\0", 9) = 9`,
  `10 write(${CLIENT}, "\\26\\3\\3\\0\\4\\2\\0\\0\\0", 9) = 9`,
  ...[`10 read(${CLIENT}, ${DATA}`, `10 read(${CLIENT}, ${DATA}`],
  "10 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 5<TCP:[1]>",
  '10 connect(5<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
  `10 write(${SERVER}, "GET /a HTTP/1.1\\r\\n\\r\\n", 19) = 19`,
];
/** It passes on what the server sends: 32,200 bytes of as many as it declares. */
const passesOn = (declared: number): string[] => [
  `10 read(${SERVER}, "HTTP/1.1 200 OK\\r\\nContent-Length: ${declared}\\r\\n\\r\\n..."..., 16042) = 16042`,
  `10 write(${CLIENT}, ${FULL}`,
  `10 read(${SERVER}, "..."..., 16200) = 16200`,
  `10 write(${CLIENT}, ${FULL}`,
];
const LEAVES = `10 close(${SERVER}) = 0`;
const ENDS = [NOTIFY, `10 close(${CLIENT}) = 0`];
/** The capture shows the server: it goes on until the program has left. */
const GOES_ON = [
  "20 accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = 6<TCP:[127.0.0.1:80->127.0.0.1:7000]>",
  '20 read(6<TCP:[127.0.0.1:80->127.0.0.1:7000]>, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
  '20 write(6<TCP:[127.0.0.1:80->127.0.0.1:7000]>, "HTTP/1.1 200 OK\\r\\nContent-Length: 300000\\r\\n\\r\\n..."..., 40000) = 40000',
];

function pathsOf(...lines: readonly string[]): string[] {
  const found: string[] = [];
  const forks = [10, 20].map(
    (pid) => `9 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = ${pid}`,
  );
  analyzeText(`# strace -f -yy -e trace=network,desc,process\n${[...forks, ...lines].join("\n")}\n`, {
    onPath: ({ losses, undecided, isProven }) => {
      if (isProven)
        found.push(`${losses.map((loss) => `${loss.connection.pid} ${verdictOnPath(loss)}`)}, ${undecided}`);
    },
  });
  return found;
}

describe("a program that ends TLS, and left its server in the midst of a response", () => {
  test("has cut the stream in which it passed that on, though the stream ended well", () => {
    expect(pathsOf(...ASKED, ...GOES_ON, ...passesOn(300_000), LEAVES, ...ENDS)).toEqual(["10 truncated, null"]);
  });

  test("has cut it, too, if it was killed", () => {
    expect(pathsOf(...ASKED, ...GOES_ON, ...passesOn(300_000), "10 +++ killed by SIGKILL +++")).toEqual([
      "10 truncated, null",
    ]);
  });

  test("may have received less itself if the server is not seen", () => {
    expect(pathsOf(...ASKED, ...passesOn(300_000), LEAVES, ...ENDS)).toEqual(["10 truncated, upstream-not-seen"]);
  });

  test("has cut nothing if its client had left", () => {
    const left = `10 read(${CLIENT}, "", 8192) = 0`;
    expect(pathsOf(...ASKED, ...GOES_ON, ...passesOn(300_000), left, LEAVES, ...ENDS)).toEqual([]);
  });
});

test("a program that ends TLS, and passed a whole response on, has cut nothing", () => {
  const declared = 16_042 - "HTTP/1.1 200 OK\r\nContent-Length: 32202\r\n\r\n".length + 16_200;
  expect(pathsOf(...ASKED, ...passesOn(declared), LEAVES, ...ENDS)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

const FRONT = "TCP:[127.0.0.1:8080->127.0.0.1:5000]";
const ASK = "5<TCP:[127.0.0.1:6000->127.0.0.1:443]>";
const ANSWER = "4<TCP:[127.0.0.1:443->127.0.0.1:6000]>";
const DATA = '"\\27\\3\\3\\0\\4abcd", 9) = 9';

/** A proxy is asked, and asks a server of another process over TLS. */
const ASKED = [
  ...[10, 20].map(
    (pid) => `9 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = ${pid}`,
  ),
  `10 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 7<${FRONT}>`,
  `10 read(7<${FRONT}>, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19`,
  `20 accept4(3<TCP:[127.0.0.1:443]>, NULL, NULL, 0) = ${ANSWER}`,
  "10 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 5<TCP:[1]>",
  '10 connect(5<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
  ...[
    `10 write(${ASK}, "\\26\\3\\1\\0\\4\\1\\0\\0\\0", 9) = 9`,
    `20 read(${ANSWER}, "\\26\\3\\1\\0\\4\\1\\0\\0\\0", 9) = 9`,
  ],
  ...[
    `20 write(${ANSWER}, "\\26\\3\\3\\0\\4\\2\\0\\0\\0", 9) = 9`,
    `10 read(${ASK}, "\\26\\3\\3\\0\\4\\2\\0\\0\\0", 9) = 9`,
  ],
  ...[
    `10 write(${ASK}, ${DATA}`,
    `20 read(${ANSWER}, ${DATA}`,
    `10 write(${ASK}, ${DATA}`,
    `20 read(${ANSWER}, ${DATA}`,
  ],
];
const SERVER_CLOSES = `20 close(${ANSWER}) = 0`;
const MEETS_END = [`10 read(${ASK}, "", 8192) = 0`, `10 close(${ASK}) = 0`];
/** The proxy answers with a body of three bytes. */
const answers = (status: string): string => {
  const length = "HTTP/1.1 \r\nContent-Length: 3\r\n\r\nbad".length + status.length;
  return `10 write(7<${FRONT}>, "HTTP/1.1 ${status}\\r\\nContent-Length: 3\\r\\n\\r\\nbad", ${length}) = ${length}`;
};
const BAD_GATEWAY = answers("502 Bad Gateway");
/** A record of so many bytes, which the server sends. */
const sends = (bytes: number): string[] => {
  const record = `"\\27\\3\\3\\${Math.floor(bytes / 256).toString(8)}\\${(bytes % 256).toString(8)}"..., ${bytes + 5}) = ${bytes + 5}`;
  return [`20 write(${ANSWER}, ${record}`, `10 read(${ASK}, ${record}`];
};

/** Each path: the processes from the client inwards, with what each did. */
function pathsOf(...lines: readonly string[]): string[] {
  const found: string[] = [];
  analyzeText(`# strace -f -yy -e trace=network,desc,process\n${lines.join("\n")}\n`, {
    onPath: ({ losses, isProven }) => {
      if (isProven) found.push(losses.map(({ connection, part }) => `${connection.pid} ${part}`).join(", "));
    },
  });
  return found;
}

describe("a proxy that answered 502, and had asked over TLS", () => {
  test("hid that its server had ended the stream without an answer", () => {
    expect(pathsOf(...ASKED, SERVER_CLOSES, ...MEETS_END, BAD_GATEWAY)).toEqual(["10 hidden, 20 origin"]);
  });

  test("hid that its server had ended after far more bytes than the 502 has", () => {
    const much = [...sends(16_000), ...sends(16_000)];
    expect(pathsOf(...ASKED, ...much, SERVER_CLOSES, ...MEETS_END, BAD_GATEWAY)).toEqual(["10 hidden, 20 origin"]);
  });

  test("may have passed the 502 on if so many bytes came", () => {
    expect(pathsOf(...ASKED, ...sends(200), SERVER_CLOSES, ...MEETS_END, BAD_GATEWAY)).toEqual([]);
  });

  test("did so by itself if the server had not ended the stream", () => {
    expect(pathsOf(...ASKED, BAD_GATEWAY, `10 close(${ASK}) = 0`, SERVER_CLOSES)).toEqual([]);
  });
});

test("another answer than 502 says nothing of a server that ended without one", () => {
  expect(pathsOf(...ASKED, SERVER_CLOSES, ...MEETS_END, answers("503 Unavailable"))).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

/** The origin of each path: the process, or why there is none. */
function originsOf(...lines: readonly string[]): (number | string | null)[] {
  const origins: (number | string | null)[] = [];
  analyzeText(`# strace -f -yy -e trace=network,desc,process\n${lines.join("\n")}\n`, {
    onPath: ({ losses, origin, undecided, isProven }) => {
      if (isProven) origins.push(undecided ?? losses[origin ?? 0]?.connection.pid ?? null);
    },
  });
  return origins;
}

const front = "TCP:[127.0.0.1:8080->127.0.0.1:5000]";
const asking = (port: number, server: number): string => `TCP:[127.0.0.1:${port}->127.0.0.1:${server}]`;
const answering = (port: number, server: number): string => `TCP:[127.0.0.1:${server}->127.0.0.1:${port}]`;

/** Three programs of which the capture shows that they are three. */
const FORKED = [10, 20, 21].map(
  (pid) =>
    `9 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f0) = ${pid}`,
);
/** A client asks the proxy. */
const IN = [
  `10 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 7<${front}>`,
  `10 read(7<${front}>, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19`,
];
/** The proxy sends 100 bytes of 1,000, and ends. */
const OUT = [
  `10 write(7<${front}>, "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."..., 141) = 141`,
  `10 close(7<${front}>) = 0`,
];
const HELLO = '"\\26\\3\\1\\0\\4\\1\\0\\0\\0", 9) = 9';
const DONE = '"\\26\\3\\3\\0\\4\\2\\0\\0\\0", 9) = 9';
const DATA = '"\\27\\3\\3\\0\\4abcd", 9) = 9';
const NOTIFY = '"\\27\\3\\3\\0\\23abcdefghijklmnopqrs", 24) = 24';
/** A record of so many bytes, up to 255. */
const record = (bytes: number): string => `"\\27\\3\\3\\0\\${bytes.toString(8)}"..., ${bytes + 5}) = ${bytes + 5}`;

/** The proxy asks a server over TLS, which sends these bytes. */
function stream(server: number, fd: number, ...sent: readonly string[]): string[] {
  const [port, at] = [6000 + server, 400 + server];
  const [ask, answer] = [`${fd}<${asking(port, at)}>`, `4<${answering(port, at)}>`];
  return [
    `${server} accept4(3<TCP:[127.0.0.1:${at}]>, NULL, NULL, 0) = ${answer}`,
    `10 connect(${ask}, {sa_family=AF_INET, sin_port=htons(${at}), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    ...[`10 write(${ask}, ${HELLO}`, `${server} read(${answer}, ${HELLO}`],
    ...[`${server} write(${answer}, ${DONE}`, `10 read(${ask}, ${DONE}`],
    // the first record of data ends the handshake
    ...[
      `10 write(${ask}, ${DATA}`,
      `10 write(${ask}, ${DATA}`,
      `${server} read(${answer}, ${DATA}`,
      `${server} read(${answer}, ${DATA}`,
    ],
    ...sent.flatMap((bytes) => [`${server} write(${answer}, ${bytes}`, `10 read(${ask}, ${bytes}`]),
  ];
}
const ends = (server: number, fd: number): string[] => {
  const ask = `${fd}<${asking(6000 + server, 400 + server)}>`;
  return [`10 read(${ask}, "", 8192) = 0`, `10 close(${ask}) = 0`];
};
const closes = (server: number): string => `${server} close(4<${answering(6000 + server, 400 + server)}>) = 0`;
const killed = (server: number): string => `${server} +++ killed by SIGKILL +++`;

describe("a server that was asked over TLS", () => {
  const sent = stream(20, 5, record(208));

  test("and was killed after fewer bytes than the proxy declares has lost them first", () => {
    expect(originsOf(...FORKED, ...IN, ...sent, killed(20), ...ends(20, 5), ...OUT)).toEqual([20]);
  });

  test("and was killed after as many bytes may have sent all of them", () => {
    const whole = stream(20, 5, ...Array.from({ length: 5 }, () => record(208)));
    expect(originsOf(...FORKED, ...IN, ...whole, killed(20), ...ends(20, 5), ...OUT)).toEqual(["asked-encrypted"]);
  });

  test("and was killed after the proxy had left it has lost nothing that anybody waited for", () => {
    const left = `10 close(5<${asking(6020, 420)}>) = 0`;
    expect(originsOf(...FORKED, ...IN, ...sent, left, killed(20), ...OUT)).toEqual(["asked-encrypted"]);
  });

  test("and closed after fewer bytes may have sent all that it had: who declared too much is not known", () => {
    const notified = stream(20, 5, record(208), NOTIFY);
    expect(originsOf(...FORKED, ...IN, ...notified, closes(20), ...ends(20, 5), ...OUT)).toEqual(["asked-encrypted"]);
  });

  test("is not named if another one was asked over TLS, and ended well", () => {
    const other = stream(21, 6, record(208), NOTIFY);
    const both = [...sent, ...other, killed(20), ...ends(20, 5), closes(21), ...ends(21, 6)];
    expect(originsOf(...FORKED, ...IN, ...both, ...OUT)).toEqual(["asked-encrypted"]);
  });
});

describe("programs of which the capture does not show how many there are, as with strace -p", () => {
  const plain = asking(7000, 81);
  const asksPlain = [
    `20 connect(5<${plain}>, {sa_family=AF_INET, sin_port=htons(81), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    `20 write(5<${plain}>, "GET /a HTTP/1.1\\r\\n\\r\\n", 19) = 19`,
    `20 read(5<${plain}>, "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."..., 8192) = 141`,
    `20 close(5<${plain}>) = 0`,
  ];
  const attached = (...lines: readonly string[]): (number | string | null)[] =>
    originsOf("10 epoll_wait(8, [], 1, 0) = 0", "20 epoll_wait(8, [], 1, 0) = 0", ...lines);

  test("what another one asked for in the clear is not taken for what the proxy asked for over TLS", () => {
    const sent = stream(20, 5, record(208));
    const lines = [...IN, ...sent, ...asksPlain, closes(20), ...ends(20, 5), ...OUT];
    expect(attached(...lines)).toEqual(["asked-encrypted"]);
  });
});

import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { clientHello, record as recordOf } from "../protocols/tls/records.js";

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

/** The bytes of a call that moves all of them. */
const moved = (bytes: Uint8Array): string =>
  `"${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}", ${bytes.length}) = ${bytes.length}`;

/** The proxy asks a server over TLS, which sends these bytes. */
function stream(server: number, fd: number, ...sent: readonly string[]): string[] {
  return streamAfter(HELLO, server, fd, ...sent);
}

function streamAfter(hello: string, server: number, fd: number, ...sent: readonly string[]): string[] {
  const [port, at] = [6000 + server, 400 + server];
  const [ask, answer] = [`${fd}<${asking(port, at)}>`, `4<${answering(port, at)}>`];
  return [
    `${server} accept4(3<TCP:[127.0.0.1:${at}]>, NULL, NULL, 0) = ${answer}`,
    `10 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = ${fd}<TCP:[${server}]>`,
    `10 connect(${fd}<TCP:[${server}]>, {sa_family=AF_INET, sin_port=htons(${at}), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    ...[`10 write(${ask}, ${hello}`, `${server} read(${answer}, ${hello}`],
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

  test("and was killed after the proxy had left it has lost nothing that anybody waited for: the proxy has", () => {
    const left = `10 close(5<${asking(6020, 420)}>) = 0`;
    expect(originsOf(...FORKED, ...IN, ...sent, left, killed(20), ...OUT)).toEqual([10]);
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

describe("a response of 100,000 bytes that a program passes on while it comes over TLS", () => {
  /** A record of 16,384 bytes of data. */
  const FULL = '"\\27\\3\\3@\\21"..., 16406) = 16406';
  const more = (server: number, fd: number): string[] => [
    `${server} write(4<${answering(6000 + server, 400 + server)}>, ${FULL}`,
    `10 read(${fd}<${asking(6000 + server, 400 + server)}>, ${FULL}`,
  ];
  const begins = (field = "Content-Length: 100000", body = ""): string =>
    `10 write(7<${front}>, "HTTP/1.1 200 OK\\r\\n${field}\\r\\n\\r\\n${body}..."..., 16043) = 16043`;
  const goesOn = `10 write(7<${front}>, "..."..., 16200) = 16200`;
  const left = `10 close(5<${asking(6020, 420)}>) = 0`;
  const closed = `10 close(7<${front}>) = 0`;
  /** Two records came, and both were passed on. */
  const passedOn = [...stream(20, 5, FULL), begins(), ...more(20, 5), goesOn];

  test("was lost by a server that ended the stream first: all that came was passed on, and it is less", () => {
    expect(originsOf(...FORKED, ...IN, ...passedOn, closes(20), ...ends(20, 5), closed)).toEqual([20]);
  });

  test("was lost by a server that said so (close_notify)", () => {
    const notified = [`20 write(4<${answering(6020, 420)}>, ${NOTIFY}`, `10 read(5<${asking(6020, 420)}>, ${NOTIFY}`];
    expect(originsOf(...FORKED, ...IN, ...passedOn, ...notified, closes(20), ...ends(20, 5), closed)).toEqual([20]);
  });

  test("was lost by the program itself if it ended the stream, and its response, while the server went on", () => {
    expect(originsOf(...FORKED, ...IN, ...passedOn, closed, left, closes(20))).toEqual([10]);
  });

  test("was lost by the program itself if it was killed while the server went on", () => {
    expect(originsOf(...FORKED, ...IN, ...passedOn, "10 +++ killed by SIGKILL +++", closes(20))).toEqual([10]);
  });

  test("may have been lost by either if less was passed on than came: it may be another response", () => {
    const less = [...stream(20, 5, FULL), begins(), ...more(20, 5)];
    expect(originsOf(...FORKED, ...IN, ...less, closes(20), ...ends(20, 5), closed)).toEqual(["asked-encrypted"]);
  });

  describe("without a length", () => {
    const chunked = [
      ...stream(20, 5, FULL),
      begins("Transfer-Encoding: chunked", "ffff\\r\\n"),
      ...more(20, 5),
      goesOn,
    ];

    test("was lost by a server that ended the stream, and did not say so (close_notify)", () => {
      expect(originsOf(...FORKED, ...IN, ...chunked, closes(20), ...ends(20, 5), closed)).toEqual([20]);
    });

    test("may have been lost by either if the server said so: all of it may have come", () => {
      const notified = [`20 write(4<${answering(6020, 420)}>, ${NOTIFY}`, `10 read(5<${asking(6020, 420)}>, ${NOTIFY}`];
      expect(originsOf(...FORKED, ...IN, ...chunked, ...notified, closes(20), ...ends(20, 5), closed)).toEqual([
        "asked-encrypted",
      ]);
    });
  });

  test("may have been lost by either if the program had met the end of the stream, and the server has not ended yet", () => {
    const met = `10 read(5<${asking(6020, 420)}>, "", 8192) = 0`;
    expect(originsOf(...FORKED, ...IN, ...passedOn, met, closed, closes(20), left)).toEqual(["asked-encrypted"]);
  });

  test("may have been lost by either if HTTP/2 was offered: nothing says which bytes are of which response", () => {
    const hello = moved(recordOf("handshake", clientHello(null, ["h2", "http/1.1"])));
    const mixed = [...streamAfter(hello, 20, 5, FULL), begins(), ...more(20, 5), goesOn];
    expect(originsOf(...FORKED, ...IN, ...mixed, closes(20), ...ends(20, 5), closed)).toEqual(["asked-encrypted"]);
  });

  test("may have come on another stream that was read before it began, and that is not as long", () => {
    const other = stream(21, 6, FULL, FULL, FULL, FULL);
    const both = [...stream(20, 5, FULL), ...other, begins(), ...more(20, 5), ...more(21, 6), goesOn];
    const lines = [...both, closes(21), ...ends(21, 6), closed, left, closes(20)];
    expect(originsOf(...FORKED, ...IN, ...lines)).toEqual(["asked-encrypted"]);
  });
});

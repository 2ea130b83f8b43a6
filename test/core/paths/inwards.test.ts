import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

const front = (port: number): string => `TCP:[127.0.0.1:8080->127.0.0.1:${port}]`;
const up = (port: number, server = 80): string => `TCP:[127.0.0.1:${port}->127.0.0.1:${server}]`;
const asked = '"GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19';
const part = '"HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."..., 141) = 141';

/** What is said of the origin of each path, and how many hops it has. */
function originsOf(...lines: readonly string[]): string[] {
  const origins: string[] = [];
  analyzeText(`# strace -f -yy -e trace=network,desc,process\n${lines.join("\n")}\n`, {
    onPath: ({ losses, origin, undecided, isProven }) => {
      if (isProven) origins.push(`${losses.length} hops, ${undecided ?? `origin ${origin}`}`);
    },
  });
  return origins;
}

/** A client asks the proxy. */
const IN = [
  `10 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 7<${front(5000)}>`,
  `10 read(7<${front(5000)}>, ${asked}`,
];
/** The proxy sends a part of a response, and ends it. */
const OUT = [`10 write(7<${front(5000)}>, ${part}`, `10 close(7<${front(5000)}>) = 0`];

describe("a program that asked over TLS", () => {
  const asks = [
    `10 connect(5<${up(6000, 443)}>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    `10 write(5<${up(6000, 443)}>, "\\26\\3\\1\\0\\4\\1\\0\\0\\0", 9) = 9`,
    `10 read(5<${up(6000, 443)}>, "\\26\\3\\3\\0\\4\\2\\0\\0\\0", 16384) = 9`,
    `10 write(5<${up(6000, 443)}>, "\\27\\3\\3\\0\\4abcd", 9) = 9`,
  ];
  const ended = [`10 read(5<${up(6000, 443)}>, "", 16384) = 0`, `10 close(5<${up(6000, 443)}>) = 0`];
  const notify = `10 read(5<${up(6000, 443)}>, "\\27\\3\\3\\0\\23abcdefghijklmnopqrs", 16384) = 24`;

  test("may have received less than its client was told", () => {
    const long = `10 read(5<${up(6000, 443)}>, "\\27\\3\\3\\0\\320"..., 16384) = 213`;
    expect(originsOf(...IN, ...asks, long, notify, ...ended, ...OUT)).toEqual(["1 hops, asked-encrypted"]);
  });

  test("has lost the bytes itself, if it received fewer than it sent: it asked for something else", () => {
    expect(originsOf(...IN, ...asks, notify, ...ended, ...OUT)).toEqual(["1 hops, origin 0"]);
  });
});

describe("a program that asked for something of which the capture does not show the request", () => {
  test("and that may have been short: it is not said that bytes were lost here first", () => {
    const hidden = [
      "10 clone(child_stack=0x7f0, flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD) = 11",
      `11 read(5<${up(6000)}>, "HTTP/1.1 200 OK\\r\\nServer: a"..., 8192) = 141`,
      `11 read(5<${up(6000)}>, "", 8192) = 0`,
      `11 close(5<${up(6000)}>) = 0`,
    ];
    expect(originsOf(...IN, ...hidden, ...OUT)).toEqual(["1 hops, asked-not-known"]);
  });

  test("and that was whole: bytes were lost here first", () => {
    const whole = [
      `10 write(5<${up(6000)}>, "GET /b HTTP/1.1\\r\\n\\r\\n", 19) = 19`,
      `10 read(5<${up(6000)}>, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok", 8192) = 40`,
    ];
    expect(originsOf(...IN, ...whole, ...OUT)).toEqual(["1 hops, origin 0"]);
  });
});

describe("a program that asked for another target than it was asked for", () => {
  const ask = (port: number, target: string): string[] => [
    `10 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = ${port - 4993}<${front(port)}>`,
    `10 read(${port - 4993}<${front(port)}>, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = 19`,
  ];
  const cutOff = (port: number): string[] => [
    `10 write(${port - 4993}<${front(port)}>, ${part}`,
    `10 close(${port - 4993}<${front(port)}>) = 0`,
  ];
  const cutUp = [
    `10 connect(5<${up(6000)}>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    `10 write(5<${up(6000)}>, "GET /a HTTP/1.1\\r\\n\\r\\n", 19) = 19`,
    `10 read(5<${up(6000)}>, ${part}`,
    `10 read(5<${up(6000)}>, "", 8192) = 0`,
    `10 close(5<${up(6000)}>) = 0`,
  ];

  test("may have received there what it answered, if both are as long", () => {
    expect(originsOf(...ask(5000, "/b"), ...cutUp, ...cutOff(5000))).toEqual(["2 hops, origin 1"]);
  });

  test("has not if another client asked it for just that: the response belongs there", () => {
    const both = [...ask(5000, "/a"), ...ask(5001, "/b"), ...cutUp];
    expect(originsOf(...both, ...cutOff(5001), ...cutOff(5000)).sort()).toEqual([
      "1 hops, origin 0",
      "2 hops, origin 1",
    ]);
  });
});

describe("a program that asked two servers, and of neither request the capture shows the whole target", () => {
  /** The thread reads the client's request right before it asks on the first connection, as a program that reads many before it writes. */
  const request = '"GET /a-target-that-is-cut"..., 60) = 60';
  const asks = [
    `10 connect(5<${up(6000)}>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    `10 write(5<${up(6000)}>, ${request}`,
    `10 connect(6<${up(6001)}>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
    `10 write(6<${up(6001)}>, ${request}`,
  ];
  const received = (fd: number, port: number): readonly string[] => [
    `10 read(${fd}<${up(port)}>, ${part}`,
    `10 read(${fd}<${up(port)}>, "", 8192) = 0`,
    `10 close(${fd}<${up(port)}>) = 0`,
  ];
  const whole = [
    `10 read(6<${up(6001)}>, "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."..., 1041) = 1041`,
    `10 close(6<${up(6001)}>) = 0`,
  ];

  test("what a thread has read last does not say which of two responses it passed on", () => {
    const less = OUT.map((line) => line.replaceAll("141", "121")); // as many bytes on both would say it
    const paths = originsOf(...IN, ...asks, ...whole, ...received(5, 6000), ...less);
    expect(paths).toContain("1 hops, several-candidates");
  });

  test("one response is that which it passed on", () => {
    const paths = originsOf(...IN, ...asks.slice(0, 2), ...received(5, 6000), ...OUT);
    expect(paths).toEqual(["2 hops, origin 1"]);
  });
});

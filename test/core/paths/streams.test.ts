import { describe, expect, test } from "vitest";
import type { Hop } from "../../../src/core/paths/hop.js";
import { endHash, streamHash, targetHash } from "../../../src/core/paths/target-hash.js";
import { analyzeText } from "../../../src/index.js";

const UP = "TCP:[127.0.0.1:6000->127.0.0.1:80]";
const DOWN = "TCP:[127.0.0.1:80->127.0.0.1:6000]";
const front = (port: number): string => `TCP:[127.0.0.1:8080->127.0.0.1:${port}]`;
const PREFACE = String.raw`"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33) = 33`;
/** Frames of a stream, which `@` stands for. */
const on = (frames: string) => (stream: number) => frames.replaceAll("@", `\\${stream}`);
const ask = on(String.raw`\0\0\t\1\5\0\0\0@\202\206\4\2/a\1\1a`);
const part = on(String.raw`\0\0\5\1\4\0\0\0@\210\17\r\0015\0\0\3\0\0\0\0\0@xxx`);
const reset = on(String.raw`\0\0\4\3\0\0\0\0@\0\0\0\2`);
const HTTP1_PART = String.raw`"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nxxx", 41) = 41`;

/** The paths of a capture on which bytes are proven to be lost: their hops from the client's side inwards, and where the loss begins. */
function pathsOf(...lines: readonly string[]): { hops: Hop[]; origin: number | null; undecided: string | null }[] {
  const found: ReturnType<typeof pathsOf> = [];
  const text = ["# strace -f -yy -ttt -e trace=network,desc,process", ...lines].join("\n");
  analyzeText(`${text}\n`, {
    onPath: ({ losses, origin, undecided, isProven }) => {
      if (isProven) found.push({ hops: losses.map(({ hop }) => hop), origin, undecided });
    },
  });
  return found;
}

/** A proxy takes two requests of one target over HTTP/1, and asks for both over one connection of HTTP/2. */
const ASKED = [
  `20 1700000001.000000 accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = 4<${DOWN}>`,
  `10 1700000001.100000 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 7<${front(5000)}>`,
  `10 1700000001.200000 accept4(3<TCP:[127.0.0.1:8080]>, NULL, NULL, 0) = 8<${front(5001)}>`,
  `10 1700000001.300000 connect(5<${UP}>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
  `10 1700000001.400000 write(5<${UP}>, ${PREFACE}`,
  String.raw`10 1700000001.500000 read(7<${front(5000)}>, "GET /a HTTP/1.1\r\n\r\n", 8192) = 19`,
  `10 1700000001.600000 write(5<${UP}>, "${ask(1)}", 18) = 18`,
  String.raw`10 1700000001.700000 read(8<${front(5001)}>, "GET /a HTTP/1.1\r\n\r\n", 8192) = 19`,
  `10 1700000001.800000 write(5<${UP}>, "${ask(3)}", 18) = 18`,
  `20 1700000001.900000 read(4<${DOWN}>, ${PREFACE}`,
  `20 1700000002.000000 read(4<${DOWN}>, "${ask(1)}${ask(3)}", 8192) = 36`,
];

describe("streams of HTTP/2 are hops of their own", () => {
  const paths = pathsOf(
    ...ASKED,
    `20 1700000002.100000 write(4<${DOWN}>, "${part(3)}${part(1)}", 52) = 52`,
    `20 1700000002.200000 write(4<${DOWN}>, "${reset(3)}${reset(1)}", 26) = 26`,
    `10 1700000002.300000 read(5<${UP}>, "${part(3)}${part(1)}", 8192) = 52`,
    `10 1700000002.400000 write(8<${front(5001)}>, ${HTTP1_PART}`,
    `10 1700000002.500000 write(7<${front(5000)}>, ${HTTP1_PART}`,
    `10 1700000002.600000 read(5<${UP}>, "${reset(3)}${reset(1)}", 8192) = 26`,
    `10 1700000002.700000 close(8<${front(5001)}>) = 0`,
    `10 1700000002.800000 close(7<${front(5000)}>) = 0`,
  ).map(({ hops }) => hops);
  const streamOf = ([, asking]: readonly Hop[]): number =>
    asking?.here === streamHash(endHash("127.0.0.1:6000"), 1) ? 1 : 3;

  test("each client's response comes from the stream that was asked for it, though the target and the sizes are the same", () => {
    const byStream = paths.map((hops) => [streamOf(hops), hops[0]?.there]);
    expect(byStream).toEqual([
      [3, endHash("127.0.0.1:5001")],
      [1, endHash("127.0.0.1:5000")],
    ]);
  });

  test("both ends of a stream have the same number for the client's end", () => {
    for (const [, asking, answering] of paths) expect(answering?.there).toBe(asking?.here);
  });

  test("a hop says what its message says, and what the thread had read before that", () => {
    const asking = paths.find((hops) => streamOf(hops) === 1)?.[1];
    expect(asking).toMatchObject({
      ...{ role: "client", target: targetHash("/a"), status: 200, declaredBytes: 5, acceptedBytes: 3 },
      ...{
        requestLine: 8,
        requestTime: 1700000001.6,
        responseLine: 15,
        responseTime: 1700000002.3,
        endLine: 18,
        verdict: "truncated",
      },
      asked: { line: 7 },
    });
  });
});

/** The proxy gives its client up while the stream is open. */
const GIVEN_UP = [
  `20 1700000002.100000 write(4<${DOWN}>, "${part(1)}", 26) = 26`,
  `10 1700000002.200000 read(5<${UP}>, "${part(1)}", 8192) = 26`,
  `10 1700000002.300000 write(7<${front(5000)}>, ${HTTP1_PART}`,
  `10 1700000002.400000 close(7<${front(5000)}>) = 0`,
];

test("a proxy that gives its client up while its stream is open was the first to end the request, if the server is well", () => {
  expect(pathsOf(...ASKED, ...GIVEN_UP)).toMatchObject([
    { hops: [{ role: "server", there: endHash("127.0.0.1:5000") }], origin: 0, undecided: null },
  ]);
});

test("if the capture shows nothing of the server, it is not known which of them ended the request first", () => {
  const ofProxy = [...ASKED, ...GIVEN_UP].filter((line) => line.startsWith("10 "));
  expect(pathsOf(...ofProxy)).toMatchObject([{ origin: null, undecided: "upstream-not-seen" }]);
});

import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

const FRONT = "127.0.0.1:8080";
const BACK = "127.0.0.1:80";
const HEAD = String.raw`"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"..., `;

interface Traffic {
  readonly connections: number;
  /** Requests that come one after the other over each kept connection, from two clients at a time. */
  readonly rounds: number;
  /** In the last round, so many connections are cut: each of those whose number this divides. */
  readonly cutEvery: number;
  readonly targetOf: (index: number) => string;
}

/** A proxy (10) keeps connections to a server (20), which closes some of them in mid-body. */
function capture({ connections, rounds, cutEvery, targetOf }: Traffic): string {
  const lines = [
    "# strace -f -yy -e trace=network,desc,process",
    "1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = 10",
    "1 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f0) = 20",
  ];
  const ends = (connection: number) => ({
    up: `${100 + connection}<TCP:[127.0.0.2:${1024 + connection}->${BACK}]>`,
    down: `${100 + connection}<TCP:[${BACK}->127.0.0.2:${1024 + connection}]>`,
  });
  for (let connection = 0; connection < connections; connection++) {
    const { up, down } = ends(connection);
    lines.push(`10 connect(${up}, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`);
    lines.push(`20 accept4(4<TCP:[${BACK}]>, NULL, NULL, 0) = ${down}`);
  }
  for (let index = 0; index < connections * rounds; index += 2) {
    const both = [index, index + 1].map((each) => {
      const connection = each % connections;
      const isCut = each >= connections * (rounds - 1) && connection % cutEvery === 0;
      const target = targetOf(each);
      return {
        ...ends(connection),
        ...{ isCut, moved: 41 + (isCut ? 100 + connection / 2 : 1000), length: target.length + 17 },
        front: `${20 + (each % 2)}<TCP:[${FRONT}->127.0.0.3:${1024 + (each % 60_000)}]>`,
        request: String.raw`"GET ${target} HTTP/1.1\r\n\r\n", `,
      };
    });
    const each = (...of: ((request: (typeof both)[number]) => string | string[])[]): void => {
      for (const step of of) for (const request of both) lines.push(...[step(request)].flat());
    };
    each(
      ({ front }) => `10 accept4(3<TCP:[${FRONT}]>, NULL, NULL, 0) = ${front}`,
      ({ front, request, length }) => `10 read(${front}, ${request}8192) = ${length}`,
      ({ up, request, length }) => `10 write(${up}, ${request}${length}) = ${length}`,
      ({ down, request, length }) => `20 read(${down}, ${request}8192) = ${length}`,
      ({ down, moved }) => `20 write(${down}, ${HEAD}${moved}) = ${moved}`,
      ({ down, isCut }) => (isCut ? [`20 close(${down}) = 0`] : []),
      ({ up, front, moved }) => [
        `10 read(${up}, ${HEAD}8192) = ${moved}`,
        `10 write(${front}, ${HEAD}${moved}) = ${moved}`,
      ],
      ({ up, isCut }) => (isCut ? [`10 read(${up}, "", 8192) = 0`, `10 close(${up}) = 0`] : []),
      ({ front }) => `10 close(${front}) = 0`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** What each path says: the processes from the client's side inwards, and the bytes of its origin. */
function pathsOf(traffic: Traffic): { processes: (number | null)[]; bytes: (number | null)[] }[] {
  const found: ReturnType<typeof pathsOf> = [];
  analyzeText(capture(traffic), {
    onPath: ({ losses }) =>
      found.push({
        processes: losses.map(({ connection }) => connection.pid),
        bytes: losses.map(({ hop }) => hop.acceptedBytes),
      }),
  });
  return found;
}

test.each([
  ["each for a target of its own", (index: number) => `/a?id=${index}`],
  ["all for one target", () => "/same"],
])("of 1,000 kept connections 50 are cut, and each loss has its own server as the origin: requests %s", (_, targetOf) => {
  const paths = pathsOf({ connections: 1000, rounds: 3, cutEvery: 20, targetOf });
  const expected = Array.from({ length: 50 }, (_unused, at) => 100 + 10 * at);
  expect(paths.map(({ processes }) => processes)).toEqual(expected.map(() => [10, 10, 20]));
  expect(paths.map(({ bytes }) => bytes).toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0))).toEqual(
    expected.map((bytes) => [bytes, bytes, bytes]),
  );
});

import { describe, expect, test } from "vitest";
import { littleEndian32, utf8Bytes } from "../../../../src/core/formats/pcapng/byte-text.js";
import { endpointOf, endpointText } from "../../../../src/core/formats/pcapng/endpoint.js";
import { EndsBook } from "../../../../src/core/formats/pcapng/ends.js";
import { packetTime } from "../../../../src/core/formats/pcapng/packet-time.js";
import { payloadsOf } from "../../../../src/core/formats/pcapng/payloads.js";

describe("an end of a connection", () => {
  test.each([
    ["127.0.0.1:80", "127.0.0.1:80"],
    ["[::1]:443", "[::1]:443"],
    ["[::]:443", "[::]:443"],
    ["[fe80::1%eth0]:80", "[fe80::1]:80"],
    ["[2001:db8:0:0:1:0:0:1]:80", "[2001:db8::1:0:0:1]:80"],
    ["[1:2:3:4:5:6:7:8]:80", "[1:2:3:4:5:6:7:8]:80"],
    ["[::ffff:10.0.0.1]:80", "10.0.0.1:80"],
    ["[64:ff9b::10.0.0.1]:80", "[64:ff9b::a00:1]:80"],
  ])("%s", (written, shown) => {
    const end = endpointOf(written);
    expect(end && endpointText(end)).toBe(shown);
  });

  test.each([
    null,
    "",
    "unix:/run/a:80",
    "inode 17",
    "127.0.0.1",
    "127.0.0.1:0",
    "127.0.0.1:65536",
    "127.0.0.256:80",
    "127.0.1:80",
    "[::1::]:80",
    "[1:2:3]:80",
    "[1:2:3:4:5:6:7::8]:80",
    "[1:2:3:4:5:6:7:8:9]:80",
    "[g::1]:80",
    "::1:80",
  ])("%s is none", (written) => {
    expect(endpointOf(written)).toBeNull();
  });
});

describe("addresses that nobody has", () => {
  const clients = (count: number): string[] => {
    const book = new EndsBook();
    const on = { role: "server", transport: "unix", protocol: null, local: "unix:/a", peer: null } as const;
    return Array.from({ length: count }, (_, index) => {
      const added = book.add({ number: index + 1, on, origin: "accept", time: 0n });
      book.remove(added, 1n);
      return endpointText(added.ends.peer);
    });
  };

  test("differ for a hundred thousand connections, and are all in 192.0.2.0/24", () => {
    const all = clients(100_000);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((end) => /^192\.0\.2\.\d+:(49|5\d|6\d)\d{3}$/.test(end))).toBe(true);
  });

  test("an end that is known as IPv6 has one of 2001:db8::/32 as its other", () => {
    const on = { role: "client", transport: "tcp", protocol: null, local: null, peer: "[::1]:80" } as const;
    const { ends } = new EndsBook().add({ number: 1, on, origin: "connect", time: 0n });
    expect([endpointText(ends.program), endpointText(ends.peer)]).toEqual(["[2001:db8::2]:49153", "[::1]:80"]);
  });

  test("a connection to itself would be one stream in one direction: its client is made up", () => {
    const on = {
      role: "client",
      transport: "tcp",
      protocol: null,
      local: "127.0.0.1:80",
      peer: "127.0.0.1:80",
    } as const;
    const { ends } = new EndsBook().add({ number: 1, on, origin: "connect", time: 0n });
    expect(endpointText(ends.program)).toBe("192.0.2.2:49153");
  });
});

describe("payloads", () => {
  const cut = (pieces: readonly { seen: string; length: number }[], count: number): [string, number][] =>
    [...payloadsOf(pieces, count, 4)].map(({ seen, length }) => [seen, length]);

  test("pieces that are shown whole are one stream", () => {
    expect(
      cut(
        [
          { seen: "abc", length: 3 },
          { seen: "def", length: 3 },
        ],
        6,
      ),
    ).toEqual([
      ["abcd", 4],
      ["ef", 2],
    ]);
  });

  test("hidden bytes fill segments up", () => {
    expect(
      cut(
        [
          { seen: "abcde", length: 10 },
          { seen: "f", length: 1 },
        ],
        11,
      ),
    ).toEqual([
      ["abcd", 4],
      ["e", 4],
      ["", 2],
      ["f", 1],
    ]);
  });

  test("a call may have moved more than its pieces, or less", () => {
    expect(cut([{ seen: "ab", length: 2 }], 5)).toEqual([
      ["ab", 4],
      ["", 1],
    ]);
    expect(cut([{ seen: "abc", length: 8 }], 2)).toEqual([["ab", 2]]);
    expect(cut([], 0)).toEqual([]);
  });

  test("a count that no call can have is cut to the most that one can: a line cannot fill a disk", () => {
    const [, count] = [...payloadsOf([], Number.MAX_SAFE_INTEGER, 65_495)].reduce(
      ([segments, bytes], { length }) => [segments + 1, bytes + length] as const,
      [0, 0] as readonly [number, number],
    );
    expect(count).toBe(0x7ffff000);
  });
});

test("numbers begin with their lowest byte", () => {
  expect(littleEndian32(0x01020384)).toBe("\x84\x03\x02\x01");
});

test("words are UTF-8, without what moves a cursor or is half a character", () => {
  expect(Buffer.from(utf8Bytes("é 漢 %41 \u001b[31m\ud800"), "latin1").toString("utf8")).toBe(
    "é 漢 %41 \\x1b[31m\\xd800",
  );
});

test.each([
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
])("the time %d is still one that a packet can have", (time) => {
  const nanoseconds = packetTime(time, 1, { clock: "epoch", date: null });
  expect(nanoseconds >= 0n && nanoseconds <= 2n ** 63n).toBe(true);
});

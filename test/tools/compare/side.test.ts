import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  abandoned,
  aborted,
  comparisonOf,
  cut,
  overrun,
  reset,
  sideOf,
  stalled,
  times,
  unclear,
  waited,
  whole,
} from "./captures.js";

describe("each response is counted under its verdict", () => {
  test.each([
    ["whole", whole, { complete: 1 }, { judged: 1, failed: 0 }],
    ["whole after a wait", waited, { complete: 1 }, { judged: 1, failed: 0 }],
    ["cut", cut, { truncated: 1 }, { judged: 1, failed: 1 }],
    ["overrun", overrun, { overrun: 1 }, { judged: 1, failed: 1 }],
    ["given up by the peer", aborted, { "aborted-by-peer": 1 }, { judged: 0, failed: 0, unjudged: 1 }],
    ["not to be judged", unclear, { undetermined: 1 }, { judged: 0, undetermined: 1, unjudged: 1 }],
  ])("%s", (_what, response, verdicts, counts) => {
    const { total } = sideOf(response("GET /a"));
    expect(total.verdicts).toMatchObject(verdicts);
    expect(total).toMatchObject({ responses: 1, ...counts });
  });

  test("a reset that may have destroyed the response is a failure, though its verdict is undetermined", () => {
    const { total } = sideOf(reset("POST /up"));
    expect(total.verdicts.undetermined).toBe(1);
    expect(total).toMatchObject({ resets: 1, judged: 1, failed: 1, undetermined: 0, unjudged: 0 });
    expect([...total.blindSpots]).toEqual([]);
  });

  test("a response whose rest was never written is a failure, though it was the peer that hung up", () => {
    const { total } = sideOf(stalled("GET /a"));
    expect(total.verdicts["aborted-by-peer"]).toBe(1);
    expect(total).toMatchObject({ stalled: 1, judged: 1, failed: 1, unjudged: 0, lostBytes: 900 });
  });

  test("why responses are undetermined is counted by blind spot", () => {
    const { total } = sideOf(times(3, unclear("GET /a")));
    expect([...total.blindSpots]).toEqual([["head-cut-by-string-limit", 3]]);
  });
});

describe("bytes", () => {
  test("lost ones are what is outstanding, and their share is one of all body bytes", () => {
    const { total } = sideOf(cut("GET /a") + whole("GET /a"));
    expect(total.lostBytes).toBe(900);
    expect(total.lostShare).toEqual({ part: 900, whole: 2000 });
  });

  test("a chunked response does not say how long it was to be: the loss is unknown, and so is the share", () => {
    const chunked = `10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], 0) = 7
10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 write(7, "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n", 57) = 57
10 epoll_wait(4, [], 64, 0) = 0
10 close(7) = 0
`;
    const { total } = sideOf(chunked + cut("GET /a"));
    expect(total).toMatchObject({ failed: 2, lostBytes: 900, unknownLosses: 1, lostShare: null });
  });

  test("a write that never returned may have handed over a part of them", () => {
    const killed = `10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], 0) = 7
10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 epoll_ctl(4, EPOLL_CTL_ADD, 7, {events=EPOLLIN, data={u32=7, u64=7}}) = 0
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n"..., 141) = 141
10 write(7, "..."..., 300 <unfinished ...>
10 <... write resumed>) = ?
10 +++ killed by SIGKILL +++
`;
    expect(sideOf(killed).total).toMatchObject({ lostBytes: 900, lostBytesInDoubt: 300, unknownLosses: 0 });
  });
});

describe("refused writes", () => {
  test("short ones and EAGAINs are counted apart, for the response that they belong to", () => {
    const { before, rows } = comparisonOf(cut("GET /a") + waited("GET /b") + whole("GET /c"), whole("GET /c"));
    expect(before.total).toMatchObject({ shortWrites: 2, eagains: 2 });
    const refused = rows.map(({ target, before }) => [target?.target, before?.shortWrites, before?.eagains]);
    expect(refused).toEqual([
      ["/a", 1, 1],
      ["/b", 1, 1],
      ["/c", 0, 0],
    ]);
  });

  test("on one connection those of the first response are not counted for the second", () => {
    const twice = `10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], 0) = 7
10 read(7, "GET /a HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\n0123456789", 49) = 44
10 write(7, "56789", 5) = 5
10 read(7, "GET /b HTTP/1.1\\r\\n\\r\\n", 8192) = 19
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 40) = -1 EAGAIN (Resource temporarily unavailable)
10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 40) = 40
10 close(7) = 0
`;
    const { rows } = comparisonOf(twice, "");
    const refused = rows.map(({ target, before }) => [target?.target, before?.shortWrites, before?.eagains]);
    expect(refused).toEqual([
      ["/a", 1, 0],
      ["/b", 0, 1],
    ]);
  });

  test("those of a client's request are none", () => {
    const client = `10 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 7
10 connect(7, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
10 write(7, "POST /a HTTP/1.1\\r\\nContent-Length: 9\\r\\n\\r\\n012345678", 49) = 40
10 write(7, "012345678", 9) = 9
10 read(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 8192) = 40
10 close(7) = 0
`;
    const { before, rows } = comparisonOf(client, "");
    expect(before.total).toMatchObject({ responses: 1, shortWrites: 0 });
    expect(rows[0]?.target).toMatchObject({ role: "client", method: "POST", target: "/a" });
  });

  test("if nothing is read as HTTP, dropping them abandons the connection", () => {
    const { total, abandoned: dropped, connections } = sideOf(abandoned() + whole("GET /a"));
    expect(dropped).toEqual({ connections: 1, bytes: 7406 });
    expect(connections).toBe(2);
    expect(total).toMatchObject({ responses: 1, eagains: 0 });
  });
});

describe("times", () => {
  test("to the cut: from the last refused write to the shutdown", () => {
    expect(sideOf(cut("GET /a")).total.toCut.spread).toEqual({ count: 1, min: 138e-6, median: 138e-6, max: 138e-6 });
  });

  test("to the last byte: from the first refused write to the end of the write that completed the response", () => {
    expect(sideOf(waited("GET /a")).total.toLastByte.spread).toMatchObject({ count: 1, median: 0.002 });
  });

  test("none if nothing was refused, or if the capture has no times", () => {
    const untimed = (cut("GET /a") + waited("GET /a")).replaceAll(/12:00:00\.\d+ /g, "");
    for (const text of [whole("GET /a"), untimed]) {
      expect(sideOf(text).total.toCut.spread).toBeNull();
      expect(sideOf(text).total.toLastByte.spread).toBeNull();
    }
    expect(sideOf(untimed).total.shortWrites).toBe(2);
  });
});

test("the 25 requests of the recorded hyper server come to what its clients measured", () => {
  const samples = new URL("../../../samples/", import.meta.url);
  const sample = (name: string): string => readFileSync(new URL(name, samples), "latin1");
  const client = sample("hyper-25-requests-3.3MB.client.jsonl").trim().split("\n");
  const received = client.map((line) => JSON.parse(line).received as number);
  // the client of request 4 met the early close while it was still sending, and never read
  const broken = received.filter((bytes) => bytes === 0).length;
  const lost = received.reduce((sum, bytes) => sum + (bytes === 0 ? 0 : 3_300_000 - bytes), 0);
  const { total } = sideOf(sample("hyper-25-requests-3.3MB.strace"));
  expect(broken).toBe(1);
  expect(total.failed).toBe(received.filter((bytes) => bytes < 3_300_000).length);
  expect(total.lostBytes).toBe(lost + 3_080_843);
  expect(total.lostShare?.whole).toBe(25 * 3_300_000);
});

import { describe, expect, test } from "vitest";
import type { PerfettoEvent } from "../../../../src/core/formats/perfetto/perfetto-event.js";
import { type Capture, firing, nasty, recordsOf, samples } from "../documents.js";
import { problemsOf, type Trace, traceOf } from "./trace.js";

const sample = (name: string): Capture[] => samples.filter(({ path }) => path === `samples/${name}.strace`);
const named = ({ traceEvents }: Trace, kind: string): unknown[] =>
  traceEvents.filter(({ name }) => name === kind).map(({ args }) => args?.name);
const ofKind = ({ traceEvents }: Trace, cat: string): PerfettoEvent[] => traceEvents.filter((each) => each.cat === cat);

describe("a document is a trace", () => {
  test.each([...samples, ...firing, nasty])("of $path", (capture) => {
    expect(problemsOf(traceOf([capture]))).toEqual([]);
  });

  test("of all captures at once, whose pids coincide", () => {
    expect(problemsOf(traceOf([...samples, ...firing, nasty]))).toEqual([]);
  });

  test("of records without events, as merge has them", () => {
    const trace = traceOf([], recordsOf([...samples, ...firing, nasty]));
    expect(problemsOf(trace)).toEqual([]);
    expect(ofKind(trace, "call")).toEqual([]);
    expect(ofKind(trace, "exchange").length).toBeGreaterThan(50);
  });
});

describe("a response that was cut short", () => {
  const trace = traceOf(sample("hyper-14.9MB-truncated"));
  const [exchange] = ofKind(trace, "exchange");
  const slice = (name: string): PerfettoEvent | undefined => trace.traceEvents.find((each) => each.name === name);

  test("is a red slice from its request to the call that cut it", () => {
    expect(exchange).toMatchObject({
      name: "POST /14900000 (truncated)",
      cname: "terrible",
      ts: slice("recvfrom")?.ts,
      args: {
        verdict: "truncated",
        cause: "shut-wr",
        declared: 14_900_000,
        accepted: 219_156,
        outstanding: 14_680_844,
      },
    });
    expect((exchange?.ts ?? 0) + (exchange?.dur ?? 0)).toBe(37_788_110_952);
  });

  test("has its calls on the track of its connection, with what each was asked for and took", () => {
    expect(named(trace, "thread_name")).toEqual(["c1 POST /14900000 ← inode 415643"]);
    expect(ofKind(trace, "call").map(({ name, args }) => [args?.line, name, args?.asked, args?.took])).toEqual([
      [59, "accept4", undefined, undefined],
      [64, "recvfrom", undefined, 1078],
      [66, "writev", 14_900_108, 219_264],
      [67, "writev EAGAIN", 14_680_844, "EAGAIN"],
      [68, "shutdown SHUT_WR", "SHUT_WR", undefined],
      [72, "close", undefined, undefined],
    ]);
    expect(new Set(trace.traceEvents.filter(({ ph }) => ph === "X").map(({ tid }) => tid)).size).toBe(1);
  });

  test("marks the write that was short, the one that was refused, the shutdown and the close", () => {
    const marks = ofKind(trace, "mark").map(({ name }) => name);
    expect(marks).toEqual(["short: 219,264 of 14,900,108", "refused: EAGAIN", "SHUT_WR", "close"]);
  });

  test("has an arrow from the refused write to the shutdown", () => {
    const arrow = ofKind(trace, "arrow").map(({ ph, ts }) => [ph, ts]);
    expect(arrow).toEqual([
      ["s", slice("writev EAGAIN")?.ts],
      ["f", slice("shutdown SHUT_WR")?.ts],
    ]);
  });

  test("has its finding at the shutdown, with the rule and the sentence", () => {
    expect(ofKind(trace, "finding")).toMatchObject([
      {
        ...{ ph: "i", name: "error: shut-wr-outstanding", ts: slice("shutdown SHUT_WR")?.ts },
        args: { rule: "shut-wr-outstanding", line: 68, message: expect.stringContaining("14,680,844 of 14,900,000") },
      },
    ]);
  });

  test("counts what the kernel has accepted and what is outstanding", () => {
    const counters = trace.traceEvents.filter(({ ph }) => ph === "C").map(({ name, args }) => [name, args]);
    expect(counters).toEqual([["c1 body bytes", { accepted: 219_156, outstanding: 14_680_844 }]]);
  });
});

test("responses on one connection are one after the other, each around its own calls", () => {
  const trace = traceOf(sample("node-keep-alive"));
  const exchanges = ofKind(trace, "exchange");
  expect(exchanges.map(({ name }) => name)).toHaveLength(4);
  for (const { ts = 0, dur = 0, args } of exchanges) {
    const own = ofKind(trace, "call").filter(({ args: call }) => call?.line === args?.responseLine);
    expect(own).toHaveLength(1);
    for (const call of own) expect(ts <= (call.ts ?? 0) && (call.ts ?? 0) + (call.dur ?? 0) <= ts + dur).toBe(true);
  }
});

test("calls of two threads that overlap are on two tracks", () => {
  const trace = traceOf([
    {
      path: "two-threads.strace",
      text: [
        "10 00:00:01.000000 accept4(3, NULL, NULL, 0) = 7",
        '10 00:00:01.100000 read(7, "GET /x HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
        "11 00:00:01.200000 read(7,  <unfinished ...>",
        '10 00:00:01.300000 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello", 43 <unfinished ...>',
        '11 00:00:01.400000 <... read resumed>"GET /y HTTP/1.1\\r\\n\\r\\n", 8192) = 19',
        "10 00:00:01.500000 <... write resumed>) = 43",
        '10 00:00:01.600000 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello", 43) = 43',
        "10 00:00:01.700000 close(7) = 0",
        "",
      ].join("\n"),
    },
  ]);
  expect(problemsOf(trace)).toEqual([]);
  expect(named(trace, "thread_name")).toContain("c1 calls that overlap, 2");
  expect(ofKind(trace, "exchange").map(({ ts, dur }) => [ts, dur])).toEqual([
    [1_100_000, 400_000],
    [1_500_000, 100_000],
  ]);
});

test("a target in UTF-8 names its slice and its track by its letters", () => {
  const text = String.raw`1 accept4(3, NULL, NULL, 0) = 5
1 read(5, "GET /m\303\274sli HTTP/1.1\r\n\r\n", 100) = 25
1 write(5, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 41) = 41
1 close(5) = 0
`;
  const trace = traceOf([{ path: "letters.strace", text }]);
  expect(ofKind(trace, "exchange").map(({ name }) => name)).toEqual(["GET /m\u00fcsli"]);
  expect(named(trace, "thread_name")).toContain("c1 GET /m\u00fcsli \u2190 unknown");
});

test("a connection whose responses took one call each has no counters", () => {
  const counted = (name: string): boolean => traceOf(sample(name)).traceEvents.some(({ ph }) => ph === "C");
  expect(counted("node-slow-reader-12MB")).toBe(true);
  expect(counted("node-keep-alive")).toBe(false);
});

test("an arrow leads from the hop where bytes were lost to the one that passed them on", () => {
  const trace = traceOf(firing.filter(({ path }) => path.endsWith("passed-on-short.md")));
  const connections = ofKind(trace, "connection");
  const arrow = ofKind(trace, "arrow").filter(({ name }) => name === "short from hop to hop");
  expect(arrow.map(({ ph, tid }) => [ph, connections.find((each) => each.tid === tid)?.name])).toEqual([
    ["s", "connection c2"],
    ["f", "connection c1"],
  ]);
});

test("streams of HTTP/2 that overlap are on tracks of their own", () => {
  const trace = traceOf(sample("go-http2-killed"));
  const tracks = new Set(ofKind(trace, "exchange").map(({ tid }) => tid));
  expect(tracks.size).toBe(2);
  expect(named(trace, "thread_name")).toContain("c1 exchanges that overlap, 2");
});

describe("processes", () => {
  const [one, other] = [sample("hyper-14.9MB-truncated"), sample("hyper-2MB-truncated")];

  test("of the first capture have their pids, those of the others numbers that are made up, and a name that says which", () => {
    const trace = traceOf([...one, ...other]);
    const processes = trace.traceEvents.filter(({ name }) => name === "process_name");
    expect(processes.map(({ args }) => args?.name)).toEqual([
      "pid 20495, samples/hyper-14.9MB-truncated.strace",
      expect.stringMatching(/^pid \d+, samples\/hyper-2MB-truncated\.strace$/),
    ]);
    expect(processes[0]?.pid).toBe(20495);
    expect(processes[1]?.pid).toBeGreaterThan(4_194_304);
  });

  test("without a pid have a number that is made up", () => {
    const text =
      "accept4(3, NULL, NULL, 0) = 7\n" + 'read(7, "GET /x HTTP/1.1\\r\\n\\r\\n", 8192) = 19\nclose(7) = 0\n';
    const trace = traceOf([{ path: "none.strace", text }]);
    expect(named(trace, "process_name")).toEqual(["pid not shown, none.strace"]);
    expect(problemsOf(trace)).toEqual([]);
  });
});

describe("times", () => {
  const countedFrom = (name: string): string | undefined => traceOf(sample(name)).otherData.captures[0]?.ts;

  test("count from the midnight before the capture", () => {
    expect(countedFrom("hyper-14.9MB-truncated")).toMatch(/since midnight on the machine that recorded/);
    const trace = traceOf(sample("node-chunked"));
    expect(trace.otherData.captures[0]?.ts).toMatch(/since midnight in UTC/);
    for (const { ts } of trace.traceEvents) expect(ts ?? 0).toBeLessThan(2 * 86_400_000_000);
  });

  test("of -r count from the first line", () => {
    expect(countedFrom("threads-strace-5.10-relative")).toBe("microseconds since the first line");
  });

  test("are the numbers of lines where the capture has none", () => {
    expect(countedFrom("hyper-o-file-no-decoration")).toMatch(/no times/);
    const calls = ofKind(traceOf(sample("hyper-o-file-no-decoration")), "call");
    expect(calls.length).toBeGreaterThan(5);
    for (const { ts, name, args } of calls) expect([name, ts]).toEqual([name, args?.line]);
  });
});

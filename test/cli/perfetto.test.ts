import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { problemsOf, type Trace } from "../core/formats/perfetto/trace.js";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed } from "./run.js";

const cwd = join(temporaryFolder(), "captures");
mkdirSync(cwd);

const ON_PROXY = "7<TCP:[127.0.0.1:80->127.0.0.1:5000]>";
const TO_APP = "5<TCP:[127.0.0.1:6000->127.0.0.1:8080]>";
const ON_APP = "7<TCP:[127.0.0.1:8080->127.0.0.1:6000]>";
const HEAD = '"HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n..."...';
const GET = '"GET /a HTTP/1.1\\r\\n\\r\\n"';

const PROXY = [
  `10 10:00:00.000000 accept4(3, NULL, NULL, 0) = ${ON_PROXY}`,
  `10 10:00:00.010000 read(${ON_PROXY}, ${GET}, 8192) = 19`,
  `10 10:00:00.020000 connect(${TO_APP}, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
  `10 10:00:00.030000 write(${TO_APP}, ${GET}, 19) = 19`,
  `10 10:00:00.070000 read(${TO_APP}, ${HEAD}, 8192) = 141`,
  `10 10:00:00.080000 write(${ON_PROXY}, ${HEAD}, 141) = 141`,
  `10 10:00:00.090000 read(${TO_APP}, "", 8192) = 0`,
  `10 10:00:00.100000 close(${TO_APP}) = 0`,
  `10 10:00:00.110000 close(${ON_PROXY}) = 0`,
];
const APP = [
  `10 10:00:00.035000 accept4(3, NULL, NULL, 0) = ${ON_APP}`,
  `10 10:00:00.040000 read(${ON_APP}, ${GET}, 8192) = 19`,
  `10 10:00:00.050000 write(${ON_APP}, ${HEAD}, 1041) = 141`,
  `10 10:00:00.060000 shutdown(${ON_APP}, SHUT_WR) = 0`,
  `10 10:00:00.110000 close(${ON_APP}) = 0`,
];
for (const [name, lines] of Object.entries({ "proxy.strace": PROXY, "app.strace": APP }))
  writeFileSync(join(cwd, name), `${lines.join("\n")}\n`);

const traceIn = (text: string): Trace => JSON.parse(text);

/** The connections along the arrow of a path, each with the name of its process. */
function hopsIn({ traceEvents }: Trace): unknown[] {
  const processes = new Map(
    traceEvents.filter(({ name }) => name === "process_name").map((each) => [each.pid, each.args?.name]),
  );
  const connections = new Map(
    traceEvents.filter(({ cat }) => cat === "connection").map((each) => [each.tid, each.name]),
  );
  const points = traceEvents.filter(({ name }) => name === "short from hop to hop");
  return points.map(({ ph, pid, tid }) => [ph, connections.get(tid), processes.get(pid)]);
}

describe("a response that came short from a program of another capture", () => {
  const hops = [
    ["s", "connection c1", "pid 10, app.strace"],
    ["t", "connection c2", "pid 10, proxy.strace"],
    ["f", "connection c1", "pid 10, proxy.strace"],
  ];

  test("has an arrow from there", async () => {
    const trace = traceIn(
      (await unflushed(["--format", "perfetto", "proxy.strace", "app.strace"], "", { cwd })).stdout,
    );
    expect(problemsOf(trace)).toEqual([]);
    expect(hopsIn(trace)).toEqual(hops);
  });

  test("has it in what merge makes of the records, too", async () => {
    await unflushed(["--format", "ndjson=r.ndjson", "proxy.strace", "app.strace"], "", { cwd });
    const trace = traceIn((await unflushed(["merge", "--format", "perfetto", "r.ndjson"], "", { cwd })).stdout);
    expect(problemsOf(trace)).toEqual([]);
    expect(hopsIn(trace)).toEqual(hops);
  });
});

test("a filter leaves out the calls of connections that nobody asked for", async () => {
  const { stdout } = await unflushed([
    "--format",
    "perfetto",
    "--verdict",
    "truncated",
    "samples/hyper-25-requests-3.3MB.strace",
  ]);
  const trace = traceIn(stdout);
  expect(problemsOf(trace)).toEqual([]);
  expect(trace.traceEvents.filter(({ cat }) => cat === "connection")).toHaveLength(19);
});

test("a capture that breaks off has a whole trace of what was read", async () => {
  const whole = gzipSync(readFileSync("samples/hyper-25-requests-3.3MB.strace"));
  writeFileSync(join(cwd, "broken.strace.gz"), whole.subarray(0, whole.length / 2));
  const { stdout } = await unflushed(["--format", "perfetto", "broken.strace.gz"], "", { cwd });
  const trace = traceIn(stdout);
  expect(problemsOf(trace)).toEqual([]);
  expect(trace.traceEvents.some(({ cat }) => cat === "exchange")).toBe(true);
  expect(trace.otherData).toMatchObject({ failures: [{ path: "broken.strace.gz" }] });
});

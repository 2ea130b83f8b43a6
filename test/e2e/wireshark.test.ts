import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExchangeRecord } from "../../src/core/records/record.js";
import { bin, unflushed } from "../cli/run.js";
import { readPcapng, streamsOf } from "../core/formats/pcapng/reader.js";
import { freePort } from "../free-port.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
/** One of each kind: starting tshark three times for every sample would take minutes. */
const samples = [
  "hyper-14.9MB-truncated.strace",
  "hyper-25-requests-3.3MB.strace",
  "nginx-client-aborts.strace",
  "node-keep-alive.strace",
  "python-killed-mid-body.strace",
];
const fileOf = (sample: string): string => join(folder, `${basename(sample)}.pcapng`);
const CHECKS = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"];
/** Or it waits for bodies that strace did not show, or that the program cut. */
const NO_WAITING = ["-o", "http.desegment_body:FALSE"];

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e8 });
}

/** The fields of the packets that a display filter finds, a row for each. */
function fields(file: string, filter: string, names: readonly string[], options: readonly string[] = []): string[][] {
  const wanted = names.flatMap((name) => ["-e", name]);
  const rows = run("tshark", ...options, "-r", file, "-Y", filter, "-T", "fields", ...wanted);
  return rows
    .split("\n")
    .slice(0, -1)
    .map((row) => row.split("\t"));
}

describe.each(samples)("%s", (sample) => {
  beforeAll(() => unflushed(["check", "--format", `pcapng=${fileOf(sample)}`, `samples/${sample}`]));

  test("capinfos reads it to its end", () => {
    const { packets } = readPcapng(readFileSync(fileOf(sample), "latin1"));
    const facts = run("capinfos", "-M", fileOf(sample));
    expect(facts).toMatch(/^File type: .*pcapng$/m);
    expect(facts).toMatch(new RegExp(`^Number of packets: +${packets.length}$`, "m"));
  });

  test("tshark misses no segment, sees none twice, and finds every checksum right", () => {
    const wrong = "tcp.analysis.flags || _ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0";
    expect(fields(fileOf(sample), wrong, ["frame.number"], CHECKS)).toEqual([]);
  });

  test("its HTTP has the same responses, with the same Content-Length", async () => {
    const { stdout } = await unflushed(["check", "--format", "ndjson", `samples/${sample}`]);
    const records = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const exchanges = records.filter(
      ({ kind, protocol }): boolean => kind === "exchange" && protocol === undefined,
    ) as ExchangeRecord[];
    const answered = exchanges.filter(({ response }) => response !== null && response.status !== null);
    const seen = fields(fileOf(sample), "http.response", ["http.response.code", "http.content_length"], NO_WAITING);
    expect(seen.map(([status]) => Number(status)).sort()).toEqual(
      answered.map(({ response }) => response?.status).sort(),
    );
    const lengths = seen.map(([, length]) => length).filter((length) => length !== "");
    for (const { response } of answered)
      if (response?.declaredBytes != null) expect(lengths).toContain(String(response.declaredBytes));
  });
});

describe("a server that is recorded with all bytes", () => {
  const SERVER = `
    const { createServer } = require("node:http");
    createServer((request, response) => {
      const cut = request.url === "/cut";
      response.setHeader("content-length", 100_000);
      response.write(Buffer.alloc(cut ? 30_000 : 100_000, "a"));
      if (cut) setTimeout(() => response.socket.end(), 20);
      else response.end();
    }).listen(+process.argv[1], "127.0.0.1");`;
  const capture = join(folder, "server.strace");
  const file = join(folder, "server.pcapng");
  const received = new Map<string, string>();

  beforeAll(async () => {
    const port = await freePort();
    const calls = "trace=network,desc,process";
    const args = [
      "-f",
      "-ttt",
      "-yy",
      "-s",
      "200000",
      "-e",
      calls,
      "-o",
      capture,
      process.execPath,
      "-e",
      SERVER,
      String(port),
    ];
    const strace = spawn("strace", args, { stdio: "ignore", detached: true });
    const ended = once(strace, "close");
    await listening(port);
    for (const path of ["/whole", "/cut"]) received.set(path, await bodyOf(port, path));
    process.kill(-(strace.pid ?? 0), "SIGTERM");
    await ended;
    await unflushed(["check", "--format", `pcapng=${file}`, capture]);
  });

  const streamOf = (path: string): string =>
    fields(file, `http.request.uri == "${path}"`, ["tcp.stream"], NO_WAITING)[0]?.[0] ?? "";

  test.each(["/whole", "/cut"])("following the stream of %s gives the very bytes that its client received", (path) => {
    const raw = run("tshark", "-q", "-z", `follow,tcp,raw,${streamOf(path)}`, "-r", file);
    const answer = raw
      .split("\n")
      .filter((line) => /^\t[0-9a-f]+$/.test(line))
      .map((line) => line.trim())
      .join("");
    const text = Buffer.from(answer, "hex").toString("latin1");
    expect(text.slice(text.indexOf("\r\n\r\n") + 4)).toBe(received.get(path));
  });

  test("a strict reader has the same streams", () => {
    const streams = [...streamsOf(readPcapng(readFileSync(file, "latin1")).packets).values()].flatMap(Object.values);
    for (const body of received.values())
      expect(streams.some((bytes: string) => bytes.endsWith(`\r\n\r\n${body}`))).toBe(true);
  });

  test("tshark shows the response that was cut with what it declares and what came, and why on its FIN", () => {
    const [packet] = fields(
      file,
      `http.response && tcp.stream == ${streamOf("/cut")}`,
      ["http.content_length", "http.file_data"],
      NO_WAITING,
    );
    expect([packet?.[0], packet?.[1]?.length]).toEqual(["100000", 30_000]);
    const [[comments = ""] = []] = fields(file, `tcp.stream == ${streamOf("/cut")} && tcp.flags.fin == 1`, [
      "frame.comment",
    ]);
    expect(comments).toContain("the program shut down its sending side with 70,000 of 100,000 declared body bytes");
  });

  test("a whole response is put together of its segments", () => {
    const [packet] = fields(file, `http.response && tcp.stream == ${streamOf("/whole")}`, [
      "http.content_length",
      "http.file_data",
    ]);
    expect([packet?.[0], packet?.[1]?.length]).toEqual(["100000", 100_000]);
  });

  test("a pipe to tshark has the same packets", () => {
    const count = `"${process.execPath}" "${bin}" check --format pcapng "${capture}" | tshark -r - -T fields -e frame.number | wc -l`;
    const { packets } = readPcapng(readFileSync(file, "latin1"));
    expect(Number(execFileSync("sh", ["-c", `${count} 2>/dev/null`], { stdio: ["ignore", "pipe", "ignore"] }))).toBe(
      packets.length,
    );
  });
});

/** What a client received of a body before it ended, whole or not. */
function bodyOf(port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    get({ port, path, host: "127.0.0.1", agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", () => {}); // it is short: that is what this is about
      response.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).then(
      (response) => response.text(),
      () => null,
    );
    if (answer !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the server does not listen");
}

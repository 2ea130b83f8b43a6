import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed } from "./run.js";

const folder = temporaryFolder();

const sample = readFileSync(new URL("../../samples/hyper-14.9MB-truncated.strace", import.meta.url));
const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function analysis(args: readonly string[], input: string | Buffer = "") {
  const { stdout, stderr, code } = await unflushed(["--format", "json", ...args], input);
  expect(stderr).toBe("");
  const { captures, connections, findings } = JSON.parse(stdout);
  return { code, capture: captures[0], exchanges: connections[0].exchanges, findings };
}

const TRUNCATED = { verdict: "truncated", response: { declaredBytes: 14_900_000, acceptedBytes: 219_156 } };

describe("compressed captures are told by their content, not by their name", () => {
  const halves = [sample.subarray(0, 5000), sample.subarray(5000)] as const;
  test.each([
    ["gzip", gzipSync(sample)],
    ["gzip in two members", Buffer.concat(halves.map((half) => gzipSync(half)))],
    ["zstd", fixture("truncated.strace.zst")],
    ["xz", fixture("truncated.strace.xz")],
  ])("%s", async (name, content) => {
    for (const [path, input] of [[file(`${name} of any name`, content), ""] as const, ["-", content] as const]) {
      const { code, exchanges } = await analysis([path], input);
      expect(exchanges).toMatchObject([TRUNCATED]);
      expect(code).toBe(1);
    }
  });

  test.each([
    ["gzip", gzipSync(sample)],
    ["zstd", fixture("truncated.strace.zst")],
    ["xz", fixture("truncated.strace.xz")],
  ])("%s that ends too early is one sentence and exit code 2", async (name, content) => {
    const { stderr, code } = await unflushed([file(`cut ${name}`, content.subarray(0, 700))]);
    expect(stderr).toMatch(/^unflushed: .* is compressed, and its data is damaged or ends too early: .*\n$/);
    expect(code).toBe(2);
  });
});

describe("a file a thread (-ff)", () => {
  const threads = new URL("../../samples/hyper-per-thread-files/", import.meta.url);

  test("the folder and the prefix give the verdict of the one-file twin", async () => {
    for (const path of ["samples/hyper-per-thread-files", "samples/hyper-per-thread-files/trace"]) {
      const { code, exchanges, findings, capture } = await analysis([path]);
      expect(exchanges).toMatchObject([{ ...TRUNCATED, request: { method: "POST", target: "/14900000" } }]);
      expect(findings).toMatchObject([{ rule: "shut-wr-outstanding", outstandingBytes: 14_680_844 }]);
      expect(capture.unrecognizedLines).toBe(0);
      expect(code).toBe(1);
    }
  });

  test("without times the files cannot be put in order", async () => {
    for (const name of readdirSync(threads)) {
      const text = readFileSync(new URL(name, threads), "latin1");
      file(name.replace("trace", "untimed"), text.replace(/^\d+\.\d+ /gm, ""));
    }
    const { stderr, code } = await unflushed([join(folder, "untimed")]);
    expect(stderr).toMatch(/has a file a thread and no times, .* record into one file with strace -f .* \.\/server\n$/);
    expect(code).toBe(2);
  });

  test("a call that waits stands where it ended, so that it sees what other threads did meanwhile", async () => {
    file("order.10", "1763892981.0 accept4(3, NULL, NULL, 0) = 7 <3.0>\n1763892984.5 close(7) = 0 <0.1>\n");
    file(
      "order.11",
      '1763892982.0 accept4(3, NULL, NULL, 0) = 8 <0.1>\n1763892982.5 read(8, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18 <0.1>\n',
    );
    const { stdout } = await unflushed(["parse", join(folder, "order")]);
    const calls = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(calls.map(({ pid, call }) => `${pid} ${call}`)).toEqual(["11 accept4", "11 read", "10 accept4", "10 close"]);
  });
});

describe("line ends", () => {
  test("CRLF, and a last line without any", async () => {
    const text = sample.toString("latin1").trimEnd().replaceAll("\n", "\r\n");
    const { exchanges, capture } = await analysis([file("crlf", text)]);
    expect(exchanges).toMatchObject([TRUNCATED]);
    expect(capture.unrecognizedLines).toBe(0);
  });
});

describe("recordedWith tells strace's options from the lines", () => {
  test.each([
    ["hyper-14.9MB-truncated.strace", ["-f", "-tt", "-yy", "-s 512"]],
    ["hyper-plain-hex.strace", ["-f", "-r", "-xx", "-s 256"]],
    ["hyper-o-file-no-decoration.strace", ["-f", "-o", "-s 512"]],
    ["hyper-provoked.strace", ["-f", "-tt", "-e inject", "-yy", "-s 512"]],
    ["node-chunked.strace", ["-f", "-o", "-ttt", "-T", "-y", "-s 256"]],
  ])("%s", async (name, options) => {
    const { stdout } = await unflushed(["--format", "json", `samples/${name}`]);
    expect(JSON.parse(stdout).captures[0].recordedWith).toEqual(options);
  });
});

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { serve } from "../../tools/probe/server.js";
import { bin, type Run, unflushed } from "../run.js";

const schema = JSON.parse(readFileSync(new URL("../../../schema/probe.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
const whole = HEAD + "x".repeat(1000);
const short = HEAD + "x".repeat(400);

/** Runs `unflushed probe` on a server that gives these answers in turn, and ends the stream after each. */
async function probed(answers: readonly string[], args: readonly string[] = [], transport?: "unix"): Promise<Run> {
  let count = 0;
  await using server = await serve((socket: Socket) => {
    socket.end(answers[count++] ?? "", "latin1");
  }, transport);
  return await unflushed(["probe", `${server.url}/large`, "--requests", String(answers.length), ...args]);
}

describe("exit codes", () => {
  const untilClose = "HTTP/1.1 200 OK\r\n\r\nabc";
  test.each([
    ["0: all complete", [whole, whole], 0],
    ["1: one was cut short", [whole, short], 1],
    ["1: one never came while another did", [whole, ""], 1],
    ["0: one complete, and one that cannot be judged", [whole, untilClose], 0],
    ["1: a body was cut, though others cannot be judged", [untilClose, short], 1],
    ["3: bodies that end with the connection", [untilClose, untilClose], 3],
    ["3: no HTTP", ["hello\r\n"], 3],
    ["3: no response", [""], 3],
  ])("%s", async (_what, answers, code) => {
    expect((await probed(answers)).code).toBe(code);
  });

  test("2: no server listens, said in one line", async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    const { stdout, stderr, code } = await unflushed(["probe", server.url, "--requests", "5"]);
    expect(stderr).toMatch(/^unflushed: cannot connect to 127\.0\.0\.1:\d+ \(ECONNREFUSED\): .*\n$/);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

test("the text names each ending and sums up", async () => {
  const { stdout, stderr } = await probed([whole, short, short]);
  expect(stdout).toMatch(/1 +200 +1,000 +1,000 +0 +complete/);
  expect(stdout).toMatch(/2 +200 +1,000 +400 +600 +clean EOF/);
  expect(stdout).toContain("2 of 3 truncated, 1 complete");
  expect(stdout).toContain("cut after 400 (2x)");
  expect(stderr).toBe("");
});

test("many requests at once, and nothing but the result is printed", async () => {
  const answers = new Array<string>(60).fill(whole);
  const { stdout, stderr, code } = await probed(answers, ["--concurrency", "30"]);
  expect(stdout).toMatch(/^ +60 +200 +1,000 +1,000 +0 +complete$/m);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("a Unix socket, an upload and a half-close", async () => {
  const { stdout, code } = await probed([short], ["--post", "chunked:1kB", "--half-close"], "unix");
  expect(stdout).toMatch(/^POST unix:\/.*\/a\.sock \/large\n1 request; 1,000 bytes up, chunked; then a half-close\n/);
  expect(code).toBe(1);
});

describe("--format json", () => {
  test("is one document that satisfies the shipped schema", async () => {
    const answers = [
      whole,
      short,
      "",
      "nonsense\r\n",
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX",
      short,
    ];
    const { stdout, code } = await probed(answers, ["--format", "json", "--post", "length:10", "--seed", "5"]);
    const document = JSON.parse(stdout);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document).toMatchObject({
      target: { transport: "tcp", host: "127.0.0.1", path: "/large" },
      options: { method: "POST", upload: { framing: "content-length", bytes: 10 }, seed: 5, rate: null },
      summary: { requests: 7, complete: 2, truncated: 3, undetermined: 0, failed: 2 },
    });
    expect(document.requests[1]).toMatchObject({
      number: 2,
      verdict: "truncated",
      ending: "eof",
      error: null,
      response: { status: 200, framing: "content-length", declaredBytes: 1000, receivedBytes: 400 },
      missingBytes: 600,
    });
    expect(document.requests[2].response).toBeNull();
    expect(code).toBe(1);
  });

  test("fields that were sent are not repeated: they may be secrets", async () => {
    const { stdout } = await probed([whole], ["--format", "json", "-H", "Authorization: Bearer abc"]);
    expect(stdout).not.toMatch(/Bearer|abc/);
  });
});

test("nothing that a server sends reaches the terminal unescaped", async () => {
  const evil = "\x1b[2J\x1b]0;owned\x07";
  const answers = [`HTTP/1.1 200 ${evil}\r\n${evil}: ${evil}\r\nContent-Length: 9\r\n\r\n${evil}`, evil];
  const { stdout, stderr } = await probed(answers);
  expect(stdout + stderr).not.toContain("\x1b");
  expect(stdout + stderr).not.toContain("owned");
});

test("a redirect is not followed", async () => {
  const { stdout } = await probed(["HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"]);
  expect(stdout).toMatch(/1 +302 +0 +0 +0 +complete/);
});

test("no proxy is asked", async () => {
  await using server = await serve((socket) => void socket.end(whole));
  const proxy = "http://127.0.0.1:9";
  const env = { ...process.env, http_proxy: proxy, HTTP_PROXY: proxy, all_proxy: proxy, NODE_USE_ENV_PROXY: "1" };
  expect((await unflushed(["probe", server.url], "", { env })).code).toBe(0);
});

test("Ctrl-C ends a probe, and prints what was over", async () => {
  let count = 0;
  await using server = await serve((socket) => {
    if (++count < 3) socket.end(short);
    else interrupt?.();
  });
  let interrupt: (() => void) | undefined;
  const child = spawn(process.execPath, [bin, "probe", server.url, "--requests", "9"]);
  interrupt = () => child.kill("SIGINT");
  let stdout = "";
  child.stdout.on("data", (data) => (stdout += data));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(stdout).toContain("2 of 2 truncated");
  expect(code).toBe(130);
});

test.each([
  [["https://127.0.0.1/"], /TLS/],
  [["127.0.0.1:80"], /is not an HTTP URL|cannot be read as a URL/],
  [["http://h/", "--rate", "fast"], /fast is not a rate/],
  [["http://h/", "--delay", "2d"], /2d is not a time/],
  [["http://h/", "--post", "1000"], /--post 1000 names no body/],
  [["http://h/", "--post", "chunked:many"], /many is not a size/],
  [["http://h/", "-H", "nonsense"], /a header field must be/],
  [["http://h/", "--method", "GET /"], /a method must be one word/],
  [["http://h/", "--requests", "0"], /0 is out of range: give one from 1 to 10000/],
  [["http://h/", "--requests", "10001"], /out of range/],
  [["http://h/", "--concurrency", "257"], /out of range: give one from 1 to 256/],
  [["http://h/", "--timeout", "0"], /a timeout of no time/],
  [["http://h/", "--rcvbuf", "0"], /out of range/],
  [["http+unix://%2Fa.sock/", "--rcvbuf", "8KiB"], /changes nothing on a Unix socket/],
  [[], /missing required argument 'url'/],
])("probe %j is a usage error", async (args, message) => {
  const { stdout, stderr, code } = await unflushed(["probe", ...args]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

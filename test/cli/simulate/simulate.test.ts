import { describe, expect, test } from "vitest";
import { transcript, unflushed } from "../run.js";

const file = (name: string): string => `../transcripts/simulate/${name}.txt`;
const at80 = { env: { ...process.env, COLUMNS: "80", NO_COLOR: "1" } };

/** `unflushed simulate ARGS | unflushed check`, as a transcript of the second. */
async function piped(...args: string[]): Promise<string> {
  const { stdout, code } = await unflushed(["simulate", ...args]);
  expect(code).toBe(0);
  return transcript(["check"], stdout);
}

async function wide80(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await unflushed(["simulate", ...args], "", at80);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  return `$ unflushed simulate ${args.join(" ")}\n${stdout}${stderr}[exit ${code}]\n`;
}

describe("unflushed simulate | unflushed check", () => {
  test.each([
    "discard-pending",
    "flush-before-shutdown",
    "pending-in-loop",
    "flushing-state",
  ])("--policy %s", async (policy) => {
    const text = await piped("--policy", policy);
    expect(text).toContain(policy === "discard-pending" ? "[exit 1]" : "[exit 0]");
    await expect(text).toMatchFileSnapshot(file(`${policy}`));
  });

  test.each([
    ["standard", 1],
    ["file", 1],
    ["relative", 1],
    ["bare", 1],
    ["short-strings", 1], // the head is cut, the refused write is not
    ["narrow", 1],
    ["network", 3], // shows no write at all
  ])("--dialect %s exits %d", async (dialect, code) => {
    expect(await piped("--dialect", dialect)).toContain(`[exit ${code}]`);
  });

  test("a client that hangs up is not a bug of the server", async () => {
    const text = await piped("--abort-after", "3MB", "--policy", "flush-before-shutdown", "--transport", "tcp");
    expect(text).toContain("1 aborted by the peer");
    expect(text).toContain("[exit 0]");
  });

  test("of three connections with two requests each, the last response of each is cut", async () => {
    const text = await piped("--connections", "3", "--requests", "2", "--body", "1MB");
    expect(text).toContain("6 responses on 3 connections: 3 truncated, 3 complete");
  });

  test("a chunked response is cut as well", async () => {
    expect(await piped("--framing", "chunked")).toContain("short-write-abandoned");
  });

  test("a timer of another thread cuts what the fixed write loop still has to send", async () => {
    const text = await piped("--timeout", "100ms", "--policy", "flush-before-shutdown");
    expect(text).toContain("error[shut-wr-outstanding]");
    expect(text).toContain("warning[write-after-shut-wr]");
  });

  test("on TCP a request that is left unread resets a whole response", async () => {
    const text = await piped("--upload", "100KB", "--transport", "tcp", "--policy", "flush-before-shutdown");
    expect(text).toContain("reset-discards-response");
  });
});

test("the same seed gives the same bytes, another seed others", async () => {
  const [one, again, other] = await Promise.all(
    ["5", "5", "6"].map((seed) => unflushed(["simulate", "--seed", seed, "--connections", "2", "--jitter", "0.5"])),
  );
  expect(again?.stdout).toBe(one?.stdout);
  expect(other?.stdout).not.toBe(one?.stdout);
});

test("unflushed simulate --plot", async () => {
  await expect(await wide80("--plot")).toMatchFileSnapshot(file("plot"));
});

test("unflushed simulate --plot of the fix", async () => {
  await expect(await wide80("--plot", "--policy", "flush-before-shutdown")).toMatchFileSnapshot(file("plot-fixed"));
});

test("unflushed simulate --sweep read-rate --plot", async () => {
  await expect(await wide80("--sweep", "read-rate", "--plot")).toMatchFileSnapshot(file("sweep"));
});

test.each([
  ["no size", "--body", "14.9XB"],
  ["no rate", "--read-rate", "fast"],
  ["no duration", "--delay", "5h"],
  ["no share", "--jitter", "2"],
  ["no policy", "--policy", "hope"],
  ["no thread", "--threads", "0"],
  ["threads without -f", "--threads", "2", "--dialect", "bare"],
  ["a buffer of nothing", "--sndbuf", "0"],
  ["a run without end", "--sndbuf", "1"],
  ["too much", "--body", "99GB"],
])("bad arguments: %s", async (name, ...args) => {
  const text = await transcript(["simulate", ...args]);
  expect(text).toContain("[exit 2]");
  await expect(text).toMatchFileSnapshot(file(`${name.replaceAll(/\W+/g, "-")}`));
});

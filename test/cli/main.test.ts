import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed } from "./run.js";

const TRUNCATED = "samples/hyper-14.9MB-truncated.strace";
const EVENTS = ["exit", "SIGINT", "SIGTERM", "SIGHUP"];

const listeners = (): number[] => EVENTS.map((event) => process.listenerCount(event));

test.each([
  ["a run with findings", ["check", TRUNCATED], 1],
  ["standard input", ["check", "-"], 2],
  ["an output that cannot be written", ["--format", "json=/no/such/folder/x", TRUNCATED], 2],
  ["scrub", ["scrub", TRUNCATED], 0],
  ["merge of what is no result", ["merge", TRUNCATED], 2],
  ["an option that is none", ["check", "--no-such-option"], 2],
  ["--version", ["--version"], 0],
])("%s leaves nothing that listens to the process", async (_what, args, code) => {
  const before = listeners();
  expect((await unflushed(args)).code).toBe(code);
  expect(listeners()).toEqual(before);
});

test("what is half-written is gone when an error ends the command", async () => {
  const folder = temporaryFolder();
  const full = ["--format", `json=${join(folder, "json")}`, "--format", "csv=/dev/full"];
  const { stderr, code } = await unflushed([...full, TRUNCATED]);
  expect(stderr).toMatch(/^unflushed: \/dev\/full cannot be written \(ENOSPC\)/);
  expect({ code, left: readdirSync(folder) }).toEqual({ code: 2, left: [] });
  rmSync(folder, { recursive: true });
});

test("a defect is told with its stack, and asks to be reported", async () => {
  let told = "";
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      told += chunk;
      done();
    },
  });
  const stdout = {
    get isTTY(): boolean {
      throw new Error("a defect");
    },
  } as unknown as Writable;
  const code = await main(["timeline", TRUNCATED], { stdin: Readable.from([]), stdout, stderr, env: {} });
  expect(told).toMatch(/^unflushed: internal error, please report it: Error: a defect\n {4}at /);
  expect(code).toBe(2);
});

test("--help and its like go to the streams that were given", async () => {
  const help = await unflushed(["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^Usage: unflushed /) });
  const wrong = await unflushed(["check", "--formt", "json"]);
  expect(wrong).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("unknown option '--formt'") });
});

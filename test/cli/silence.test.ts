import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { bin, unflushed } from "./run.js";

const OTHER = [
  "accept4(3, NULL, NULL, SOCK_CLOEXEC) = 4",
  'read(4, "PING\\r\\n", 9) = 6',
  'write(4, "+PONG\\r\\n", 7) = 7',
  "close(4) = 0\n",
].join("\n");

test("on a pipe that goes on, the reason is said at the first connection, and only named at the end", async () => {
  const check = spawn(process.execPath, [bin, "check", "--no-progress"]);
  let stdout = "";
  check.stdout.on("data", (data) => (stdout += data));
  check.stdin.write(OTHER);
  while (!stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 20)); // the pipe is still open
  expect(stdout).toMatch(
    /^not judged c1: other-protocol: the connections of the capture speak protocols of which there is/,
  );
  check.stdin.end(OTHER + OTHER);
  const [code] = await once(check, "close");
  expect(code).toBe(3);
  expect(stdout.match(/not judged c1/g)).toHaveLength(1);
  expect(stdout.match(/trace a process that answers HTTP/g)).toHaveLength(1);
});

test("ndjson has it as a record, and the JSON document with its capture", async () => {
  const lines = (await unflushed(["check", "--format", "ndjson"], OTHER + OTHER)).stdout.trim().split("\n");
  const records = lines.map((line) => JSON.parse(line));
  expect(records.filter(({ kind }) => kind === "silence")).toMatchObject([
    { capture: 0, connection: "c1", code: "other-protocol" },
  ]);
  const { captures } = JSON.parse((await unflushed(["check", "--format", "json"], OTHER)).stdout);
  expect(captures).toMatchObject([{ silence: { code: "other-protocol" } }]);
});

test("a run that may pass without a response says it all the same", async () => {
  const { stdout, code } = await unflushed(["check", "--pass-with-no-responses"], "shutdown(7, SHUT_WR) = 0\n");
  expect(code).toBe(0);
  expect(stdout).toContain("judged");
  expect(stdout).toContain("only-shutdown-traced");
});

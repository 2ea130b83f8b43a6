import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bin } from "../run.js";

const capture = readFileSync(new URL("../../../samples/hyper-14.9MB-truncated.strace", import.meta.url), "latin1");
const shutdown = capture.indexOf("\n", capture.indexOf("<... shutdown resumed>")) + 1;

function start(): { child: ReturnType<typeof spawn>; output: () => string } {
  const child = spawn(process.execPath, [bin]);
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  return { child, output: () => output };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a finding appears while the pipe is still open, the summary at its end", async () => {
  const { child, output } = start();
  child.stdin?.write(capture.slice(0, shutdown));
  await until(() => output().includes("shut-wr-outstanding"));
  expect(output()).not.toContain("1 response on");
  child.stdin?.end(capture.slice(shutdown));
  const [code] = await once(child, "close");
  expect(output()).toContain("1 response on 1 connection: 1 truncated");
  expect(code).toBe(1);
});

test("Ctrl-C in a pipeline: it goes on to the end of input and prints the summary", async () => {
  const { child, output } = start();
  child.stdin?.write(capture.slice(0, shutdown));
  await until(() => output().includes("shut-wr-outstanding"));
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(child.exitCode).toBeNull();
  child.stdin?.end(capture.slice(shutdown));
  const [code] = await once(child, "close");
  expect(output()).toContain("1 truncated");
  expect(code).toBe(1);
});

test("a second Ctrl-C quits", async () => {
  const { child, output } = start();
  child.stdin?.write(capture.slice(0, shutdown));
  await until(() => output().includes("shut-wr-outstanding"));
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
});

test("a closed standard output ends it quietly", async () => {
  const sample = "samples/hyper-25-requests-3.3MB.strace";
  const child = spawn("sh", ["-c", `"${process.execPath}" "${bin}" ${sample} ${sample} ${sample} | head -1`], {
    cwd: new URL("../../../", import.meta.url),
  });
  let stderr = "";
  let stdout = "";
  child.stderr.on("data", (data) => (stderr += data));
  child.stdout.on("data", (data) => (stdout += data));
  await once(child, "close");
  expect(stdout.split("\n")).toHaveLength(2);
  expect(stderr).toBe("");
});

test("a real server under a real strace, piped in", async () => {
  const script = [
    "import http from 'node:http';",
    "const s = http.createServer((q, r) => r.end('hello')).listen(0, '127.0.0.1', () =>",
    "  http.get({ port: s.address().port, agent: false }, (r) => r.resume().on('end', () => s.close())));",
  ].join("\n");
  const strace = "strace -f -yy -s 4096 -e trace=network,desc,process";
  const child = spawn(
    "sh",
    ["-c", `${strace} "${process.execPath}" --input-type=module -e "$SCRIPT" 2>&1 | "${process.execPath}" "${bin}"`],
    {
      env: { ...process.env, SCRIPT: script },
    },
  );
  let stdout = "";
  child.stdout.on("data", (data) => (stdout += data));
  const [code] = await once(child, "close");
  // the server's side and the client's, which is in the same process
  expect(stdout).toMatch(/2 responses on 2 connections: 2 complete/);
  expect(code).toBe(0);
});

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PYTHON, Running, serverFile, tracerOf, until } from "../cli/record/processes.js";
import { bin, unflushedProcess } from "../cli/run.js";
import { temporaryFolder } from "../temporary-folder.js";

const page = readFileSync(new URL("../../docs/use/containers.md", import.meta.url), "utf8");
const PORT = 8080; // in a network of its own

/** A process with pids, a /proc and a network of its own, as a container has them; it serves responses that are cut. */
class Container {
  readonly #unshare: Running;
  pid = 0;

  constructor() {
    const serve = `ip link set lo up; exec ${PYTHON} ${serverFile("fork-per-connection.py")} ${PORT}`;
    const own = ["--pid", "--fork", "--mount-proc", "--net", "--kill-child"];
    this.#unshare = new Running("unshare", [...own, "sh", "-c", serve]);
  }

  async started(): Promise<void> {
    await until(() => this.#unshare.stdout.includes("\n") || this.#unshare.child.exitCode !== null);
    expect(this.#unshare).toMatchObject({ stdout: "ready\n", stderr: "" }); // it takes root to make namespaces
    this.pid = Number(childrenOf(this.#unshare.pid));
  }

  /** Asks once, from within its network, and waits until the child that answered is gone: then its tracer has seen all of it. */
  async ask(): Promise<void> {
    const client = `import socket; s = socket.create_connection(("127.0.0.1", ${PORT})); s.send(b"GET /x HTTP/1.1\\r\\nHost: t\\r\\n\\r\\n")
import time; time.sleep(0.2)  # until the socket is full
while s.recv(65536): pass`;
    execFileSync("nsenter", ["-t", `${this.pid}`, "-n", PYTHON, "-c", client]);
    await until(() => childrenOf(this.pid) === "");
  }

  async end(): Promise<void> {
    await this.#unshare.end("SIGKILL");
  }
}

/** The pids of its children, with blanks between them. */
function childrenOf(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim();
}

const container = new Container();
beforeAll(() => container.started());
afterAll(() => container.end());

/** The commands of the page that trace from the host, without `sudo`: the tests are root. */
function commandsOfPage(): string[] {
  const section = /^## From the host$([\s\S]*?)^## /m.exec(page)?.[1] ?? "";
  const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) =>
    block.replaceAll("\\\n", ""),
  );
  const lines = blocks.join("").split("\n");
  return lines.filter((line) => line.startsWith("sudo ")).map((line) => line.slice("sudo ".length));
}

/** Runs a line of shell while the container is asked once, ends it as Ctrl-C does, and judges the capture it made. */
async function recordedBy(line: string): Promise<{ findings: string[]; addresses: (string | null)[] }> {
  const folder = temporaryFolder();
  const command = line.replace("npx unflushed", `${process.execPath} ${bin}`);
  const env = { ...process.env, pid: `${container.pid}` };
  const child = spawn("sh", ["-c", `exec ${command}`], { cwd: folder, env, detached: true });
  child.stdout.resume(); // nsenter ends at once, its child when it has written: these end when the last of them does
  child.stderr.resume();
  await until(() => tracerOf(container.pid) > 0);
  await container.ask();
  process.kill(-(child.pid ?? 0), "SIGINT");
  await once(child, "close");
  const { stdout } = await unflushedProcess(["--format", "json", join(folder, "web.strace")]);
  const { findings, connections } = JSON.parse(stdout);
  return {
    findings: findings.map(({ rule }: { rule: string }) => rule),
    addresses: connections.map(({ local }: { local: string | null }) => local),
  };
}

describe("a container, traced from its host", () => {
  test("the page has a command for strace and one for record", () => {
    expect(commandsOfPage().map((line) => / (strace|npx unflushed record) /.exec(line)?.[1])).toEqual([
      "strace",
      "npx unflushed record",
    ]);
  });

  test.each(commandsOfPage())("%s", async (line) => {
    expect(await recordedBy(line)).toEqual({
      findings: ["shut-wr-outstanding"],
      addresses: [`127.0.0.1:${PORT}`],
    });
  });

  test("without nsenter: the same finding, and no address", async () => {
    const line = /^ +(strace .*)$/m.exec(page)?.[1]?.replace("-p 1", `-p ${container.pid}`) ?? "";
    const { findings, addresses } = await recordedBy(line);
    expect(findings).toEqual(["shut-wr-outstanding"]);
    expect(new Set(addresses)).toEqual(new Set([null])); // one or two: that of a forked child may count as another one
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Lab, Server } from "../../truth/server.js";
import { nginx } from "../../truth/servers/files/nginx.js";
import { hyperBinary, hyperUnix } from "../../truth/servers/lab/hyper.js";
import { node } from "../../truth/servers/programs/node.js";
import { bin, unflushedProcess } from "../cli/run.js";
import { freePort } from "../free-port.js";
import { temporaryFolder } from "../temporary-folder.js";
import { canBuildHyper, hyperServer } from "./hyper.js";

/** Where hyper cannot be built, the others have to do. */
const servers: readonly Server[] = canBuildHyper ? [hyperUnix, nginx, node] : [nginx, node];
const REQUESTS = 10;

describe.each(servers.map((server) => [server.name, server] as const))("%s, recorded and probed", (_name, server) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = { folder: temporaryFolder(), port: await freePort(), backend: 0 };
    mkdirSync(join(lab.folder, "files"));
    writeFileSync(join(lab.folder, "files", "15000000"), Buffer.alloc(15_000_000, "."));
    if (server === hyperUnix) cpSync(hyperServer("broken"), hyperBinary(lab), { recursive: true });
    server.prepare?.(lab);
  });

  const url = (): string => {
    const target = "/15000000";
    const path = server.socket?.(lab);
    return path ? `http+unix://${encodeURIComponent(path)}${target}` : `http://127.0.0.1:${lab.port}${target}`;
  };

  async function probe(...options: readonly string[]): Promise<{ code: number | null; truncated: number }> {
    const { stdout, code } = await unflushedProcess(["probe", url(), "--format", "json", ...options]);
    return { code, truncated: code === 2 ? 0 : JSON.parse(stdout).summary.truncated };
  }

  async function untilItListens(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if ((await probe("--rate", "100MB/s")).code !== 2) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${server.name} does not listen`);
  }

  test.each(["record", "record --narrow"])(
    "%s: what the clients lost is what the capture shows",
    { timeout: 120_000 },
    async (record) => {
      const capture = join(lab.folder, `${record.replace(" ", "")}.strace`);
      const args = [bin, ...record.split(" "), "-o", capture, "--", ...server.command(lab)];
      const recorder = spawn(process.execPath, args, { stdio: "ignore" });
      const closed = once(recorder, "close");
      try {
        await untilItListens();
        const isHyper = server === hyperUnix;
        const upload = isHyper ? ["--post", "chunked:1000"] : []; // what brings its bug out
        const { truncated } = await probe("--requests", String(REQUESTS), "--delay", "100ms", ...upload);
        recorder.kill("SIGTERM");
        const [code] = await closed;
        const checked = JSON.parse((await unflushedProcess(["check", "--format", "json", capture])).stdout);
        expect(truncated > 0).toBe(isHyper);
        const { summary } = checked;
        // the requests that waited for it to listen are in the capture as well, and may have been cut
        expect(summary.truncated).toBeGreaterThanOrEqual(truncated);
        expect(summary.truncated > 0).toBe(isHyper);
        expect(summary.truncated + summary.complete).toBeGreaterThan(REQUESTS);
        expect(code === 1).toBe(isHyper);
      } finally {
        recorder.kill("SIGKILL");
      }
    },
  );
});

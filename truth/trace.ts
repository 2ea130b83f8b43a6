import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lab, Server } from "./server.js";

/** A server under strace. */
export interface Traced {
  /** The port that it listens on, or the path of its Unix socket. */
  readonly address: number | string;
  /** Kills all processes of the server at once. */
  readonly kill: () => void;
}

/** Starts the server under strace, runs `drive`, stops the server, and waits until strace has written the capture. */
export async function trace(
  server: Pick<Server, "command" | "env" | "socket">,
  lab: Lab,
  capture: string,
  flags: string,
  drive: (traced: Traced) => Promise<void>,
): Promise<void> {
  const address = server.socket?.(lab) ?? lab.port;
  const tracer = start(["strace", ...flags.split(" "), "-o", capture, ...server.command(lab)], {
    cwd: lab.folder,
    env: server.env,
  });
  const kill = (): void => {
    for (const pid of descendants(tracer.pid ?? 0)) signal(pid, "SIGKILL");
  };
  try {
    await listening(address, tracer);
    await drive({ address, kill });
    await sleep(400); // for the close of a lingering connection, and for the end of a pause after a client that left
  } finally {
    const family = descendants(tracer.pid ?? 0);
    if (family[0] !== undefined) signal(family[0], "SIGTERM");
    if (!(await ended(tracer, 5000))) {
      for (const pid of family) signal(pid, "SIGKILL");
      await ended(tracer, 5000);
    }
  }
}

/** Starts a program and discards its output. */
export function start(
  command: readonly string[],
  options: { cwd: string; env?: Readonly<Record<string, string>> | undefined },
): ChildProcess {
  const [program = "", ...args] = command;
  // a process group of its own, because Apache stops itself with a signal to its whole group
  const env = { ...process.env, ...options.env };
  return spawn(program, args, { cwd: options.cwd, env, stdio: "ignore", detached: true });
}

/** Waits until a connection succeeds. Throws if the child exits, or after 20 seconds. */
export async function listening(address: number | string, child: ChildProcess): Promise<void> {
  const limit = Date.now() + 20_000;
  while (Date.now() < limit && child.exitCode === null) {
    if (typeof address === "number" || existsSync(address)) {
      const socket = typeof address === "number" ? connect(address, "127.0.0.1") : connect(address);
      const isOpen = await Promise.race([
        once(socket, "connect").then(
          () => true,
          () => false,
        ),
        sleep(500, false),
      ]);
      socket.destroy();
      if (isOpen) return;
    }
    await sleep(100);
  }
  throw new Error(`nothing listens on ${address}`);
}

/** Waits for the child to end. Returns false if it still runs after the given time. */
export async function ended(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  return Promise.race([once(child, "exit").then(() => true), sleep(milliseconds, false)]);
}

/** The processes below a pid, parents first. */
export function descendants(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(file) ? readFileSync(file, "utf8").trim().split(" ").filter(Boolean).map(Number) : [];
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** Sends a signal, if the process still runs. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // the process has ended
  }
}

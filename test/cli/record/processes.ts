import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { bin } from "../run.js";

/** Not a shim that first looks for a python3: it takes four times as long under strace. */
export const PYTHON = "/usr/bin/python3";

/** A server of the tests, by its file. */
export const serverFile = (name: string): string => fileURLToPath(new URL(`../servers/${name}`, import.meta.url));

/** A process that a test started, and what it printed. */
export class Running {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";

  constructor(command: string, args: readonly string[], env = process.env) {
    this.child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout?.on("data", (data) => (this.stdout += data));
    this.child.stderr?.on("data", (data) => (this.stderr += data));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The numbers of its first line. */
  async numbers(): Promise<number[]> {
    await until(() => this.stdout.includes("\n"));
    return (this.stdout.split("\n", 1)[0] ?? "").split(" ").map(Number);
  }

  /** Sends a signal, and returns the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "close");
    return this.child.exitCode;
  }
}

/** `unflushed record` with these arguments. */
export const recording = (...args: readonly string[]): Running =>
  new Running(process.execPath, [bin, "record", ...args]);

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Asks once, and returns how many bytes came back. */
export async function ask(port: number): Promise<number> {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  let received = 0;
  socket.on("data", (data) => (received += data.length));
  socket.write("GET /x HTTP/1.1\r\nHost: test\r\n\r\n");
  await once(socket, "close");
  return received;
}

/** The pid of the process that traces this one; 0 if none does, NaN if it is gone. */
export function tracerOf(pid: number): number {
  try {
    return Number(/^TracerPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
  } catch {
    return Number.NaN;
  }
}

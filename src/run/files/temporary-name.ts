import { createHash, randomUUID } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Within the name of a temporary file: the pid, the start time and the machine of the process that made it. */
const MARK = /^\.?(?:.*\.)?unflushed-(?<pid>\d+)-(?<start>\d+)-(?<machine>[0-9a-f]{8})-[0-9a-f-]{36}(?:\.tmp)?$/s;

/** A part of a name that no other file has, and that says which process made it. */
export function temporaryMark(): string {
  return `unflushed-${process.pid}-${startOf(process.pid)}-${machine()}-${randomUUID()}`;
}

/**
 * Removes the temporary files that a process left in this folder when it was killed. What belongs to another user stays,
 * and what a process of another machine or container made: whether that one still runs cannot be known here.
 */
export function removeStale(folder: string): void {
  for (const name of namesIn(folder)) {
    const { pid, start, machine: maker } = MARK.exec(name)?.groups ?? {};
    if (maker !== machine() || start === undefined || startOf(Number(pid)) === start) continue;
    try {
      const path = join(folder, name);
      if (lstatSync(path).uid === process.getuid?.()) rmSync(path, { recursive: true, force: true });
    } catch {
      // another run removes it at the same time, or it cannot be removed: it does no harm
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // what is to be made there reports the problem
  }
}

/** When a process started: clock ticks since the boot, field 22 of proc_pid_stat(5). Empty if there is no such process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [, , , , , , , , , , , , , , , , , , , start = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return start;
  } catch {
    return isRunning(pid) ? "0" : "";
  }
}

/** Without /proc. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The same for all processes whose pids can be compared: one boot of one machine, and one pid namespace. */
function machine(): string {
  return createHash("sha1").update(`${bootId()} ${pidNamespace()}`).digest("hex").slice(0, 8);
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "latin1");
  } catch {
    return hostname();
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

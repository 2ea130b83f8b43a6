import { readdirSync, readFileSync } from "node:fs";

/** One process of /proc. */
export interface Process {
  readonly pid: number;
  /** The name of its main thread; a program may choose any bytes, a character for each. */
  readonly name: string;
  readonly parent: number;
  /** The process that traces it; 0 if none does. */
  readonly tracer: number;
  /** The process that it is a thread of: its own pid, if it is not one of the later threads. */
  readonly leader: number;
  /** True if it has ended, and its parent has not asked for its status. */
  readonly hasEnded: boolean;
}

/** All processes that can be seen; none if /proc cannot be read. */
export function allProcesses(): Process[] {
  return namesIn("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processOf(Number(name)))
    .filter((each) => each !== null);
}

/**
 * The process that `strace` started; if that is gone, every process that it still traces. None, as long as what it started
 * is a copy of strace, which swallows signals.
 */
export function tracedBy(strace: number): number[] {
  const its = allProcesses()
    .filter(({ parent, tracer }) => parent === strace || tracer === strace)
    .map((each) => ({ ...each, command: commandOf(each.pid) }))
    .filter(({ command }) => command !== ""); // what has ended takes no signal
  const started = its.filter(({ parent }) => parent === strace);
  if (started.some(({ command }) => command === commandOf(strace))) return [];
  return (started.length > 0 ? started : its).map(({ pid }) => pid);
}

/** The words that a process was started with, each followed by a NUL; empty if there is none (any more). */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  } catch {
    return "";
  }
}

/** Null if there is no such process (any more). */
export function processOf(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)`, "m").exec(status)?.[1] ?? "";
    const number = (name: string): number => Number.parseInt(field(name), 10) || 0;
    return {
      pid,
      name: field("Name"),
      parent: number("PPid"),
      tracer: number("TracerPid"),
      leader: number("Tgid") || pid,
      hasEnded: /^[ZX]/.test(field("State")),
    };
  } catch {
    return null;
  }
}

/** True if this process is in the foreground of a terminal, which then sends its Ctrl-C to every process of the group. */
export function isInForeground(): boolean {
  const [, , group, , , foreground] = statOf("self");
  return group !== undefined && group === foreground;
}

/** The process group of a process; 0 if it is gone. */
export function groupOf(pid: number): number {
  return Number(statOf(pid)[2] ?? 0);
}

/** The fields of proc_pid_stat(5) after the name; none if the process is gone. */
function statOf(pid: number | "self"): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

import { readdirSync, readFileSync } from "node:fs";

/** One process of /proc. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The process that traces it; 0 if none does. */
  readonly tracer: number;
}

/**
 * The process that `strace` started; if that is gone, every process that it still traces. None, as long as what it started
 * is a copy of strace, which swallows signals.
 */
export function tracedBy(strace: number): number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processOf(Number(name)))
    .filter((each) => each !== null);
  const its = all
    .filter(({ parent, tracer }) => parent === strace || tracer === strace)
    .map((each) => ({ ...each, command: commandOf(each.pid) }))
    .filter(({ command }) => command !== ""); // what has ended takes no signal
  const started = its.filter(({ parent }) => parent === strace);
  if (started.some(({ command }) => command === commandOf(strace))) return [];
  return (started.length > 0 ? started : its).map(({ pid }) => pid);
}

/** The words that a process was started with; empty if there is none (any more). */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  } catch {
    return "";
  }
}

/** Null if there is no such process (any more). */
export function processOf(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const number = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { pid, parent: number("PPid"), tracer: number("TracerPid") };
  } catch {
    return null;
  }
}

/** True if this process is in the foreground of a terminal, which then sends its Ctrl-C to every process of the group. */
export function isInForeground(): boolean {
  const fields = readFileSync("/proc/self/stat", "latin1")
    .replace(/^.*\) /s, "")
    .split(" ");
  const [, , group, , , foreground] = fields;
  return group === foreground;
}

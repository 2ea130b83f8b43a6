import { SHELL } from "./launcher.js";
import { allProcesses, commandOf, groupOf, type Process, processOf } from "./processes.js";

/** Milliseconds between two looks at whether a program still runs. */
const PAUSE = 250;

/**
 * The programs that a launcher started under `strace`, for whom a signal is meant; none before it has started one. If a
 * shell of `--also` has not become its program, the program is its child, and both get it.
 *
 * @param attached the processes that were there before
 * @param also the lines of `--also`
 * @param isTyped true for all in the group of strace, as a terminal does, instead of the programs alone
 */
export function startedUnder(
  strace: number,
  attached: readonly number[],
  also: readonly string[],
  isTyped = false,
): number[] {
  const all = allProcesses().filter(({ hasEnded }) => !hasEnded);
  const childrenOf = (pid: number): Process[] => all.filter(({ parent }) => parent === pid);
  const [launcher] = childrenOf(strace);
  if (!launcher) return tracedApartFrom(attached, strace, all).map(({ pid }) => pid);
  if (commandOf(launcher.pid) === commandOf(strace)) return []; // a copy of strace, which swallows signals
  if (isTyped) {
    const others = tracedApartFrom(attached, strace, all).map(({ pid }) => pid);
    return others.filter((pid) => pid !== launcher.pid && groupOf(pid) === groupOf(strace));
  }
  const shells = new Set(also.map((line) => [...SHELL, line, ""].join("\0")));
  return childrenOf(launcher.pid)
    .map(({ pid }) => pid)
    .flatMap((pid) => [pid, ...(shells.has(bytesOf(pid)) ? childrenOf(pid).map((child) => child.pid) : [])]);
}

/** Calls `act` once, when all that was started under `strace` has ended, also what went into the background. Returns how to stop that. */
export function whenAllEnded(strace: number, attached: readonly number[], act: () => void): () => void {
  let launcher: number | null = null;
  const timer = setInterval(() => {
    if (launcher !== null && processOf(launcher)?.parent === strace) return; // the usual case, and a cheap look
    const all = allProcesses();
    launcher = all.find(({ parent }) => parent === strace)?.pid ?? null;
    if (launcher !== null || tracedApartFrom(attached, strace, all).length > 0) return;
    clearInterval(timer);
    act();
  }, PAUSE);
  return () => clearInterval(timer);
}

/** What `strace` traces, without those that it attached to and all that descends from them. */
function tracedApartFrom(attached: readonly number[], strace: number, all: readonly Process[]): Process[] {
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const before = new Set(attached);
  const isApart = ({ pid }: Process): boolean => {
    const seen = new Set<number>();
    for (let each: number | undefined = pid; each && !seen.has(each); each = parents.get(each)) {
      if (before.has(each)) return false;
      seen.add(each);
    }
    return true;
  };
  return all.filter(({ tracer }) => tracer === strace).filter(isApart);
}

/** As text again: what a process was started with is bytes. */
function bytesOf(pid: number): string {
  return Buffer.from(commandOf(pid), "latin1").toString();
}

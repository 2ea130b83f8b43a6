import { Descent } from "./family.js";
import { allProcesses, type Process } from "./processes.js";

/** True for all that descend from a process, false for none; null for those that run the same program. */
export type ChildrenWish = boolean | null;

/** A process that is traced, and the workers of it that are. */
export interface WatchedProcess {
  readonly process: Process;
  readonly workers: readonly Process[];
}

/** The processes that strace attaches to. */
export interface Watched {
  /** What the user named, in that order, and what comes with it. */
  readonly pids: readonly number[];
  /** The same, each with its workers. */
  readonly processes: readonly WatchedProcess[];
  /** What descends from them and is left out. */
  readonly leftOut: readonly Process[];
}

/** Looks around in /proc: what comes with these processes? What another process traces already is left out. */
export function watchedWith(named: readonly number[], wish: ChildrenWish): Watched {
  const all = allProcesses();
  const descent = new Descent(all);
  const isNamed = new Set(named);
  const free = ({ tracer }: Process): boolean => tracer === 0;
  const found = named.map((pid) => all.find((each) => each.pid === pid)).filter((each) => each !== undefined);
  const families = found.map((process) => ({ process, workers: descent.workersOf(process) }));
  const isWorker = new Set(families.flatMap(({ workers }) => workers.map(({ pid }) => pid)));
  const heads = families.filter(({ process }) => !isWorker.has(process.pid));
  const others = byPid(found.flatMap((process) => descent.descendantsOf(process)))
    .filter(({ pid }) => !isNamed.has(pid) && !isWorker.has(pid))
    .map((process) => ({ process, workers: [] }));
  const processes = [...heads, ...(wish === true ? others : [])]
    .filter(({ process }) => free(process))
    .map(({ process, workers }) => ({
      process,
      workers: workers.filter((each) => free(each) && (wish !== false || isNamed.has(each.pid))),
    }));
  const pids = [
    ...new Set([...named, ...processes.flatMap(({ process, workers }) => [process, ...workers]).map(({ pid }) => pid)]),
  ];
  const isTraced = new Set(pids);
  const kin = byPid([...heads.flatMap(({ workers }) => workers), ...others.map(({ process }) => process)]);
  return { pids, processes, leftOut: kin.filter(({ pid }) => !isTraced.has(pid)) };
}

/** Each once. */
function byPid(processes: readonly Process[]): Process[] {
  return [...new Map(processes.map((each) => [each.pid, each])).values()];
}

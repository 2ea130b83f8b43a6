import { processOf } from "../../../tools/record/processes.js";
import { type Watched, watchedWith } from "../../../tools/record/watched.js";
import { lateText, leftOutText, refusedText, watchedText } from "../../../tools/record/watched-text.js";
import type { RecordPlan } from "./plan.js";

/**
 * What is said once strace has attached: what is traced, what is not, and what happens at a Ctrl-C.
 *
 * @param refused why strace did not attach to a process
 * @param strace its pid
 */
export function attachedTexts(
  { named, also, children }: RecordPlan,
  watched: Watched,
  refused: ReadonlyMap<number, string>,
  strace: number,
): string[] {
  const processes = watched.processes
    .map(({ process, workers }) => ({ process, workers: workers.filter(({ pid }) => !refused.has(pid)) }))
    .filter(({ process }) => !refused.has(process.pid));
  const [pid, ...more] = processes.flatMap(({ process, workers }) => [process, ...workers]).map((each) => each.pid);
  const isAlone = more.length === 0 && named.length === 1 && also.length === 0;
  const now = watchedWith(named, children); // another look: a master may have started a worker meanwhile
  const late = now.pids.filter((each) => !watched.pids.includes(each)).map(processOf);
  return [
    isAlone
      ? `unflushed: attached to process ${pid}; Ctrl-C detaches, and it goes on`
      : `unflushed: traces ${watchedText(processes)}; ${also.length > 0 ? WITH_PROGRAMS : "Ctrl-C detaches, and they go on"}`,
    refusedText(refused),
    leftOutText(watched.leftOut),
    lateText(late.filter((each) => each !== null && each.tracer !== strace)),
  ].filter((text) => text !== null);
}

const WITH_PROGRAMS = "Ctrl-C is for the programs of --also, and when these have ended, the others go on unwatched";

import { forTerminal } from "../../core/text/escape.js";
import type { Process } from "./processes.js";
import type { WatchedProcess } from "./watched.js";

/** Processes that one sentence names. A server may have hundreds of workers. */
const NAMED = 16;

/** What is traced, such as `nginx (pid 210) and its 2 workers (211, 212), and node (pid 300)`. */
export function watchedText(processes: readonly WatchedProcess[]): string {
  return listed(processes.map(withWorkers));
}

/** What descends from it and is not traced; null if there is nothing of that kind. */
export function leftOutText(leftOut: readonly Process[]): string | null {
  if (leftOut.length === 0) return null;
  const free = leftOut.filter(({ tracer }) => tracer === 0).length;
  const remedy = free === 0 ? "" : `; --children traces ${leftOut.length === 1 ? "it" : "them"} as well`;
  const noun = leftOut.length === 1 ? "this child" : "these children";
  return `unflushed: does not trace ${noun}: ${listed(leftOut.map(described))}${remedy}`;
}

/** The processes that began too late, as strace follows only what the traced ones start; null if there are none. */
export function lateText(late: readonly (Process | null)[]): string | null {
  const found = late.filter((each) => each !== null).map(described);
  if (found.length === 0) return null;
  return `unflushed: began while strace attached, and may not be traced: ${listed(found)}; record again to have all`;
}

/** What strace did not attach to, and why; null if there is nothing of that kind. */
export function refusedText(refused: ReadonlyMap<number, string>): string | null {
  if (refused.size === 0) return null;
  const each = [...refused].map(([pid, why]) => `process ${pid} (${forTerminal(why)})`);
  return `unflushed: strace did not attach to ${listed(each)}; the others are traced`;
}

/** `a`, `a and b`, or `a, b, and c`; of many, the first. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, NAMED);
  if (items.length > NAMED) shown.push(`${items.length - NAMED} more`);
  if (shown.length < 3) return shown.join(shown.some((item) => item.includes(" and ")) ? ", and " : " and ");
  return `${shown.slice(0, -1).join(", ")}, and ${shown.at(-1)}`;
}

function withWorkers({ process, workers }: WatchedProcess): string {
  if (workers.length === 0) return described(process);
  const pids = workers.slice(0, NAMED).map(({ pid }) => String(pid));
  if (workers.length > NAMED) pids.push(`${workers.length - NAMED} more`);
  const noun = workers.length === 1 ? "its worker" : `its ${workers.length} workers`;
  return `${described(process)} and ${noun} (${pids.join(", ")})`;
}

/** A program may give itself any name. */
function described({ name, pid, tracer }: Process): string {
  const why = tracer === 0 ? "" : `, which process ${tracer} traces already`;
  return `${forTerminal(name)} (pid ${pid}${why})`;
}

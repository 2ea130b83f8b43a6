import { existsSync } from "node:fs";
import { type ErrorCode, UnflushedError } from "../../errors.js";
import { processOf } from "./processes.js";
import { listed } from "./watched-text.js";

/** Why a process cannot be traced: the fact, and what to do. */
interface Problem {
  readonly code: ErrorCode;
  readonly fact: string;
  readonly advice: string;
}

/**
 * Nothing is written before every process was looked at.
 *
 * @throws UnflushedError (`no-such-process`, `process-already-traced`, `usage`, `strace-failed`) that names all that cannot be traced
 */
export function refuseProcesses(pids: readonly number[]): void {
  if (!existsSync("/proc/self/status")) {
    throw new UnflushedError(
      "strace-failed",
      "/proc cannot be read, so no process can be looked at: mount it (mount -t proc proc /proc)",
    );
  }
  const missing = pids.filter((pid) => processOf(pid) === null);
  const problems = [missingOf(missing), ...pids.map(problemOf)].filter((each) => each !== null);
  const [first] = problems;
  if (first === undefined) return;
  const advice = [...new Set(problems.map((each) => each.advice))].join("; ");
  throw new UnflushedError(first.code, `${listed(problems.map(({ fact }) => fact))}: ${advice}`);
}

function missingOf(pids: readonly number[]): Problem | null {
  if (pids.length === 0) return null;
  const fact = pids.length === 1 ? `there is no process ${pids[0]}` : `there are no processes ${pids.join(", ")}`;
  return { code: "no-such-process", fact, advice: "ps -e lists those that there are" };
}

function problemOf(pid: number): Problem | null {
  if (pid === process.pid) {
    return { code: "usage", fact: `process ${pid} is this command itself`, advice: "name the process of a server" };
  }
  const found = processOf(pid);
  if (!found) return null; // said of all of them at once
  if (found.hasEnded) {
    const fact = `process ${pid} has ended, and only its status is left`;
    return { code: "no-such-process", fact, advice: "name one that runs" };
  }
  if (found.tracer === 0) return null;
  return {
    code: "process-already-traced",
    fact: `process ${pid} is traced by process ${found.tracer} already, and Linux allows only one tracer`,
    advice: "end that one first",
  };
}

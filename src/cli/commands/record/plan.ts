import { UnflushedError } from "../../../errors.js";
import { plainProgram, refuseUnknownCommand, refuseUnknownLine } from "../../../tools/record/find-command.js";
import { launcherOf } from "../../../tools/record/launcher.js";
import { processOf } from "../../../tools/record/processes.js";
import { refuseProcesses } from "../../../tools/record/refuse-processes.js";
import type { TraceTarget } from "../../../tools/record/strace-command.js";
import { type ChildrenWish, type Watched, watchedWith } from "../../../tools/record/watched.js";

/** What the command line asks for. */
export interface RecordWish {
  readonly command: readonly string[];
  readonly pid?: readonly number[];
  readonly children?: boolean;
  readonly also?: readonly string[];
}

/** What is recorded: processes that run, programs that are started, or both. */
export interface RecordPlan {
  /** The program of the command line; empty if there is none. */
  readonly command: readonly string[];
  /** The lines of `--also`. */
  readonly also: readonly string[];
  /** The processes of `-p`. */
  readonly named: readonly number[];
  /** What shall come with them. */
  readonly children: ChildrenWish;
  /** What comes with them; null without `-p`. */
  readonly watched: Watched | null;
}

/** @throws UnflushedError (`usage`) if the options do not go together, or if nothing is named */
export function recordPlan({ command, pid = [], children, also = [] }: RecordWish): RecordPlan {
  const named = [...new Map(pid.map((each) => [processOf(each)?.leader ?? each, each])).values()];
  if (named.length > 0 && command.length > 0) throw together(named, command);
  if (named.length === 0 && children !== undefined) {
    const option = children ? "--children" : "--no-children";
    throw new UnflushedError("usage", `${option} is about the processes of -p, and there is no -p: leave it out`);
  }
  if (named.length + command.length + also.length === 0) {
    throw new UnflushedError(
      "usage",
      "nothing to record: name a program, as in unflushed record ./server, or a process with -p PID",
    );
  }
  const watched = named.length === 0 ? null : watchedWith(named, children ?? null);
  return { command, also, named, children: children ?? null, watched };
}

/** What strace has to do. A launcher of programs waits until strace has attached to the processes, unless it is only printed. */
export function targetOf({ watched, ...programs }: RecordPlan, isPrinted = false): TraceTarget {
  return { command: launcherOf(programs, watched !== null && !isPrinted), pids: watched?.pids ?? [] };
}

/** @throws UnflushedError that names what cannot be run, or the processes that cannot be traced */
export function refuseImpossible({ command, also, named }: RecordPlan): void {
  const [program] = command;
  if (program !== undefined) refuseUnknownCommand(program);
  for (const line of also) refuseUnknownLine(line);
  if (named.length > 0) refuseProcesses(named);
}

/** The files that are run, as far as they are named by a path: no capture may replace them. */
export function programFiles({ command, also }: RecordPlan): string[] {
  const names = [command[0] ?? null, ...also.map(plainProgram)].filter((name) => name !== null);
  return names.filter((name) => name.includes("/"));
}

function together(pids: readonly number[], command: readonly string[]): UnflushedError {
  const areNumbers = command.every((word) => /^\d+$/.test(word));
  const advice = areNumbers
    ? 'put quotes around a list of processes, as in -p "$(pidof nginx)"'
    : "give one of them, or the command with --also";
  return new UnflushedError("usage", `-p ${pids.join(",")} and a command exclude each other: ${advice}`);
}

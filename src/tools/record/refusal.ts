import { UnflushedError } from "../../errors.js";
import type { Circumstances } from "./circumstances.js";

/** The circumstances in which strace was refused. */
export interface RefusalCircumstances extends Circumstances {
  /** The processes to attach to; none if strace was to start a program. */
  readonly pids: readonly number[];
}

const PAGE = "docs/use/containers.md";

/** One sentence for what strace wrote to its standard error before it gave up. */
export function refusal(stderr: string, circumstances: RefusalCircumstances): UnflushedError {
  const { pids } = circumstances;
  if (/ptrace.*Operation not permitted/i.test(stderr)) return forbidden(circumstances);
  if (pids.length > 0 && /PTRACE_(?:SEIZE|ATTACH).*No such process/.test(stderr)) {
    const none = pids.length === 1 ? `there is no process ${pids[0]}` : `there are no processes ${pids.join(", ")}`;
    return new UnflushedError("no-such-process", `${none}: ps -e lists those that there are`);
  }
  const said = stderr.split("\n").find((line) => line.trim() !== "") ?? "strace ended without a word";
  return new UnflushedError("strace-failed", `strace refused: ${said.replace(/^\S*strace: /, "")}`);
}

function forbidden(circumstances: RefusalCircumstances): UnflushedError {
  if (circumstances.ptraceScope === 3) {
    return new UnflushedError(
      "ptrace-forbidden",
      "kernel.yama.ptrace_scope is 3, which forbids all tracing until the machine starts again: boot it with another value",
    );
  }
  const remedy = circumstances.pids.length === 0 ? remedyOfStart(circumstances) : remedyOfAttach(circumstances);
  return new UnflushedError(
    "ptrace-forbidden",
    `strace may not ${whatOf(circumstances.pids)} (ptrace: Operation not permitted): ${remedy}`,
  );
}

function whatOf(pids: readonly number[]): string {
  if (pids.length === 0) return "trace a program here";
  return `attach to ${pids.length === 1 ? `process ${pids[0]}` : `processes ${pids.join(", ")}`}`;
}

function remedyOfStart({ ptraceScope }: RefusalCircumstances): string {
  if (ptraceScope === 2) return `kernel.yama.ptrace_scope is 2: run as root, in a container with SYS_PTRACE (${PAGE})`;
  return `in a container, start it with --cap-add=SYS_PTRACE (${PAGE}); under another strace or a debugger, run outside of that`;
}

function remedyOfAttach({ pids, ptraceScope, isRootWithoutPtrace }: RefusalCircumstances): string {
  if (isRootWithoutPtrace) {
    return `this root lacks the capability SYS_PTRACE: start the container with --cap-add=SYS_PTRACE, or attach from its host (${PAGE})`;
  }
  if (ptraceScope === 1) {
    return "kernel.yama.ptrace_scope is 1: run as root, or let unflushed record start the program";
  }
  if (ptraceScope === 2) return "kernel.yama.ptrace_scope is 2: run as root";
  const noun = pids.length === 1 ? "that process" : "those processes";
  return `run as root or as the user of ${noun}; for a container, see ${PAGE}`;
}

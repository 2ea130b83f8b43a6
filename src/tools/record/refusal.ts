import { UnflushedError } from "../../errors.js";

/** The circumstances in which strace was refused. */
export interface RefusalCircumstances {
  /** The processes to attach to; none if strace was to start a program. */
  readonly pids: readonly number[];
  /** The value of kernel.yama.ptrace_scope; null if the kernel has no Yama. */
  readonly ptraceScope: number | null;
}

/** One sentence for what strace wrote to its standard error before it gave up. */
export function refusal(stderr: string, { pids, ptraceScope }: RefusalCircumstances): UnflushedError {
  if (/ptrace.*Operation not permitted/i.test(stderr)) {
    return pids.length === 0 ? traceRefused(ptraceScope) : attachRefused(pids, ptraceScope);
  }
  if (pids.length > 0 && /PTRACE_(?:SEIZE|ATTACH).*No such process/.test(stderr)) {
    const none = pids.length === 1 ? `there is no process ${pids[0]}` : `there are no processes ${pids.join(", ")}`;
    return new UnflushedError("no-such-process", `${none}: ps -e lists those that there are`);
  }
  const said = stderr.split("\n").find((line) => line.trim() !== "") ?? "strace ended without a word";
  return new UnflushedError("strace-failed", `strace refused: ${said.replace(/^\S*strace: /, "")}`);
}

function traceRefused(ptraceScope: number | null): UnflushedError {
  if (ptraceScope === 3) return switchedOff();
  return new UnflushedError(
    "ptrace-forbidden",
    "strace may not trace a program here (ptrace: Operation not permitted): in a container, start it with --cap-add=SYS_PTRACE; under another strace or a debugger, run outside of that",
  );
}

function attachRefused(pids: readonly number[], ptraceScope: number | null): UnflushedError {
  if (ptraceScope === 3) return switchedOff();
  const noun = pids.length === 1 ? `process ${pids[0]}` : `processes ${pids.join(", ")}`;
  const remedy =
    ptraceScope === 1 || ptraceScope === 2
      ? `kernel.yama.ptrace_scope is ${ptraceScope}: run as root, or let unflushed record start the program`
      : `run as root or as the user of ${pids.length === 1 ? "that process" : "those processes"}; in a container, start it with --cap-add=SYS_PTRACE`;
  return new UnflushedError(
    "ptrace-forbidden",
    `strace may not attach to ${noun} (ptrace: Operation not permitted): ${remedy}`,
  );
}

function switchedOff(): UnflushedError {
  return new UnflushedError(
    "ptrace-forbidden",
    "kernel.yama.ptrace_scope is 3, which forbids all tracing until the machine starts again: boot it with another value",
  );
}

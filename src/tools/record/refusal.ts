import { UnflushedError } from "../../errors.js";

/** The circumstances in which strace was refused. */
export interface RefusalCircumstances {
  /** The process to attach to; null if strace was to start a program. */
  readonly pid: number | null;
  /** The value of kernel.yama.ptrace_scope; null if the kernel has no Yama. */
  readonly ptraceScope: number | null;
}

/** One sentence for what strace wrote to its standard error before it gave up. */
export function refusal(stderr: string, { pid, ptraceScope }: RefusalCircumstances): UnflushedError {
  if (pid !== null && /PTRACE_(?:SEIZE|ATTACH).*No such process/.test(stderr)) {
    return new UnflushedError("no-such-process", `there is no process ${pid}: ps -e lists those that there are`);
  }
  if (/ptrace.*Operation not permitted/i.test(stderr)) {
    return pid === null ? traceRefused(ptraceScope) : attachRefused(pid, ptraceScope);
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

function attachRefused(pid: number, ptraceScope: number | null): UnflushedError {
  if (ptraceScope === 3) return switchedOff();
  const remedy =
    ptraceScope === 1 || ptraceScope === 2
      ? `kernel.yama.ptrace_scope is ${ptraceScope}: run as root, or let unflushed record start the program`
      : "run as root or as the user of that process; in a container, start it with --cap-add=SYS_PTRACE";
  return new UnflushedError(
    "ptrace-forbidden",
    `strace may not attach to process ${pid} (ptrace: Operation not permitted): ${remedy}`,
  );
}

function switchedOff(): UnflushedError {
  return new UnflushedError(
    "ptrace-forbidden",
    "kernel.yama.ptrace_scope is 3, which forbids all tracing until the machine starts again: boot it with another value",
  );
}

import { readFileSync } from "node:fs";

/** CAP_SYS_PTRACE of capabilities(7), as a bit of the sets in /proc/PID/status. */
const CAP_SYS_PTRACE = 1n << 19n;

/** What decides on this machine whether strace may trace. */
export interface Circumstances {
  /** The value of kernel.yama.ptrace_scope, 0 to 3; null if the kernel has no Yama. */
  readonly ptraceScope: number | null;
  /** The user is root and has not the capability SYS_PTRACE: so it is in most containers. */
  readonly isRootWithoutPtrace: boolean;
}

/** Looks at this process and its kernel. */
export function circumstances(): Circumstances {
  const scope = contentOf("/proc/sys/kernel/yama/ptrace_scope");
  const status = contentOf("/proc/self/status");
  return {
    ptraceScope: scope === null ? null : Number(scope),
    isRootWithoutPtrace: status !== null && isRootWithoutPtrace(status),
  };
}

/** The same of the content of a /proc/PID/status. */
export function isRootWithoutPtrace(status: string): boolean {
  const [, effectiveUser] = /^Uid:\s+\d+\s+(\d+)/m.exec(status) ?? [];
  const [, effective] = /^CapEff:\s+([0-9a-f]+)/m.exec(status) ?? [];
  return effectiveUser === "0" && effective !== undefined && (BigInt(`0x${effective}`) & CAP_SYS_PTRACE) === 0n;
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

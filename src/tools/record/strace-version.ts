import { UnflushedError } from "../../errors.js";

/** What of strace's newer abilities is there. */
export interface StraceFeatures {
  /** `--seccomp-bpf`, since 5.3. */
  readonly seccompBpf: boolean;
  /** `-e inject=`, since 4.16: false if this machine or this strace refuses it all the same. */
  readonly inject: boolean;
}

/** The oldest strace whose output is known to be read right. */
const OLDEST = "4.21";
const SECCOMP_BPF = "5.3";

/**
 * What the strace with this `strace -V` text can do.
 *
 * @throws UnflushedError (`strace-too-old`)
 */
export function featuresOf(versionText: string): StraceFeatures {
  const version = /^strace -- version (\S+)/m.exec(versionText)?.[1];
  if (version === undefined) {
    throw new UnflushedError(
      "strace-failed",
      "the strace on PATH does not say its version: install strace from https://strace.io or your distribution",
    );
  }
  if (compare(version, OLDEST) < 0) {
    throw new UnflushedError(
      "strace-too-old",
      `strace ${version} is too old: ${OLDEST} or newer is needed, the oldest whose output is known to be read right`,
    );
  }
  return { seccompBpf: compare(version, SECCOMP_BPF) >= 0, inject: true };
}

/** By the first two numbers: `5.10.0.17.a1b2` of a development build counts as 5.10; what is not a number counts as new. */
function compare(one: string, other: string): number {
  const [[major, minor], [otherMajor, otherMinor]] = [numbersOf(one), numbersOf(other)];
  return major - otherMajor || minor - otherMinor;
}

function numbersOf(version: string): [number, number] {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major ?? Number.MAX_SAFE_INTEGER), Number(minor ?? 0)];
}

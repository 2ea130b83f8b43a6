/** Which calls were traced, and how that is known (core/syscalls/traced-calls.ts). The host sets it, and may change it at any line. */
import { byteAt, putByte } from "../bytes";
import { MOST_CALLS } from "../calls/call";

/** How it is known. */
export enum Basis {
  /** Only the capture shows it. */
  Seen,
  /** strace got a list of calls to trace. */
  Listed,
  /** strace got a list of calls not to trace. */
  Excepted,
}

/** What options of strace other than `-e trace=` leave out: a bit each. */
export enum LeftOut {
  /** Calls that failed (`-z`). */
  Failed = 1,
  /** Calls that succeeded (`-Z`, `-P`). */
  Successful = 2,
  /** SIGTERM, and probably others (`-e signal=none`). */
  Signals = 4,
}

let basis: Basis = Basis.Seen;
const traced: usize = memory.data(MOST_CALLS);
let version: i32 = 1;
let leftOut: i32 = 0;

export function setBasis(value: Basis): void {
  basis = value;
  version++;
}

/** The call of this index was traced, or was not. */
export function setTraced(call: i32, isTraced: bool): void {
  putByte(traced + call, isTraced ? 1 : 0);
  version++;
}

export function isTraced(call: i32): bool {
  return byteAt(traced + call) !== 0;
}

export function tracedBasis(): Basis {
  return basis;
}

/** It changes whenever what was traced does. */
export function tracedVersion(): i32 {
  return version;
}

/** What is left out, by the bits of `LeftOut`. */
export function setLeftOut(bits: i32): void {
  leftOut = bits;
}

export function hasLeftOut(which: LeftOut): bool {
  return (leftOut & which) !== 0;
}

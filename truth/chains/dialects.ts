import type { Way } from "./truth.js";

/** A set of strace flags, and the ways of recording for which it is used. */
export interface Dialect {
  readonly name: string;
  readonly flags: string;
  readonly ways: readonly Way[];
}

const CALLS = "-e trace=network,desc,process";

/** What chains are recorded with, the recommended flags first. */
export const DIALECTS: readonly Dialect[] = [
  { name: "recommended", flags: `-f -ttt -yy -s 4096 ${CALLS}`, ways: ["together", "separate", "attached"] },
  { name: "no -yy", flags: `-f -tt -s 4096 ${CALLS}`, ways: ["together", "separate"] },
  { name: "short strings", flags: `-f -ttt -yy -s 32 ${CALLS}`, ways: ["together", "separate"] },
];

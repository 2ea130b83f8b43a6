import fc from "fast-check";
import { allNames, listedCalls } from "../../../src/core/syscalls/rows.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { ask, withText } from "./asker.js";

export const BASES = ["seen", "listed", "excepted"] as const;

/** More often than others: those that one question or another hangs on alone. */
const OFTEN = [
  ...["read", "write", "writev", "sendto", "sendmsg", "sendfile", "sendfile64", "splice", "vmsplice", "close"],
  ...[
    "accept4",
    "shutdown",
    "epoll_wait",
    "pselect6",
    "epoll_ctl",
    "getsockopt",
    "listen",
    "futex",
    "send",
    "recvfrom",
  ],
];
export const listedNames = [...listedCalls()].map(([name]) => name);
const names = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...OFTEN), { maxLength: OFTEN.length }),
  fc.uniqueArray(fc.constantFrom(...listedNames), { maxLength: 12 }),
  fc.uniqueArray(fc.constantFrom(...allNames()), { maxLength: 12 }),
);

/** Which calls were traced, and what else was left out. */
export const drawnTraced: fc.Arbitrary<TracedCalls> = fc
  .record({
    basis: fc.constantFrom(...BASES),
    chosen: names,
    /** The chosen are the only ones that were not traced. */
    isOthers: fc.boolean(),
    leftOut: fc.option(fc.record({ failed: fc.boolean(), successful: fc.boolean(), signals: fc.boolean() })),
  })
  .map(({ basis, chosen, isOthers, leftOut }) => {
    const set = new Set(chosen);
    return { basis, leftOut, has: (name) => set.has(name) !== isOthers };
  });

const indices = new Map(
  allNames().map((name) => [name, withText(name, (start, end) => ask("indexOfCall", start, end - start))]),
);

/** The number of a call in the engine. */
export function indexOfName(name: string): number {
  return indices.get(name) ?? -1;
}

/** Says to the engine which calls were traced. */
export function setTraced({ basis, has, leftOut }: TracedCalls): void {
  ask("setBasis", BASES.indexOf(basis));
  for (const [name, index] of indices) ask("setTraced", index, Number(has(name)));
  const { failed, successful, signals } = leftOut ?? { failed: false, successful: false, signals: false };
  ask("setLeftOut", Number(failed) + 2 * Number(successful) + 4 * Number(signals));
}

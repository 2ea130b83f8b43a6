import fc from "fast-check";
import { expect, test } from "vitest";
import { Filter } from "../../../src/core/sockets/filter.js";
import { allNames, listedCalls } from "../../../src/core/syscalls/rows.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { budget } from "../../budget.js";
import { ask, isIt, withText } from "./asker.js";

/** In the order of the engine's tests (test/engine/assembly/asks-filter.ts). */
const QUESTIONS = [
  ...(["showsEveryWrite", "hidesSuccesses", "hidesFailures", "hidesSignals", "showsDesc", "showsPlainReads"] as const),
  ...(["showsPlainCalls", "showsReads", "showsAccept", "showsShutdown", "showsHangups", "showsPolls"] as const),
  ...(["showsWaits", "showsCopies", "showsClose"] as const),
] as const;
const BASES = ["seen", "listed", "excepted"] as const;
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
const listed = [...listedCalls()].map(([name]) => name);
const names = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...OFTEN), { maxLength: OFTEN.length }),
  fc.uniqueArray(fc.constantFrom(...listed), { maxLength: 12 }),
  fc.uniqueArray(fc.constantFrom(...allNames()), { maxLength: 12 }),
);
const drawn = fc.record({
  basis: fc.constantFrom(...BASES),
  chosen: names,
  /** The chosen are the only ones that were not traced. */
  isOthers: fc.boolean(),
  leftOut: fc.option(fc.record({ failed: fc.boolean(), successful: fc.boolean(), signals: fc.boolean() })),
});

const indexOf = (name: string): number => withText(name, (start, end) => ask("indexOfCall", start, end - start));
const indices = new Map(allNames().map((name) => [name, indexOf(name)]));

/** Says to the engine which calls were traced. */
function setTraced({ basis, has, leftOut }: TracedCalls): void {
  ask("setBasis", BASES.indexOf(basis));
  for (const [name, index] of indices) ask("setTraced", index, Number(has(name)));
  const { failed, successful, signals } = leftOut ?? { failed: false, successful: false, signals: false };
  ask("setLeftOut", Number(failed) + 2 * Number(successful) + 4 * Number(signals));
}

function check(traced: TracedCalls): void {
  const filter = new Filter(traced);
  setTraced(traced);
  const answers = QUESTIONS.map((question, which) => [question, isIt("answerOfFilter", which)]);
  expect(answers).toEqual(QUESTIONS.map((question) => [question, filter[question]]));
  for (const name of listed) {
    expect(isIt("showsSingle", indices.get(name) ?? -1), name).toBe(filter.showsSingle(name));
  }
}

test("the engine's filter answers each question as the core's does", () => {
  fc.assert(
    fc.property(drawn, ({ basis, chosen, isOthers, leftOut }) => {
      const set = new Set(chosen);
      check({ basis, leftOut, has: (name) => set.has(name) !== isOthers });
    }),
    budget(300),
  );
});

test.each(BASES)("so it does if just one call was traced, or just one was not (%s)", (basis) => {
  for (const name of listed) {
    check({ basis, has: (each) => each === name });
    check({ basis, has: (each) => each !== name });
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { Filter } from "../../../src/core/sockets/filter.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { budget } from "../../budget.js";
import { isIt } from "./asker.js";
import { BASES, drawnTraced, indexOfName, listedNames, setTraced } from "./filters.js";

/** In the order of the engine's tests (test/engine/assembly/asks-filter.ts). */
const QUESTIONS = [
  ...(["showsEveryWrite", "hidesSuccesses", "hidesFailures", "hidesSignals", "showsDesc", "showsPlainReads"] as const),
  ...(["showsPlainCalls", "showsReads", "showsAccept", "showsShutdown", "showsHangups", "showsPolls"] as const),
  ...(["showsWaits", "showsCopies", "showsClose"] as const),
] as const;

function check(traced: TracedCalls): void {
  const filter = new Filter(traced);
  setTraced(traced);
  const answers = QUESTIONS.map((question, which) => [question, isIt("answerOfFilter", which)]);
  expect(answers).toEqual(QUESTIONS.map((question) => [question, filter[question]]));
  for (const name of listedNames) expect(isIt("showsSingle", indexOfName(name)), name).toBe(filter.showsSingle(name));
}

test("the engine's filter answers each question as the core's does", () => {
  fc.assert(fc.property(drawnTraced, check), budget(300));
});

test.each(BASES)("so it does if just one call was traced, or just one was not (%s)", (basis) => {
  for (const name of listedNames) {
    check({ basis, has: (each) => each === name });
    check({ basis, has: (each) => each !== name });
  }
});

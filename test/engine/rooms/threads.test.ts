import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { BothThreads, PIDS } from "./both-threads.js";
import { run, Steps } from "./steps.js";

const pid = fc.constantFrom(...PIDS);
const newPid = fc.constantFrom(...PIDS.flatMap((each) => each ?? []));
const flag = fc.boolean();

const steps = new Steps<BothThreads>()
  .does(8, "resolve", pid)
  .does(1, "attach", newPid)
  .does(1, "forget", pid)
  .does(4, "beginClone", pid, flag)
  .does(4, "finishClone", pid, newPid, flag)
  .does(1, "abandonClone", pid)
  .does(2, "enter", pid, flag)
  .does(2, "endCall", pid)
  .does(3, "exit", pid)
  .does(1, "exitGroup", pid)
  .does(2, "unshare", pid)
  .does(2, "join", pid, pid)
  .does(2, "split", pid)
  .does(4, "open", pid, fc.constantFrom(3, 4, 40), flag)
  .does(1, "watch", pid, fc.constantFrom(3, 5))
  .does(4, "lineEnds")
  .does(4, "check");

/** Several clones are under way at once, and their children appear before they return. */
const parent = fc.constantFrom(1, 2, 3);
const child = fc.constantFrom(4, 5, 6, 10);
const clones = new Steps<BothThreads>()
  .does(4, "resolve", child)
  .does(6, "beginClone", parent, flag)
  .does(5, "finishClone", parent, child, flag)
  .does(1, "abandonClone", parent)
  .does(2, "unshare", parent)
  .does(1, "exit", child)
  .does(2, "lineEnds")
  .does(4, "check");

/** Threads of which the capture does not show the processes turn out to be of others. */
const known = fc.constantFrom(1, 2, 3, 4);
const processes = new Steps<BothThreads>()
  .does(4, "split", known)
  .does(6, "join", known, known)
  .does(6, "open", known, fc.constantFrom(3, 4, 40), flag)
  .does(2, "watch", known, fc.constantFrom(3, 5))
  .does(1, "exit", known)
  .does(2, "resolve", known)
  .does(2, "lineEnds")
  .does(4, "check");

/** @param pids the threads that run from the start on */
function shareTheSame(drawn: Steps<BothThreads>, pids: readonly number[], runs: number): void {
  fc.assert(
    fc.property(fc.array(drawn.any, { minLength: 5, maxLength: 100 }), (doing) => {
      const both = new BothThreads();
      for (const each of pids) both.resolve(each);
      run(both, doing);
      both.check();
      both.end();
    }),
    budget(runs),
  );
}

test("threads share the tables that they share in the core", () => {
  shareTheSame(steps, [], 600);
});

test("and so do children that run before their clones return", () => {
  shareTheSame(clones, [1, 2, 3], 400);
});

test("and so do threads that turn out to be of other processes", () => {
  shareTheSame(processes, [1, 2, 3, 4], 400);
});

test("and the same ones are forgotten if there are too many", () => {
  const both = new BothThreads();
  both.resolveMany(8_192);
  expect(both.forgetIdle()).toBe(0);
  both.resolve(1);
  expect(both.forgetIdle()).toBe(4_096);
  both.resolve(1_001); // one that was forgotten: its process is not known
  both.check();
  both.lineEnds();
  both.check();
});

test("and so are those that ended in a call", () => {
  const both = new BothThreads();
  both.exitMany(8_192);
  expect(both.takeEnding()).toEqual([]);
  both.exitMany(8_193);
  expect(both.takeEnding().length).toBe(4_096);
  expect(both.takeEnding()).toEqual([]);
  both.lineEnds();
  both.resolve(1_000);
  both.endCall(6_000);
  both.check();
});

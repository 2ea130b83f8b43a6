import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { run, Steps } from "./steps.js";
import { PIDS, ThreadSteps } from "./thread-steps.js";

const pid = fc.constantFrom(...PIDS);
const newPid = fc.constantFrom(...PIDS.flatMap((each) => each ?? []));
const flag = fc.boolean();

const steps = new Steps<ThreadSteps>()
  .does(8, "resolve", pid)
  .does(1, "attach", newPid)
  .does(4, "beginClone", pid, flag)
  .does(4, "finishClone", pid, newPid, flag)
  .does(1, "abandonClone", pid)
  .does(3, "exit", pid)
  .does(1, "exitGroup", pid)
  .does(2, "unshare", pid)
  .does(2, "join", pid, pid)
  .does(2, "split", pid)
  .does(4, "open", pid, fc.constantFrom(3, 4, 40))
  .does(4, "lineEnds")
  .does(4, "check");

test("whoever shares, copies or leaves a table, it counts its threads, and nothing is left when all have ended", () => {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 10, maxLength: 80 }), (drawn) => {
      const threads = new ThreadSteps();
      run(threads, drawn);
      threads.check();
      threads.end();
    }),
    budget(600),
  );
});

test("half of the threads are forgotten if there are too many, and those first that were idle for longest", () => {
  const threads = new ThreadSteps();
  threads.resolveMany(8_192);
  threads.resolve(1_000); // so it is not idle
  expect(threads.forgetIdle()).toEqual([]);
  threads.resolve(1);
  const forgotten = threads.forgetIdle();
  expect(forgotten.length).toBe(4_096);
  expect(forgotten[0]).toBe(1_001);
  expect(forgotten).not.toContain(1_000);
  expect(threads.forgetIdle()).toEqual([]);
});

test("and so are those that ended in a call", () => {
  const threads = new ThreadSteps();
  threads.exitMany(8_192);
  expect(threads.takeEnding()).toEqual([]);
  threads.exitMany(8_193);
  const forgotten = threads.takeEnding();
  expect(forgotten.length).toBe(4_096);
  expect(threads.takeEnding()).toEqual([]);
});

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
  .does(4, "lineEnds")
  .does(4, "check");

test("threads share the tables that they share in the core", () => {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 5, maxLength: 100 }), (drawn) => {
      const both = new BothThreads();
      run(both, drawn);
      both.check();
      both.end();
    }),
    budget(600),
  );
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

import fc from "fast-check";
import { test } from "vitest";
import { budget } from "../../budget.js";
import { BothTables, FDS } from "./both-tables.js";
import { run, Steps } from "./steps.js";

const index = fc.nat(60);
const fd = fc.constantFrom(...FDS);
const pid = fc.nat(3);
const flag = fc.boolean();
const kind = fc.nat(2);
const line = fc.integer({ min: 1, max: 50 });
const data = fc.constantFrom("7", "8", "18446744073709551615");
const set = fc.constantFrom(3, 5, 40_000);

const steps = new Steps<BothTables>()
  .does(8, "set", index, fd, fc.constantFrom("socket", "file", "dup"), flag, fc.option(pid))
  .does(4, "delete", index, fd)
  .does(4, "fork", index)
  .does(3, "markCloseOnExec", index, fd, flag)
  .does(3, "mark", fc.option(index), kind)
  .does(2, "ring", index, pid)
  .does(4, "listen", index)
  .does(4, "use", index, pid, fc.constantFrom("touch", "carry", "doubt"), flag, line)
  .does(2, "exec", index)
  .does(2, "closeRange", index, fc.oneof(fd, fc.nat(40)), fc.oneof(fd, fc.constant(Infinity)))
  .does(2, "exit", index)
  .does(2, "split", index, pid)
  .does(1, "absorb", index, index)
  .does(1, "markOne", index, kind)
  .does(1, "watch", index, set, fd, data, flag)
  .does(1, "unwatch", index, set, fd)
  .does(1, "shareEpoll", index, set, set)
  .does(1, "hangUp", index, line)
  .does(1, "askEpoll", index, set, fd, data, line)
  .does(3, "lineEnds")
  .does(2, "check");

/** @param forks how many processes there are before anything else is done */
function holdsTheSame(forks: number, runs: number): void {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 10, maxLength: 120 }), (drawn) => {
      const both = new BothTables();
      for (const [count, each] of FDS.entries()) both.set(0, each, "socket", count % 2 > 0, count % 3);
      for (let count = 0; count < forks; count++) both.fork(0);
      run(both, drawn);
      both.check();
      both.end();
    }),
    budget(runs),
  );
}

test("tables hold what those of the core hold, and their sockets hear the same", () => {
  holdsTheSame(1, 400);
});

test("and so do those of more processes than a socket looks at", () => {
  holdsTheSame(36, 60);
});

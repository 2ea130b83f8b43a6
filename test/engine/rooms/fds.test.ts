import fc from "fast-check";
import { test } from "vitest";
import { budget } from "../../budget.js";
import { BothTables, FDS } from "./both-tables.js";

/** What can be done with the tables. */
type Doing = Exclude<keyof BothTables, "engine" | "end">;
type Choices<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/** Something that is done so often, with arguments drawn at random. */
function does<D extends Doing>(weight: number, what: D, ...choices: Choices<Parameters<BothTables[D]>>) {
  const args = fc.tuple(...(choices as readonly fc.Arbitrary<unknown>[]));
  return { weight, arbitrary: args.map((values) => ({ what, args: values })) };
}

const index = fc.nat(60);
const fd = fc.constantFrom(...FDS);
const pid = fc.nat(3);
const flag = fc.boolean();
const kind = fc.nat(2);
const line = fc.integer({ min: 1, max: 50 });
const data = fc.constantFrom("7", "8", "18446744073709551615");
const set = fc.constantFrom(3, 5, 40_000);

const step = fc.oneof(
  does(8, "set", index, fd, fc.constantFrom("socket", "file", "dup"), flag, fc.option(pid)),
  does(4, "delete", index, fd),
  does(4, "fork", index),
  does(3, "markCloseOnExec", index, fd, flag),
  does(3, "mark", fc.option(index), kind),
  does(2, "ring", index, pid),
  does(4, "listen", index),
  does(4, "use", index, pid, fc.constantFrom("touch", "carry", "doubt"), flag, line),
  does(2, "exec", index),
  does(2, "closeRange", index, fc.oneof(fd, fc.nat(40)), fc.oneof(fd, fc.constant(Infinity))),
  does(2, "exit", index),
  does(2, "split", index, pid),
  does(1, "absorb", index, index),
  does(1, "markOne", index, kind),
  does(1, "watch", index, set, fd, data, flag),
  does(1, "unwatch", index, set, fd),
  does(1, "shareEpoll", index, set, set),
  does(1, "hangUp", index, line),
  does(1, "askEpoll", index, set, fd, data, line),
  does(3, "lineEnds"),
  does(2, "check"),
);

test("tables hold what those of the core hold, and their sockets hear the same", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), (steps) => {
      const both = new BothTables();
      for (const [count, each] of FDS.entries()) both.set(0, each, "socket", count % 2 > 0, count % 3);
      both.fork(0);
      for (const { what, args } of steps) (both[what] as (...args: readonly unknown[]) => void)(...args);
      both.check();
      both.end();
    }),
    budget(400),
  );
});

import fc from "fast-check";
import { test } from "vitest";
import { budget } from "../../budget.js";
import { BothTables, FDS } from "./both-tables.js";

type Step = (both: BothTables) => void;

const index = fc.nat(60);
const fd = fc.constantFrom(...FDS);
const pid = fc.nat(3);
const flag = fc.boolean();
const kind = fc.nat(2);
const line = fc.integer({ min: 1, max: 50 });
const data = fc.constantFrom("7", "8", "18446744073709551615");
const set = fc.constantFrom(3, 5, 40_000);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(index, fd, fc.constantFrom("socket", "file", "dup"), flag, fc.option(pid)).map(
      (args): Step =>
        (both) =>
          both.set(...args),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(index, fd).map(
      (args): Step =>
        (both) =>
          both.delete(...args),
    ),
  },
  {
    weight: 4,
    arbitrary: index.map(
      (at): Step =>
        (both) =>
          both.fork(at),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(index, fd, flag).map(
      (args): Step =>
        (both) =>
          both.markCloseOnExec(...args),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.option(index), kind).map(
      (args): Step =>
        (both) =>
          both.mark(...args),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(index, pid).map(
      (args): Step =>
        (both) =>
          both.ring(...args),
    ),
  },
  {
    weight: 4,
    arbitrary: index.map(
      (at): Step =>
        (both) =>
          both.listen(at),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(index, pid, fc.constantFrom("touch", "carry", "doubt"), flag, line).map(
      (args): Step =>
        (both) =>
          both.use(...args),
    ),
  },
  {
    weight: 2,
    arbitrary: index.map(
      (at): Step =>
        (both) =>
          both.exec(at),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(index, fc.oneof(fd, fc.nat(40)), fc.oneof(fd, fc.constant(Infinity))).map(
      (args): Step =>
        (both) =>
          both.closeRange(...args),
    ),
  },
  {
    weight: 2,
    arbitrary: index.map(
      (at): Step =>
        (both) =>
          both.exit(at),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(index, pid).map(
      (args): Step =>
        (both) =>
          both.split(...args),
    ),
  },
  fc.tuple(index, index).map(
    (args): Step =>
      (both) =>
        both.absorb(...args),
  ),
  fc.tuple(index, kind).map(
    (args): Step =>
      (both) =>
        both.markOne(...args),
  ),
  fc.tuple(index, set, fd, data, flag).map(
    (args): Step =>
      (both) =>
        both.watch(...args),
  ),
  fc.tuple(index, set, fd).map(
    (args): Step =>
      (both) =>
        both.unwatch(...args),
  ),
  fc.tuple(index, set, set).map(
    (args): Step =>
      (both) =>
        both.shareEpoll(...args),
  ),
  fc.tuple(index, line).map(
    (args): Step =>
      (both) =>
        both.hangUp(...args),
  ),
  fc.tuple(index, set, fd, data, line).map(
    (args): Step =>
      (both) =>
        both.askEpoll(...args),
  ),
  { weight: 3, arbitrary: fc.constant<Step>((both) => both.lineEnds()) },
  { weight: 2, arbitrary: fc.constant<Step>((both) => both.check()) },
);

test("tables hold what those of the core hold, and their sockets hear the same", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), (steps) => {
      const both = new BothTables();
      for (const [count, each] of FDS.entries()) both.set(0, each, "socket", count % 2 > 0, count % 3);
      both.fork(0);
      for (const each of steps) each(both);
      both.check();
      both.end();
    }),
    budget(400),
  );
});

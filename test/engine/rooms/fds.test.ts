import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { BothTables, EPOLL_FDS } from "./both-tables.js";
import { ModelEngine } from "./model-engine.js";
import { FDS } from "./same-facts.js";
import { run, Steps } from "./steps.js";

const index = fc.nat(60);
const fd = fc.constantFrom(...FDS);
const pid = fc.nat(3);
const flag = fc.boolean();
const kind = fc.nat(2);
const line = fc.integer({ min: 1, max: 50 });
const data = fc.constantFrom("7", "8", "18446744073709551615");
const set = fc.constantFrom(...EPOLL_FDS);

const steps = new Steps<BothTables>()
  .does(8, "set", index, fd, fc.constantFrom("socket", "file", "dup"), flag, fc.option(pid))
  .does(4, "delete", index, fd)
  .does(4, "fork", index)
  .does(3, "markCloseOnExec", index, fd, flag)
  .does(2, "markRangeCloseOnExec", index, fc.oneof(fd, fc.nat(40)), fc.oneof(fd, fc.constant(Infinity)))
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

/** What lines say of many sockets at once. */
const marks = new Steps<BothTables>()
  .does(3, "set", index, fd, fc.constantFrom("socket", "dup"), flag, fc.option(pid))
  .does(2, "delete", index, fd)
  .does(3, "fork", index)
  .does(4, "mark", fc.option(index), kind)
  .does(3, "ring", index, pid)
  .does(6, "exec", index)
  .does(2, "markRangeCloseOnExec", index, fd, fd)
  .does(4, "closeRange", index, fd, fd)
  .does(4, "listen", index)
  .does(1, "exit", index);

/** What processes wait for: of few fds, so that they meet. */
const one = fc.nat(1);
const few = fc.constantFrom(3, 5);
const waits = new Steps<BothTables>()
  .does(8, "watch", one, few, fc.constantFrom(0, 1, 2, 3), data, flag)
  .does(4, "unwatch", one, few, fc.constantFrom(0, 1, 2, 3))
  .does(1, "shareEpoll", one, few, few)
  .does(1, "hangUp", one, line)
  .does(8, "askEpoll", one, few, fc.constantFrom(0, 1, 2, 3), data, line)
  .does(1, "set", one, few, fc.constant("file"), flag, fc.option(pid))
  .does(1, "delete", one, few)
  .does(1, "closeRange", one, few, few)
  .does(1, "split", one, pid)
  .does(1, "absorb", one, one);

/** @param forks how many processes there are before anything else is done */
function holdTheSame(drawn: Steps<BothTables>, forks: number, runs: number): void {
  fc.assert(
    fc.property(fc.array(drawn.any, { minLength: 10, maxLength: 120 }), (each) => {
      const both = new BothTables();
      for (const [at, fd] of FDS.entries()) both.set(0, fd, at % 3 > 1 ? "dup" : "socket", at % 2 > 0, at % 3);
      for (let count = 0; count < forks; count++) both.fork(0);
      run(both, each);
      both.listenAll();
      both.check();
      both.end();
    }),
    budget(runs),
  );
}

test("tables hold what those of the core hold, and their sockets hear the same", () => {
  holdTheSame(steps, 1, 400);
});

test("and so do those of more processes than a socket looks at", () => {
  holdTheSame(steps, 36, 60);
});

test("and their epoll sets report the same", () => {
  holdTheSame(waits, 1, 200);
});

test("and the sockets of many processes hear what is said of all of them", () => {
  holdTheSame(marks, 20, 200);
});

test("a process that closed all that it inherited is forgotten, though the parent has the same fds", () => {
  const both = new BothTables();
  both.set(0, 63, "socket", true, null); // no number of the lowest part of the tree
  both.fork(0);
  both.delete(1, 63);
  both.end();
});

/** What a child does first. */
type Begins = (engine: ModelEngine, child: number, count: number, fds: number) => void;

const closesAndOpens: Begins = (engine, child, count, fds) => {
  engine.call("deleteFd", child, (count * 7) % fds);
  engine.call("setFd", child, fds, 0, false, 1);
};

const marksAll: Begins = (engine, child) => {
  engine.call("markRangeCloseOnExec", child, 3, Infinity);
};

/** Bytes that so many forks of a process with so many fds take, of which an exec closes every other one. */
function bytesOfForks(forks: number, fds: number, begins: Begins): number {
  const engine = new ModelEngine();
  const table = engine.call("makeTable");
  for (let fd = 0; fd < fds; fd++) engine.call("setFd", table, fd, engine.call("makeSocket", 0, 1, fd), fd % 2 > 0, 1);
  engine.call("lineEnds");
  const before = engine.call("bytesInUse");
  for (let count = 0; count < forks; count++) {
    begins(engine, engine.call("copyTable", table), count, fds);
    engine.call("lineEnds");
  }
  return engine.call("bytesInUse") - before;
}

test.each([
  ["closes one of them and opens another", closesAndOpens],
  ["marks all of them close-on-exec", marksAll],
])("a fork of a process with many fds, which %s, costs hardly more than one of a process with few", (_what, begins) => {
  const [few, many] = [bytesOfForks(100, 1_600, begins), bytesOfForks(100, 25_600, begins)];
  expect(many / few).toBeLessThan(1.5); // the tree has four levels and not three
  expect(bytesOfForks(400, 25_600, begins) / many).toBeLessThan(4.2);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { ModelEngine } from "./model-engine.js";
import { FDS, MOST, Processes } from "./processes.js";
import { run, Steps } from "./steps.js";

const index = fc.nat(MOST);
const fd = fc.constantFrom(...FDS);
const flag = fc.boolean();

const steps = new Steps<Processes>()
  .does(6, "open", index, fd, flag, fc.constantFrom("socket", "file", "dup"))
  .does(3, "close", index, fd)
  .does(3, "fork", index)
  .does(2, "mark", index)
  .does(3, "listen", fc.nat(60))
  .does(3, "closeOnExec", index, fd, flag)
  .does(1, "rangeCloseOnExec", index, fd, fd)
  .does(1, "exec", index)
  .does(1, "closeRange", index, fd, fd)
  .does(1, "exit", index)
  .does(2, "lineEnds")
  .does(2, "check");

test("tables that share their fds after a fork hold what plain copies hold, and their sockets hear the same", () => {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 10, maxLength: 80 }), (drawn) => {
      const all = new Processes();
      for (const [at, each] of FDS.entries()) if (at % 3 > 0) all.open(0, each, at % 2 > 0, "socket");
      all.fork(0);
      run(all, drawn);
      all.listenAll();
      all.check();
      all.end();
    }),
    budget(600),
  );
});

test("a process that closed all that it inherited is forgotten, though the parent has the same fds", () => {
  const all = new Processes();
  all.open(0, 63, true, "socket"); // no number of the lowest part of the tree
  all.fork(0);
  all.close(1, 63);
  all.end();
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

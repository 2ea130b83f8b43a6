import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { ModelEngine } from "./model-engine.js";
import { type Endpoints, Sockets } from "./sockets.js";
import { run, Steps } from "./steps.js";

const index = fc.nat(20);
const endpoints: fc.Arbitrary<Endpoints> = fc.record({
  transport: fc.constantFrom("tcp", "unix", "unknown"),
  local: fc.constantFrom(null, "1.2.3.4:80", "unix:/run/x"),
  peer: fc.constantFrom(null, "5.6.7.8:1", "inode 8"),
  identity: fc.constantFrom(null, "inode 7", "inode 8", "1.2.3.4:80->5.6.7.8:1", "1.2.3.4:80->5.6.7.8:2"),
});

const steps = new Steps<Sockets>()
  .does(6, "open", fc.option(fc.nat(5)))
  .does(4, "close", index)
  .does(4, "use", index, fc.nat(9))
  .does(8, "describe", index, endpoints)
  .does(4, "lineEnds")
  .does(3, "check");

test("a name stands for the open socket that got it last, and open sockets keep their order", () => {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 5, maxLength: 80 }), (drawn) => {
      const sockets = new Sockets();
      run(sockets, drawn);
      sockets.check();
      sockets.end();
    }),
    budget(200),
  );
});

test("a description without a name takes no name back that another socket got", () => {
  const sockets = new Sockets();
  const named: Endpoints = { transport: "tcp", local: null, peer: null, identity: "inode 7" };
  sockets.open(null);
  sockets.open(null);
  sockets.describe(0, named);
  sockets.describe(1, named);
  sockets.describe(0, { ...named, identity: null });
  sockets.check();
  sockets.end();
});

test("half of them are forgotten if there are too many, and those first that were used before the others", () => {
  const sockets = new Sockets();
  sockets.openMany(16_384);
  expect(sockets.checkIdle()).toBe(0);
  sockets.openMany(1);
  expect(sockets.checkIdle()).toBe(8_192);
  sockets.close(77);
  expect(sockets.checkIdle()).toBe(0);
  sockets.openMany(3);
  expect(sockets.checkIdle()).toBe(8_192);
  sockets.check();
  sockets.end();
});

test.each([
  ["7<TCP:[1.2.3.4:80->5.6.7.8:1]>", true],
  ["7<TCP:[1.2.3.4:80->5.6.7.8:1]>, 1", true],
  ["7<TCP:[1.2.3.4:80->5.6.7.8:12]>", false],
  ["7<TCP:[1.2.3.4:80->5.6.7.8:1]x>", false],
  ["7", false],
  ["7<socket:[7]>", false],
])("a socket that was printed as <TCP:[1.2.3.4:80->5.6.7.8:1]> is, or is not, decorated as in %s", (text, isIt) => {
  const engine = new ModelEngine();
  const socket = engine.call("makeSocket", 0, 1, 7);
  engine.call("setDecoration", socket, ...engine.write("TCP:[1.2.3.4:80->5.6.7.8:1]"));
  expect(engine.asks("isDecoratedAs", socket, ...engine.write(text))).toBe(isIt);
});

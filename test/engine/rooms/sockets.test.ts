import fc from "fast-check";
import { test } from "vitest";
import { budget } from "../../budget.js";
import { BothSockets } from "./both-sockets.js";
import { run, Steps } from "./steps.js";

const index = fc.nat(20);
const identity = fc.constantFrom(null, "inode 7", "inode 8", "1.2.3.4:80->5.6.7.8:1", "1.2.3.4:80->5.6.7.8:2");
const endpoints = fc.record({
  transport: fc.constantFrom("tcp", "unix", "unknown"),
  local: fc.constantFrom(null, "1.2.3.4:80", "unix:/run/x"),
  peer: fc.constantFrom(null, "5.6.7.8:1", "inode 8"),
  identity,
});
const decoration = fc.constantFrom("TCP:[1.2.3.4:80->5.6.7.8:1]", "socket:[7]", "");
const argument = fc.tuple(fc.constantFrom("7<", "7", "<", "fd=7<"), decoration, fc.constantFrom(">", ">, 1", "x>", ""));

const steps = new Steps<BothSockets>()
  .does(6, "open", fc.option(fc.nat(5)), fc.boolean())
  .does(4, "close", index)
  .does(4, "use", index, fc.nat(9))
  .does(8, "describe", index, endpoints)
  .does(
    8,
    "compare",
    index,
    endpoints,
    decoration,
    argument.map((parts) => parts.join("")),
  )
  .does(4, "lineEnds")
  .does(3, "check");

test("sockets are named and described as those of the core are", () => {
  fc.assert(
    fc.property(fc.array(steps.any, { minLength: 5, maxLength: 80 }), (drawn) => {
      const both = new BothSockets();
      run(both, drawn);
      both.check();
      both.end();
    }),
    budget(150),
  );
});

test("and the same ones are forgotten if there are too many", () => {
  const both = new BothSockets();
  both.openMany(16_384);
  both.check();
  both.openMany(1);
  both.close(77);
  both.openMany(3);
  both.check();
  both.end();
});

import { expect, test } from "vitest";
import type { Step } from "../../../truth/chains/chain.js";
import { sort, truthOf } from "../../../truth/chains/outcome.js";
import type { Received } from "../../../truth/client.js";

const hops = [{ name: "origin", place: 0, root: 7, pids: [7], capture: "all.strace" }];
const got: Received = {
  ...{ target: "/9?id=1", status: 200, declared: 9, body: 9, surplus: 0, ended: "complete", framing: "length" },
  ...{ left: null, port: 4000, index: 0, isLast: false },
};
const cut: Partial<Received> = { body: 4, ended: "eof" };
const loss: Step = { ask: { target: "/9" }, loses: "origin" };
const none: Step = { ask: { target: "/9" }, loses: null };

test.each<[string, Step, Partial<Received>, "origin" | null, boolean]>([
  ["a loss that the client felt", loss, cut, "origin", false],
  ["a loss in place of which an error came", { ...loss, isHeadless: true }, { status: 502 }, "origin", true],
  ["a loss that a hop was to hide", { ...loss, hides: "proxy" }, { body: 4, declared: 4 }, "origin", true],
  ["nothing lost", none, {}, null, false],
  ["a client that left", none, { ended: "aborted", left: "close", body: 4 }, null, false],
  ["a loss that timing prevented", { ...loss, mayLose: true }, {}, null, false],
  ["a loss that timing allowed", { ...loss, mayLose: true }, cut, "origin", false],
])("the truth: %s", (_name, step, received, hop, hidden) => {
  const outcome = { play: "a play", step, received: { ...got, ...received } };
  const truth = truthOf(outcome, 0, hops);
  expect(truth).toMatchObject({ originHop: hop === null ? null : { name: hop, pid: 7 }, hidden });
  expect(sort([outcome], [truth])).toEqual({ requests: [truth], contradicted: [] });
});

test.each<[string, Step, Partial<Received>]>([
  ["a loss that did not come about", loss, {}],
  ["a loss that was to be hidden, and was not", { ...loss, hides: "proxy" }, cut],
  ["a loss out of nothing", none, cut],
  ["an error out of nothing", none, { status: 502 }],
  ["an error that was not to come", loss, { status: 502 }],
  ["no answer at all", loss, { status: null, declared: null, body: 0, ended: "eof" }],
  ["silence", loss, { ...cut, ended: "timeout" }],
])("set aside: %s", (_name, step, received) => {
  const outcome = { play: "a play", step, received: { ...got, ...received } };
  const truth = truthOf(outcome, 0, hops);
  expect(sort([outcome], [truth])).toEqual({ requests: [], contradicted: [truth] });
});

import type { Socket } from "node:net";
import { expect, test } from "vitest";
import type { ProbePlan } from "../../../src/tools/probe/plan.js";
import { probe } from "../../../src/tools/probe/run.js";
import { planOf, serve } from "./server.js";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

/** What the server got after the request, and the outcome, if it sends `begin`, and `rest` when it is nudged. */
async function nudged(begin: string, rest: string, changes: Partial<ProbePlan> = {}) {
  let extra = "";
  await using server = await serve((socket: Socket) => {
    socket.on("data", (bytes) => {
      extra += bytes;
      socket.write(rest);
    });
    socket.write(begin);
  });
  const [outcome] = await probe(planOf(server.url, { nudgeAfter: 0.1, timeout: 1, ...changes }));
  return { extra, outcome };
}

test("a silent server is sent an empty line, and the response goes on", async () => {
  const { extra, outcome } = await nudged(`${HEAD}12345`, "67890");
  expect(extra).toBe("\n");
  expect(outcome).toMatchObject({ verdict: "complete", nudges: 1 });
});

test("three times at most", async () => {
  const { extra, outcome } = await nudged(`${HEAD}12345`, "");
  expect(extra).toBe("\n\n\n");
  expect(outcome).toMatchObject({ ending: "timeout", nudges: 3 });
});

test.each<[string, Partial<ProbePlan>]>([
  ["if the plan does not ask for it", { nudgeAfter: null }],
  ["after a half-close", { halfClose: true }],
  ["while the probe itself does not read", { delay: 0.5, timeout: 0.05 }],
])("never %s", async (_what, changes) => {
  const { extra, outcome } = await nudged(`${HEAD}12345`, "67890", changes);
  expect(extra).toBe("");
  expect(outcome?.nudges).toBe(0);
});

import { expect, test } from "vitest";
import { KeptPaths } from "../../../src/run/paths/kept-paths.js";
import { anExchange, aPath } from "../../core/joining/a-path.js";

const COUNT = 1000;
/** As a proxy's capture shows each loss, which has two exchanges of it, and the server's, which has one. */
const proxy = (loss: number) =>
  aPath([
    anExchange({ target: `/${loss}`, part: "passed-on", ends: [8080, loss] }),
    anExchange({ target: `/${loss}`, connection: `c${loss}`, role: "client", ends: [-loss, 80], time: null }),
  ]);
const server = (loss: number) => aPath([anExchange({ capture: 1, target: `/ü${loss}`, ends: [80, -loss] })]);

test("of each exchange of 1,000 losses over two hops, at most 100 bytes stay in memory", () => {
  const kept = new KeptPaths();
  for (let loss = 1; loss <= COUNT; loss++) kept.add(proxy(loss));
  for (let loss = 1; loss <= COUNT; loss++) kept.add(server(loss));
  expect(kept.rows.count).toBe(2 * COUNT);
  expect(kept.rows.bytes / (3 * COUNT)).toBeLessThanOrEqual(100);
  kept.close();
});

test("paths come back as they were, from the file as from memory", () => {
  const kept = new KeptPaths();
  for (let loss = 1; loss <= COUNT; loss++) kept.add(loss % 2 ? proxy(loss) : server(loss));
  for (const loss of [1, 2, 499, 500, 999, 1000]) {
    expect(kept.at(loss - 1)).toEqual(loss % 2 ? proxy(loss) : server(loss));
  }
  kept.close();
});

test("what joins paths is known without them, also what is not known of them", () => {
  const { rows } = new KeptPaths();
  const row = rows.add(server(7), 0);
  const { here, there, capture, declaredBytes, acceptedBytes, time } = rows.answered(row) ?? {};
  expect({ here, there, capture, declaredBytes, acceptedBytes, time }).toEqual({
    ...{ here: 80, there: -7, capture: 1, declaredBytes: 1000, acceptedBytes: 100, time: 100 },
  });
  expect(rows.asked(row)).toBeNull();
  const asking = rows.add(aPath([anExchange({ role: "client", time: null, declaredBytes: null, target: null })]), 9);
  expect(rows.answered(asking)).toBeNull();
  expect(rows.asked(asking)).toMatchObject({ time: null, declaredBytes: null, target: 0 });
  expect(rows.offsetOf(asking)).toBe(9);
});

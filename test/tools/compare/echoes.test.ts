import { expect, test } from "vitest";
import { both, bothHidden, originAlone, proxyAlone } from "../path/hops.js";
import { comparisonOf, sideOf } from "./captures.js";

test.each([
  ["a proxy and its origin", both, { complete: 0 }, 2, 3],
  ["a proxy that hides it", bothHidden, { complete: 1 }, 1, 3],
  ["both sides of a proxy", proxyAlone, { complete: 0 }, 1, 2],
  ["the origin alone", originAlone, { complete: 0 }, 0, 1],
])("a loss counts once: %s", (_what, capture, verdicts, echoes, responses) => {
  const { total } = sideOf(capture);
  expect(total.verdicts).toMatchObject({ truncated: 1, undetermined: 0, ...verdicts });
  expect(total).toMatchObject({ responses, echoes, failed: 1, judged: 1 + verdicts.complete, unjudged: 0 });
  expect(total).toMatchObject({ lostBytes: 900, unknownLosses: 0 });
  expect(total.lostShare).toEqual({ part: 900, whole: verdicts.complete === 0 ? 1000 : 1003 });
});

test("a build whose hops pass the same losses on is neither better nor worse", () => {
  expect(comparisonOf(both, both).outcome).toBe("equal");
});

test("each target counts its echoes by itself", () => {
  const { rows } = comparisonOf(both, both);
  const counts = rows.map(({ target, before }) => [target?.role, before?.failed, before?.echoes]);
  expect(counts).toEqual(
    expect.arrayContaining([
      ["server", 1, 1],
      ["client", 0, 1],
    ]),
  );
});

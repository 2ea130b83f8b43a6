import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budget } from "../../../budget.js";
import { answering, asking, type Cutting, callsOf, cutting, type Drawn, drawn, endOf, sentBytes } from "./oracle.js";
import { listen } from "./records.js";

/** An exchange, and the order in which its records take turns with those of the others. */
const turn = fc.tuple(drawn, fc.infiniteStream(fc.nat(99)));

/** The records of all answers, mixed: each answer keeps its order. */
function mixed(turns: readonly (readonly [Drawn, Iterator<number>])[]): string[] {
  return turns
    .flatMap(([each, order], index) => {
      let at = 0;
      return answering(each, index + 1).map((text) => {
        at += 1 + (order.next().value as number);
        return { text, at };
      });
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }) => text);
}

function converse(turns: readonly (readonly [Drawn, Iterator<number>])[], cut: Cutting) {
  const listened = listen();
  const { shown } = cut;
  const asks = turns.map(([each], index) => asking(each, index, index + 1));
  for (const call of callsOf(asks, cut)) listened.asks(call, { shown });
  for (const call of callsOf(mixed(turns), cut)) listened.answers(call, { shown });
  return listened;
}

describe("requests that are open at the same time", () => {
  const turns = fc.array(turn, { minLength: 2, maxLength: 5 });

  it("have each the end that is true of it", () => {
    fc.assert(
      fc.property(turns, cutting, (drawnTurns, cut) => {
        const { decided, open } = converse(drawnTurns, { ...cut, shown: Number.MAX_SAFE_INTEGER });
        expect(open()).toEqual([]);
        expect(decided).toHaveLength(drawnTurns.length);
        for (const { stream, end, response } of decided) {
          const [each] = drawnTurns[(stream as number) - 1] as (typeof drawnTurns)[number];
          expect([end, response?.acceptedBytes]).toEqual([endOf(each), sentBytes(each)]);
        }
      }),
      budget(500),
    );
  });

  it("have none that is untrue, whatever -s hides", () => {
    fc.assert(
      fc.property(turns, cutting, (drawnTurns, cut) => {
        const { decided, open } = converse(drawnTurns, cut);
        for (const { stream, end } of [...decided, ...open()]) {
          const [each] = drawnTurns[(stream as number) - 1] ?? [];
          if (each === undefined) {
            expect(end).toBe("lost"); // hidden bytes were taken for a record of a request that nobody sent: nothing is said of it
            continue;
          }
          const truth = endOf(each);
          expect(truth === "short" ? ["short", "cut", "lost"] : [truth, "lost"]).toContain(end);
        }
      }),
      budget(1000),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../../../src/core/protocols/judgement.js";
import { budget } from "../../../budget.js";
import { answering, asking, callsOf, cutting, type Drawn, drawn, endOf, sentBytes } from "./oracle.js";
import { listen } from "./records.js";

/** A call of a conversation: who moved it, and for which exchange. */
interface Call {
  readonly isAnswer: boolean;
  readonly text: string;
  readonly exchange: Drawn;
}

describe("a capture that begins anywhere in a conversation", () => {
  it("says nothing untrue of what it saw, and of what it did not see, nothing", () => {
    const exchanges = fc.array(drawn, { minLength: 1, maxLength: 4 });
    const role = fc.constantFrom<Role>("server", "client");
    fc.assert(
      fc.property(exchanges, cutting, role, fc.nat(10_000), (each, cut, as, start) => {
        const calls = each.flatMap((exchange, index): Call[] => [
          ...callsOf([asking(exchange, index)], cut).map((text) => ({ isAnswer: false, text, exchange })),
          ...callsOf(answering(exchange), cut).map((text) => ({ isAnswer: true, text, exchange })),
        ]);
        const { asks, answers, decided, open } = listen(as, true);
        const { shown } = cut;
        const first = start % calls.length;
        for (const [line, { isAnswer, text }] of calls.entries()) {
          if (line < first) continue;
          if (isAnswer) answers(text, { shown, line });
          else asks(text, { shown, line });
        }
        for (const { end, response } of [...decided, ...open()]) {
          if (end === "lost" || response === null) continue;
          const exchange = calls[response.line]?.exchange as Drawn;
          const truth = endOf(exchange);
          expect(truth === "short" ? ["short", "cut"] : [truth]).toContain(end);
          if (!response.isAtMost && end !== "over") expect(response.acceptedBytes).toBe(sentBytes(exchange));
        }
      }),
      budget(3000),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../../../src/core/protocols/judgement.js";
import { budget } from "../../../budget.js";
import { answering, asking, callsOf, cutting, drawn } from "./oracle.js";
import { listen } from "./records.js";

/** Bytes of a stream that are changed: where, and to what. */
const damage = fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 12 });
/** Requests that may be open at the same time. */
const MOST_OPEN = 256;

function damaged(text: string, changes: readonly (readonly [number, number])[]): string {
  const chars = [...text];
  for (const [at, byte] of changes) if (at < chars.length) chars[at] = String.fromCharCode(byte);
  return chars.join("");
}

describe("a damaged conversation", () => {
  it("never throws, and keeps no more than is open", () => {
    const exchanges = fc.array(drawn, { minLength: 1, maxLength: 3 });
    const role = fc.constantFrom<Role>("server", "client", "unknown");
    fc.assert(
      fc.property(exchanges, cutting, damage, damage, role, fc.boolean(), (each, cut, asks, answers, as, isOlder) => {
        const listened = listen(as, isOlder);
        const asked = damaged(each.map((one, index) => asking(one, index)).join(""), asks);
        const answered = damaged(each.flatMap((one) => answering(one)).join(""), answers);
        const { shown } = cut;
        for (const call of callsOf([asked], cut)) listened.asks(call, { shown });
        for (const call of callsOf([answered], cut)) listened.answers(call, { shown });
        expect(listened.open().length).toBeLessThanOrEqual(MOST_OPEN);
      }),
      budget(2000),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../../src/core/protocols/message.js";
import { budget } from "../../../budget.js";
import { decisionsOn, isCut } from "../endings.js";
import { callsOf, cutting, type Drawn, declaredBytes, drawn, headText, sentBytes } from "../fastcgi/oracle.js";
import { listen, request } from "./requests.js";

const role = fc.constantFrom("server", "client", "unknown" as const);
const stop = fc.nat(20_000);

/** What is true of a response after so many bytes. */
function endAfter(each: Drawn, bytes: number): Message["end"] {
  const body = bytes - headText(each).length;
  if (body < 0) return "unended";
  if (each.method === "HEAD" || each.status !== 200) return "whole";
  const declared = declaredBytes(each);
  if (declared === null) return "unmarked";
  return body < declared ? "cut" : body > declared ? "over" : "whole";
}

describe("an SCGI conversation that stops anywhere, in calls of any length", () => {
  it("is said to have ended as it has; what is not known is lost", () => {
    fc.assert(
      fc.property(drawn, cutting, role, stop, (each, cut, as, at) => {
        const { asks, answers, open } = listen(as);
        const { shown } = cut;
        const text = headText(each) + "x".repeat(sentBytes(each));
        const bytes = 1 + (at % text.length);
        for (const call of callsOf([request(each.method, "/")], cut)) asks(call, { shown });
        for (const call of callsOf([text.slice(0, bytes)], cut)) answers(call, { shown });
        const [message] = open();
        const truth = endAfter(each, bytes);
        if (shown >= text.length && shown >= 100) expect(message?.end).toBe(truth);
        else if (message?.request) expect([truth, "lost"]).toContain(message.end);
        // a response without a length may answer HEAD if the method is hidden
        else expect(each.method === "HEAD" ? [truth, "unmarked", "lost"] : [truth, "lost"]).toContain(message?.end);
        if (message && truth === "whole") expect(decisionsOn(message).filter(isCut)).toEqual([]);
        const body = Math.max(0, bytes - headText(each).length);
        if (message?.response?.isAtMost) expect(message.response.acceptedBytes).toBeGreaterThanOrEqual(body);
        else expect(message?.response?.acceptedBytes).toBe(body);
      }),
      budget(3000),
    );
  });

  it("never throws if it is damaged", () => {
    const damage = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(drawn, cutting, damage, damage, (each, cut, askedDamage, answerDamage) => {
        const { asks, answers, open } = listen();
        const damaged = (text: string, changes: readonly (readonly [number, number])[]): string => {
          const chars = [...text];
          for (const [at, byte] of changes) if (at < chars.length) chars[at] = String.fromCharCode(byte);
          return chars.join("");
        };
        const { shown } = cut;
        for (const call of callsOf([damaged(request(each.method, "/"), askedDamage)], cut)) asks(call, { shown });
        const text = headText(each) + "x".repeat(sentBytes(each));
        for (const call of callsOf([damaged(text, answerDamage)], cut)) answers(call, { shown });
        expect(open().length).toBeLessThanOrEqual(1);
      }),
      budget(2000),
    );
  });
});

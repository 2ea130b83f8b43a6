import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../../../src/core/protocols/decision.js";
import { judgeOver } from "../../../../src/core/protocols/judge-message.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import { budget } from "../../../budget.js";
import { decisionsOn, isCut } from "../endings.js";
import { lineOf } from "./conversing.js";
import { conversation, hear, limit, role } from "./made/drawn.js";
import { type Entry, hasNoBody, type Made } from "./made/made.js";

/** Bytes of the body that are missing by the books; null if no length says how many. */
function missingOf(entry: Entry): number | null {
  if (hasNoBody(entry)) return 0;
  return entry.declared === null ? null : Math.max(0, entry.declared - entry.accepted - (entry.frame?.accepted ?? 0));
}

/** What is wrong with a decision by the books; null if nothing is. */
function wrongIn(message: Message, decision: Decision, { book }: Made): string | null {
  const entry = book.get(message.stream ?? 0);
  if (entry === undefined || entry.end === null) return isCut(decision) ? "nothing is owed" : null;
  if (entry.end === "whole") return isCut(decision) || decision.verdict === "overrun" ? "it is whole" : null;
  const missing = missingOf(entry);
  const { outstandingBytes: claimed } = decision;
  const isOfBody = message.response?.framing === "content-length";
  if (isOfBody && missing !== null && isCut(decision) && (claimed ?? 0) > missing) return `${missing} are missing`;
  return null;
}

describe("http2, of conversations that are made at random, at any end of the connection", () => {
  it("is called cut only if it is, and never by more than it lacks, whatever -s is", () => {
    fc.assert(
      fc.property(conversation(), limit, role, ({ made, calls }, shown, role) => {
        const { over, open } = hear(calls, { shown, role });
        const decided = [
          ...over.flatMap((message) => [[message, judgeOver(message)] as const]),
          ...open.flatMap((message) => decisionsOn(message).map((decision) => [message, decision] as const)),
        ];
        for (const [message, decision] of decided) {
          if (decision) expect([lineOf(message), wrongIn(message, decision, made)]).toEqual([lineOf(message), null]);
        }
      }),
      budget(300),
    );
  });
});

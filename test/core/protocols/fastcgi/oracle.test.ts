import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../../../src/core/protocols/judgement.js";
import type { Message } from "../../../../src/core/protocols/message.js";
import { budget } from "../../../budget.js";
import { decisionsOn, isCut } from "../endings.js";
import {
  answering,
  asking,
  type Cutting,
  callsOf,
  cutting,
  type Drawn,
  declaredBytes,
  drawn,
  endOf,
  headText,
  sentBytes,
} from "./oracle.js";
import { listen, STDOUT } from "./records.js";

const role = fc.constantFrom<Role>("server", "client", "unknown");

/** What a message says of the exchange that it belongs to, by the line on which its answer began. */
interface Heard {
  readonly message: Message;
  readonly exchange: Drawn;
}

/** A conversation of these exchanges. The answer of the last one stops after `lastBytes`. */
function converse(exchanges: readonly Drawn[], cut: Cutting, as: Role, lastBytes = Number.MAX_SAFE_INTEGER) {
  const { asks, answers, decided, open } = listen(as);
  const { shown } = cut;
  const startedOn: Drawn[] = [];
  for (const [index, each] of exchanges.entries()) {
    const isLast = index === exchanges.length - 1;
    for (const call of callsOf([asking(each, index)], cut)) asks(call, { shown, line: startedOn.length });
    let left = isLast ? lastBytes : Number.MAX_SAFE_INTEGER;
    for (const call of callsOf(answering(each), cut)) {
      if (left <= 0) break;
      startedOn.push(each);
      answers(call.slice(0, left), { shown, asked: call.length, line: startedOn.length - 1 });
      left -= call.length;
    }
  }
  const heard = (messages: readonly Message[]): Heard[] =>
    messages.map((message) => ({ message, exchange: startedOn[message.response?.line ?? -1] as Drawn }));
  return { decided: heard(decided), open: heard(open()) };
}

/** The sizes that a message states are true: as they are, or as a bound. */
function expectTrueSizes({ message: { response, end }, exchange }: Heard): void {
  if (response === null || response.acceptedBytes === null) return;
  const bytes = sentBytes(exchange);
  if (response.isAtMost) expect(response.acceptedBytes).toBeGreaterThanOrEqual(bytes);
  else if (end !== "over") expect(response.acceptedBytes).toBe(bytes);
  else expect(response.acceptedBytes).toBeLessThanOrEqual(bytes);
  if (response.declaredBytes !== null) expect(response.declaredBytes).toBe(declaredBytes(exchange));
}

describe("a conversation in calls of any length", () => {
  it("says of each response what is true, if the capture shows all", () => {
    const shown = Number.MAX_SAFE_INTEGER;
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), cutting, role, (exchanges, cut, as) => {
        const { decided, open } = converse(exchanges, { ...cut, shown }, as);
        expect(open).toEqual([]);
        expect(decided.map(({ message }) => [message.request?.target, message.end])).toEqual(
          exchanges.map((each, index) => [`/${index}`, endOf(each)]),
        );
        for (const each of decided) expectTrueSizes(each);
      }),
      budget(2000),
    );
  });

  it("says nothing untrue, whatever -s hides: what is not known is lost", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), cutting, role, (exchanges, cut, as) => {
        const { decided, open } = converse(exchanges, cut, as);
        expect(decided.length + open.length).toBeLessThanOrEqual(exchanges.length);
        for (const { message, exchange } of decided) {
          if (message.end === "lost") continue;
          expect(message.end).toBe(endOf(exchange));
          expectTrueSizes({ message, exchange });
        }
        for (const { message, exchange } of open) {
          if (message.signs.includes("unseen-end")) expect(endOf(exchange)).toBe("whole");
          // a length that is surely not reached is cut, whether END_REQUEST is hidden or not
          if (message.end === "cut") expect(endOf(exchange)).toBe("short");
          else expect([endOf(exchange), "lost"]).toContain(message.end);
        }
      }),
      budget(4000),
    );
  });
});

describe("a conversation that stops anywhere in its last answer", () => {
  const stop = fc.nat(10_000);

  it("is cut in that record, with its own length, or between records, or whole", () => {
    const shown = Number.MAX_SAFE_INTEGER;
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 3 }), cutting, role, stop, (exchanges, cut, as, at) => {
        const last = exchanges.at(-1) as Drawn;
        const records = answering(last);
        const total = records.join("").length;
        const bytes = 1 + (at % (total - 1));
        const { open } = converse(exchanges, { ...cut, shown }, as, bytes);
        const stopped = stateAt(records, last, bytes);
        expect(open).toHaveLength(1);
        expect(open[0]?.message).toMatchObject(stopped);
      }),
      budget(2000),
    );
  });

  it("is never said to be whole, nor to have an end that may be unseen, if it has not", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 3 }), cutting, role, stop, (exchanges, cut, as, at) => {
        const last = exchanges.at(-1) as Drawn;
        const records = answering(last);
        const bytes = 1 + (at % (records.join("").length - 1));
        const { open } = converse(exchanges, cut, as, bytes);
        const truth = stateAt(records, last, bytes);
        for (const { message, exchange } of open) {
          if (exchange !== last || message.end === "lost") continue;
          if (message.end === "whole") expect(truth.end).toBe("whole");
          if (message.signs.includes("in-frame") && truth.end === "cut") {
            const ofRecord = message.response?.framing === "fastcgi-records";
            expect(message.response).toMatchObject(
              ofRecord ? recordAt(records, bytes) : { declaredBytes: declaredBytes(last) },
            );
          }
          const hasLength = message.response?.framing === "content-length";
          if (truth.end === "whole" && hasLength) expect(decisionsOn(message).filter(isCut)).toEqual([]);
          const verdicts = decisionsOn(message).map(({ verdict }) => verdict);
          if (truth.end === "cut" && endOf(last) !== "over") expect(verdicts).not.toContain("complete");
          if (message.end === "over") expect(sentBytes(last)).toBeGreaterThan(declaredBytes(last) as number);
        }
      }),
      budget(4000),
    );
  });
});

/** What is true of an answer after so many bytes of its records. */
function stateAt(
  records: readonly string[],
  each: Drawn,
  bytes: number,
): Pick<Message, "end"> & Partial<Message> & object {
  let at = 0;
  let content = 0;
  for (const text of records) {
    const left = bytes - at;
    if (left <= 0) break;
    if (left < text.length) {
      if (left < 8) break;
      if (isBody(text)) content += Math.min(left - 8, contentBytes(text));
      if (endBetween(each, content) === "whole") return { end: "whole" };
      const sizes = bodySizes(each, content) ?? recordAt(records, bytes);
      return { end: "cut", signs: ["in-frame"], response: expect.objectContaining(sizes) };
    }
    if (isBody(text)) content += contentBytes(text);
    at += text.length;
  }
  return { end: endBetween(each, content) };
}

/** The sizes of a body that declares its length, once its head is whole; null without. */
function bodySizes(each: Drawn, content: number): { declaredBytes: number; acceptedBytes: number } | null {
  const declared = declaredBytes(each);
  const accepted = content - headText(each).length;
  return declared === null || accepted < 0 ? null : { declaredBytes: declared, acceptedBytes: accepted };
}

/** The record that is under way after so many bytes: its length, and how much of it came. */
function recordAt(records: readonly string[], bytes: number): { declaredBytes: number; acceptedBytes: number } {
  let at = 0;
  let index = 0;
  while (at + (records[index] as string).length <= bytes) at += (records[index++] as string).length;
  return { declaredBytes: (records[index] as string).length - 8, acceptedBytes: bytes - at - 8 };
}

const isBody = (text: string): boolean => text.charCodeAt(1) === STDOUT;
const contentBytes = (text: string): number => text.charCodeAt(4) * 256 + text.charCodeAt(5);

function endBetween(each: Drawn, content: number): Message["end"] {
  const body = content - headText(each).length;
  if (body < 0) return "unended";
  if (each.method === "HEAD" || each.status !== 200) return "whole";
  const declared = declaredBytes(each);
  if (declared === null) return "unended";
  return body < declared ? "cut" : body > declared ? "over" : "whole";
}

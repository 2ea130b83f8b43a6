import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget, wholeBudget } from "../../budget.js";
import { callsOf, cuts, straceCuts, wholeCuts } from "./draw-calls.js";
import { type KnownResponse, knownResponses, plainResponses, type Run } from "./draw-known.js";
import { requests, responses } from "./draw-messages.js";
import { type Answers, EngineParser, NO_ANSWERS } from "./engine-parser.js";
import { type Heard, KINDS } from "./read-log.js";
import { type DrawnPiece, leavesNothing, StreamsEngine } from "./streams-engine.js";

/** Milliseconds: also on a busy machine each call of the handler is heard. */

const engine = new StreamsEngine();

const answers: fc.Arbitrary<Answers> = fc.record({
  mayBeBodiless: fc.boolean(),
  mayHideRest: fc.boolean(),
  skipsEmptyLines: fc.boolean(),
  isNext: fc.boolean(),
  left: fc.constantFrom(null, null, 0, 5, 40, 2_000),
  method: fc.constantFrom(null, "GET", "HEAD", "CONNECT"),
});

type Calls = readonly (readonly DrawnPiece[])[];

/** What a parser reports of each of these calls. */
function heardOf(calls: Calls, answer: Partial<Answers> = {}, isOwn = true): Heard[][] {
  EngineParser.answer(engine, { ...NO_ANSWERS, ...answer });
  const parser = new EngineParser(engine);
  const heard = calls.map((call) => {
    parser.take(call, isOwn);
    return parser.heard();
  });
  parser.drop();
  return heard;
}

/** What was heard but for the classes of bytes; a body that came in parts is one. */
function eventsOf(heard: readonly Heard[]): Heard[] {
  const events: Heard[] = [];
  for (const one of heard) {
    if (one.kind === "bytes") continue;
    const last = events.at(-1);
    if (one.kind === "body" && last?.kind === "body")
      events[events.length - 1] = { ...one, bytes: last.bytes + one.bytes };
    else events.push(one);
  }
  return events;
}

/** How the bytes were classified: a run of one class is one. */
function classesOf(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const { as, bytes } of runs) {
    const last = merged.at(-1);
    if (bytes === 0) continue;
    if (last?.as === as) merged[merged.length - 1] = { as, bytes: last.bytes + bytes };
    else merged.push({ as, bytes });
  }
  return merged;
}

const runsOf = (heard: readonly Heard[]): Run[] => heard.flatMap((one) => (one.kind === "bytes" ? one : []));
const textOf = (all: readonly KnownResponse[]): string => all.map(({ text }) => text).join("");
const bytesIn = (call: readonly DrawnPiece[]): number => call.reduce((sum, { length }) => sum + length, 0);

/** All that is to be heard of a response that is seen whole. */
function eventsIn({ status, minor, framing, length, closes, body }: KnownResponse): Heard[] {
  return [
    { kind: "start" },
    { kind: "head", status, minor, framing, length, closes, isUpgradeToH2c: false },
    ...(body > 0 ? [{ kind: "body", bytes: body } as const] : []),
    { kind: "end" },
  ];
}

describe("of responses that are seen whole, however they are cut into calls", () => {
  test("each head, each body and each end is reported, and nothing else", () => {
    fc.assert(
      fc.property(knownResponses, wholeCuts, fc.boolean(), (all, cut, isOwn) => {
        const heard = heardOf(callsOf(textOf(all), cut), {}, isOwn).flat();
        expect(eventsOf(heard)).toEqual(all.flatMap(eventsIn));
        expect(classesOf(runsOf(heard))).toEqual(classesOf(all.flatMap(({ classes }) => classes)));
      }),
      budget(1_500),
    );
  });

  test("an answer to a HEAD has no body, whatever it declares", () => {
    fc.assert(
      fc.property(knownResponses, wholeCuts, (all, cut) => {
        const heads = all.map(({ text, classes }) => text.slice(0, classes[0]?.bytes));
        const heard = heardOf(callsOf(heads.join(""), cut), { method: "HEAD" }).flat();
        expect(eventsOf(heard).map(({ kind }) => kind)).toEqual(all.flatMap(() => ["start", "head", "end"]));
      }),
      budget(300),
    );
  });
});

/** After one of these, what a parser does depends on where calls begin. */
const DISRUPTED = new Set<Heard["kind"]>(["lost", "surplus", "instead", "bodiless", "restHidden"]);

/** What is heard until the stream cannot be followed any more, and what says so. */
function orderly(heard: readonly Heard[]): Heard[] {
  const events = eventsOf(heard);
  const end = events.findIndex(({ kind }) => DISRUPTED.has(kind));
  return end < 0 ? events : events.slice(0, end);
}

test("whatever the bytes are, they are the same in any calls until they cannot be followed", () => {
  fc.assert(
    fc.property(
      responses,
      wholeCuts,
      wholeCuts,
      fc.constantFrom(null, "HEAD", "CONNECT"),
      (text, one, other, method) => {
        const [first, second] = [one, other].map((cut) => orderly(heardOf(callsOf(text, cut), { method }).flat()));
        expect(first).toEqual(second);
      },
    ),
    budget(1_500),
  );
});

describe("of bytes that the capture may hide", () => {
  test("each byte is classified once, and no more are counted than there are", () => {
    const text = fc.oneof({ weight: 9, arbitrary: responses }, requests);
    const kinds = new Set<Heard["kind"]>();
    fc.assert(
      fc.property(text, cuts, answers, fc.boolean(), (drawn, cut, answer, isOwn) => {
        const calls = callsOf(drawn, cut);
        for (const [index, heard] of heardOf(calls, answer, isOwn).entries()) {
          const bytes = bytesIn(calls[index] ?? []);
          expect(runsOf(heard).reduce((sum, run) => sum + run.bytes, 0)).toBe(bytes);
          const counted = heard.reduce((sum, one) => sum + (one.kind === "body" ? one.bytes : 0), 0);
          expect(counted).toBeLessThanOrEqual(bytes);
          for (const { kind } of heard) kinds.add(kind);
        }
      }),
      wholeBudget(2_000),
    );
    expect([...kinds].sort()).toEqual([...KINDS].sort());
  });

  test("nothing contradicts what was sent: heads are those of the responses, and a body that is whole is as long", () => {
    let whole = 0;
    fc.assert(
      fc.property(plainResponses, straceCuts, (all, cut) => {
        const calls = callsOf(textOf(all), cut);
        let index = -1;
        let body: number | null = null;
        for (const heard of eventsOf(heardOf(calls).flat())) {
          if (heard.kind === "head") {
            index = all.findIndex(({ status }, at) => at > index && status === heard.status);
            expect(all[index], `${index}`).toMatchObject({ framing: heard.framing, length: heard.length });
            body = 0;
          } else if (heard.kind === "body" && body !== null) body += heard.bytes;
          else if (heard.kind === "end" && body !== null) {
            expect(body).toBe(all[index]?.body);
            whole++;
          } else if (heard.kind !== "end") body = null;
        }
      }),
      wholeBudget(1_500),
    );
    expect(whole).toBeGreaterThan(100);
  });

  test("a fork reports what its parser would, and leaves it where it is", () => {
    fc.assert(
      fc.property(responses, cuts, answers, (text, cut, answer) => {
        EngineParser.answer(engine, { ...answer, mayBeBodiless: false }); // of bytes in doubt nobody asks that
        const parser = new EngineParser(engine);
        for (const call of callsOf(text, cut)) {
          const before = parser.standing();
          const fork = parser.fork();
          fork.take(call);
          const forked = [fork.heard(), fork.standing()];
          fork.drop();
          expect(parser.standing()).toEqual(before);
          parser.take(call);
          const own = parser.heard();
          // where the stream was lost, and what was searched for since, is no part of a fork
          if (before.state !== "lost") expect(forked).toEqual([own, parser.standing()]);
        }
        parser.drop();
      }),
      budget(700),
    );
  });
});

test("a parser gives back its memory", () => {
  fc.assert(
    fc.property(responses, cuts, answers, (drawn, cut, answer) => {
      const calls = callsOf(drawn, cut);
      leavesNothing(engine, () => {
        heardOf(calls, answer);
        EngineParser.answer(engine, NO_ANSWERS);
      });
    }),
    budget(200),
  );
});

test("what is longer than any head is none, in one piece or in many", () => {
  const MOST_HEAD = 262_144; // src/engine/assembly/http1/message/message-parser.ts
  const long = `HTTP/1.1 200 OK\r\nA: ${"x".repeat(MOST_HEAD)}`;
  for (const length of [300_000, MOST_HEAD, 90_000]) {
    const calls: DrawnPiece[][] = [];
    for (let at = 0; at < long.length; at += length) {
      const text = long.slice(at, at + length);
      calls.push([{ text, length: text.length, isCut: false, isQuoted: true }]);
    }
    leavesNothing(engine, () => {
      for (const each of [calls, [calls.flat()]])
        expect(eventsOf(heardOf(each).flat())).toEqual([
          { kind: "start" },
          { kind: "lost", gap: "head", isElided: false, seen: long },
        ]);
    });
  }
});

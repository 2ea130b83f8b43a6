import fc from "fast-check";
import { expect, test } from "vitest";
import { budget } from "../../budget.js";
import { BothReaders, type DrawnCall, engine, sameRecognitions } from "./both-readers.js";
import { callsOf, cuts } from "./draw-calls.js";
import { requests } from "./draw-messages.js";
import { openings } from "./draw-openings.js";
import { type DrawnPiece, leavesNothing } from "./streams-engine.js";

type Step = "next" | "takeNothing" | "continues" | "putBackNext" | "putInFront" | "nothing";
const steps = fc.array(
  fc.constantFrom<Step>("nothing", "takeNothing", "next", "next", "continues", "putBackNext", "putInFront"),
);

const text = fc.oneof({ weight: 4, arbitrary: requests }, openings);

function sameRequests(calls: readonly (readonly DrawnPiece[])[], all: readonly Step[], isFull: boolean): void {
  const both = new BothReaders();
  for (const [index, call] of calls.entries()) {
    both.take(call, index + 1, isFull && index % 3 > 0);
    const step = all[index] ?? "nothing";
    if (step === "putInFront") both.putInFront(index);
    else if (step === "takeNothing") both.take([], index, isFull);
    else if (step !== "nothing") both[step]();
    both.check();
  }
  both.end();
}

test("requests are read as the core reads them, and wait in the same order", () => {
  fc.assert(
    fc.property(text, cuts, steps, fc.boolean(), (drawn, cut, all, isFull) => {
      sameRequests(callsOf(drawn, cut), all, isFull);
    }),
    budget(1_500),
  );
});

test("a reader of requests gives back its memory", () => {
  fc.assert(
    fc.property(text, cuts, steps, (drawn, cut, all) => {
      leavesNothing(engine, () => sameRequests(callsOf(drawn, cut), all, false));
    }),
    budget(200),
  );
});

test("many requests wait, and leave one by one", () => {
  const both = new BothReaders();
  const all = "GET /a HTTP/1.1\r\n\r\n".repeat(300);
  both.take([{ text: all, length: all.length, isCut: false, isQuoted: true }], 1, false);
  for (let index = 0; index < 150; index++) both.next();
  for (let index = 0; index < 30; index++) both.putInFront(index);
  both.check();
  for (let index = 0; index < 190; index++) both.next();
  both.end();
});

const role = fc.constantFrom("server" as const, "client" as const, "unknown" as const);
const side = fc.tuple(openings, cuts).map(([text, cut]) => callsOf(text, cut));

test("the protocol and the roles are recognised as the core does", () => {
  const found = new Set<string | null>();
  fc.assert(
    fc.property(
      side,
      side,
      fc.array(fc.boolean()),
      role,
      fc.boolean(),
      fc.boolean(),
      (asks, answers, turns, of, isOlder, isWrite) => {
        const calls: DrawnCall[] = [];
        const left = { asks: [...asks], answers: [...answers] };
        for (let turn = 0; left.asks.length + left.answers.length > 0 && turn < 12; turn++) {
          const isAnswer = turns[turn] ?? turn > 1;
          const pieces = (isAnswer ? left.answers : left.asks).shift();
          if (pieces) calls.push({ isWrite: isAnswer === isWrite, pieces });
        }
        leavesNothing(engine, () => found.add(sameRecognitions(calls, of, isOlder)));
      },
    ),
    { ...budget(2_000), interruptAfterTimeLimit: 20_000 }, // each protocol is found, also on a busy machine
  );
  expect([...found].map(String).sort()).toEqual(["http/1", "http/2", "null", "other", "tls"]);
});

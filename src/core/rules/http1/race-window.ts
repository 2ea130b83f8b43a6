import type { Judgement } from "../../protocols/judgement.js";
import { durationInWords } from "../../text/duration.js";
import { defineRule } from "../rule.js";

export const raceWindow = defineRule({
  id: "race-window",
  level: "note",
  ignoresPlain: true,
  summary: "a flush that had to wait, and for how long",
  message: (judgement) =>
    `the kernel refused part of the response, and the program finished it: for ${durationInWords(openFor(judgement))} a shutdown would have cut it`,
  why: "this is how near a healthy response came to the bug: whatever ends the stream in that time loses the rest",
  advice:
    "nothing, if every path that ends a connection waits for the flush; to be sure, provoke it with a slow reader",
  matches: ({ about, role, exchange }) =>
    about === "response" &&
    role === "server" &&
    exchange?.verdict === "complete" &&
    exchange.calls.firstRefused !== null,
});

/** Seconds from the first refused write to the last accepted byte; null when the capture has no times. */
function openFor({ exchange }: Judgement): number | null {
  const [from, to] = [exchange?.calls.firstRefused?.time ?? null, exchange?.calls.lastAccepted?.endTime ?? null];
  return from === null || to === null ? null : Math.max(0, to - from);
}

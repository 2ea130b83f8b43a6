import type { Judgement } from "../../protocols/judgement.js";
import { durationInWords } from "../../text/duration.js";
import { lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";

/** Seconds of silence after the socket became writable: a program that noticed writes at once. */
const AFTER_WRITABLE = 1;
/** Seconds of silence when no line shows whether the socket is writable: send timeouts of servers begin at 30 s. */
const AFTER_REFUSAL = 30;

export const responseStalled = defineRule({
  id: "response-stalled",
  level: "warning",
  ignoresPlain: true,
  summary: "a refused rest that is never written",
  message: (judgement) => {
    const isWritable = judgement.exchange?.calls.writable != null;
    const since = isWritable ? "the socket took bytes again" : "the kernel refused them";
    return `${lossOf(judgement)} were never written: ${durationInWords(silence(judgement))} of silence since ${since}`;
  },
  why: "a wake-up that is lost leaves the response hanging until somebody times out, with no error on either side",
  advice: "look at how the program waits for the socket: edge-triggered readiness that was consumed and not acted on",
  matches: (judgement) => {
    const { about, role, exchange } = judgement;
    if (about !== "response" || role !== "server" || exchange === null || exchange.calls.refused === null) return false;
    if (exchange.verdict !== "in-flight" && exchange.verdict !== "aborted-by-peer") return false;
    return (silence(judgement) ?? 0) >= (exchange.calls.writable ? AFTER_WRITABLE : AFTER_REFUSAL);
  },
});

/** Seconds between the last event of the response and its end; null when the capture has no times. */
function silence({ exchange, by }: Judgement): number | null {
  const { writable = null, lastAccepted = null, refused = null } = exchange?.calls ?? {};
  const times = [writable, lastAccepted, refused].flatMap((call) => call?.endTime ?? []);
  return by.time === null || times.length === 0 ? null : by.time - Math.max(...times);
}

import type { Judgement } from "../../protocols/judgement.js";
import { durationInWords } from "../../text/duration.js";
import { afterPeerEnd, isCutByServer, lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";

export const exitOutstanding = defineRule({
  id: "exit-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "exit, kill or exec with bytes outstanding",
  message: (judgement) =>
    `the process ended with ${lossOf(judgement)} not handed to the kernel${inWrite(judgement)}${afterPeerEnd(judgement)}`,
  why: "what the process still held in its own buffers is gone; a write that never returned may have delivered part of it",
  advice: "drain connections before the process ends, and find who ended it: a worker timeout, an OOM kill, a deploy",
  matches: (judgement) => isCutByServer(judgement) && judgement.cause === "exit",
});

/** `, in a write that had waited 2.1 s`, when the process was killed inside the write of the whole rest. */
function inWrite({ exchange, by }: Judgement): string {
  const begun = exchange?.calls.unreturned?.time ?? null;
  if (exchange?.evidence !== "blocked-write" || begun === null || by.time === null) return "";
  return `, in a write that had waited ${durationInWords(by.time - begun)}`;
}

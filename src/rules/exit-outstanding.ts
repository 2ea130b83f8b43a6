import { defineRule } from "./rule.js";
import { afterPeerEnd, isCutByServer, lossOf } from "./words.js";

export const exitOutstanding = defineRule({
  id: "exit-outstanding",
  level: "error",
  flags: "exit, kill or exec with bytes outstanding",
  what: (judgement) => `the process ended with ${lossOf(judgement)} not handed to the kernel${afterPeerEnd(judgement)}`,
  why: "what the process still held in its own buffers is gone; a write that never returned may have delivered part of it",
  next: "drain connections before the process ends, and find who ended it: a worker timeout, an OOM kill, a deploy",
  matches: (judgement) => isCutByServer(judgement) && judgement.cause === "exit",
});

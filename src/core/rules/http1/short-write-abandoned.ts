import { isCutHere, lossOf, onOrder } from "../phrases.js";
import { defineRule } from "../rule.js";

export const shortWriteAbandoned = defineRule({
  id: "short-write-abandoned",
  level: "error",
  ignoresPlain: true,
  summary: "a refused write never retried (any protocol)",
  levelOf: ({ told }) => (told ? "warning" : "error"),
  message: (judgement) => `the program ended the stream without retrying ${lossOf(judgement)}${onOrder(judgement)}`,
  why: 'a short count or EAGAIN means "later", not "done": what was refused and never offered again is lost',
  advice: "record with -s 4096 to see the head as well, and look for the code that drops the rest of a short write",
  matches: (judgement) => {
    if (judgement.about === "debt") return !judgement.peerMayHaveLeft;
    const evidence = judgement.exchange?.evidence;
    return isCutHere(judgement) && (evidence === "short-write" || evidence === "failed-write");
  },
});

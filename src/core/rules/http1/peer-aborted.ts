import { lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";

export const peerAborted = defineRule({
  id: "peer-aborted",
  level: "note",
  ignoresPlain: true,
  summary: "the peer hung up before the response was whole",
  message: (judgement) =>
    judgement.exchange?.outstandingBytes === 0
      ? "the peer had left before the end of the response was written"
      : `the peer hung up with ${lossOf(judgement)} still to come`,
  why: "the program was told so by the kernel (EPIPE or ECONNRESET) before it ended anything itself: not its fault",
  advice: "nothing, unless it happens often: then look at client timeouts and at how long the response took",
  matches: ({ exchange }) => exchange?.verdict === "aborted-by-peer",
});

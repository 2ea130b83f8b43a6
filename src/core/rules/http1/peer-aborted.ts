import type { Judgement } from "../../protocols/judgement.js";
import { lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";

/** ` with 900 of 1,000 declared body bytes still to come`; nothing if neither a length nor a refused write says how much. */
function leftOf(judgement: Judgement): string {
  const isUnknown = judgement.exchange?.message !== undefined && judgement.exchange.outstandingBytes === null;
  return isUnknown && judgement.owedBytes === 0 ? "" : ` with ${lossOf(judgement)} still to come`;
}

export const peerAborted = defineRule({
  id: "peer-aborted",
  level: "note",
  ignoresPlain: true,
  summary: "the peer hung up before the response was whole",
  message: (judgement) =>
    judgement.exchange?.outstandingBytes === 0
      ? "the peer had left before the end of the response was written"
      : `the peer ${judgement.exchange?.message?.end === "cancelled" ? "cancelled the response" : "hung up"}${leftOf(judgement)}`,
  why: "the program was told so before it ended anything itself, by the kernel (EPIPE or ECONNRESET) or by a frame: not its fault",
  advice: "nothing, unless it happens often: then look at client timeouts and at how long the response took",
  matches: ({ exchange }) => exchange?.verdict === "aborted-by-peer",
});

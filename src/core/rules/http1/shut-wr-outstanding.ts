import { afterPeerEnd, isCutByServer, lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";
import { adviceOnSilence, afterSilence } from "../silence-before-end.js";

export const shutWrOutstanding = defineRule({
  id: "shut-wr-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "SHUT_WR or SHUT_RDWR with bytes outstanding",
  message: (judgement) =>
    `the program shut down its sending side with ${lossOf(judgement)} not handed to the kernel${afterPeerEnd(judgement)}${afterSilence(judgement)}`,
  why: "the client gets a well-formed head, part of the body and a clean end of stream; nothing on either side logs an error",
  advice:
    "look for a shutdown that does not wait for the write buffer: after a short write or EAGAIN, flush first, then shut down",
  adviceOf: adviceOnSilence,
  matches: (judgement) =>
    isCutByServer(judgement) && (judgement.cause === "shut-wr" || judgement.cause === "shut-rdwr"),
});

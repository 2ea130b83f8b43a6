import { afterPeerEnd, isCutByServer, lossOf } from "../phrases.js";
import { defineRule } from "../rule.js";
import { adviceOnSilence, afterSilence } from "../silence-before-end.js";

export const closeOutstanding = defineRule({
  id: "close-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the last close with bytes outstanding",
  message: (judgement) =>
    `the program closed the connection with ${lossOf(judgement)} not handed to the kernel${afterPeerEnd(judgement)}${afterSilence(judgement)}`,
  why: "the client gets fewer bytes than the head promised, and only a client that counts them notices",
  advice: "find what closes the socket: a timeout, an error taken for fatal, or a body shorter than its Content-Length",
  adviceOf: adviceOnSilence,
  matches: (judgement) => isCutByServer(judgement) && (judgement.cause === "close" || judgement.cause === "reset"),
});

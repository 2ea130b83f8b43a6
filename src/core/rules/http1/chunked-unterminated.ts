import { afterPeerEnd, isCutHere } from "../phrases.js";
import { defineRule } from "../rule.js";
import { adviceOnSilence, afterSilence } from "../silence-before-end.js";

export const chunkedUnterminated = defineRule({
  id: "chunked-unterminated",
  level: "error",
  ignoresPlain: true,
  summary: "a chunked response without its last chunk",
  message: (judgement) =>
    `the program ended a chunked response before its last chunk${afterPeerEnd(judgement)}${afterSilence(judgement)}`,
  why: "without the last chunk the message is incomplete (RFC 9112, section 8); lenient clients take it for whole",
  advice:
    "find what ends the stream: an error in the handler after the head was sent, or a shutdown that does not flush",
  adviceOf: adviceOnSilence,
  matches: (judgement) =>
    judgement.role !== "client" && isCutHere(judgement) && judgement.exchange?.evidence === "chunk-framing",
});

import { isCutInFrame, messageOf } from "../message-phrases.js";
import { endOf, outstandingIn } from "../message-words.js";
import { defineRule } from "../rule.js";

export const tlsRecordOutstanding = defineRule({
  id: "tls-record-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the stream ends within a TLS record",
  message: (judgement) => `${endOf(judgement)} ${outstandingIn(judgement, "a TLS record")}`,
  why: "the record cannot be decrypted, so the client loses all that it carried; most report an unexpected end of the stream, and some report nothing",
  advice:
    "look for a shutdown or a close that does not wait for the TLS layer to flush what it holds; a record is written whole, or not at all",
  matches: (judgement) =>
    isCutInFrame(judgement, "tls") && !messageOf(judgement, "tls")?.message.signs.includes("data-after-end"),
});

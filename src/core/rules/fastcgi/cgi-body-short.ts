import { grouped } from "../../text/quantities.js";
import { isCutBetweenFrames, isCutInFrame, messageOf } from "../message-phrases.js";
import { endOf } from "../message-words.js";
import { outstandingBytesOf } from "../phrases.js";
import { defineRule } from "../rule.js";

export const cgiBodyShort = defineRule({
  id: "cgi-body-short",
  level: "error",
  ignoresPlain: true,
  summary: "a FastCGI or SCGI response with less body than it declares",
  message: (judgement) => {
    const { declaredBytes = null } = messageOf(judgement, "fastcgi", "scgi")?.response ?? {};
    if (declaredBytes === null) return `${endOf(judgement)} before the response was whole`;
    return `${endOf(judgement)} with ${outstandingBytesOf(judgement.exchange)} of ${grouped(declaredBytes)} declared body bytes not sent`;
  },
  why: "the application declared a Content-Length and sent less: the web server's client waits for the rest, or gets a cut body",
  advice:
    "look in the application for a Content-Length that does not count what is sent, or for an error after the head",
  matches: (judgement) =>
    (judgement.cause === "message-end" && isCutBetweenFrames(judgement, "fastcgi")) ||
    isCutBetweenFrames(judgement, "scgi") ||
    isCutInFrame(judgement, "scgi"),
});

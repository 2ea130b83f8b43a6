import { endOf, isCutBetweenFrames } from "../message-phrases.js";
import { afterPeerEnd } from "../phrases.js";
import { defineRule } from "../rule.js";

export const fastcgiUnended = defineRule({
  id: "fastcgi-unended",
  level: "error",
  ignoresPlain: true,
  summary: "a FastCGI response without END_REQUEST",
  message: (judgement) => `${endOf(judgement)} before the FCGI_END_REQUEST of the response${afterPeerEnd(judgement)}`,
  why: "END_REQUEST is what says that the response is whole: without it, the web server cannot know that it has all",
  advice: "find what ended the worker: request_terminate_timeout, a memory limit, a crash, a restart",
  matches: (judgement) => judgement.cause !== "message-end" && isCutBetweenFrames(judgement, "fastcgi"),
});

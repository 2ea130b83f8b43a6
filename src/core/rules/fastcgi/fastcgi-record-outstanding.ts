import { isCutInFrame } from "../message-phrases.js";
import { endOf, outstandingIn } from "../message-words.js";
import { defineRule } from "../rule.js";

export const fastcgiRecordOutstanding = defineRule({
  id: "fastcgi-record-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the stream ends within a FastCGI record",
  message: (judgement) => `${endOf(judgement)} ${outstandingIn(judgement, "a FastCGI record")}`,
  why: "the web server has already sent the head on: its client gets a part of the body, and often a clean end",
  advice:
    "find what ended the worker: request_terminate_timeout, a memory limit, a crash, a restart; the web server logs `upstream prematurely closed`",
  matches: (judgement) => isCutInFrame(judgement, "fastcgi"),
});

import type { Judgement } from "../../protocols/judgement.js";
import { grouped } from "../../text/quantities.js";
import { isCutBetweenFrames } from "../message-phrases.js";
import { endBefore, endOf } from "../message-words.js";
import { defineRule } from "../rule.js";

export const fastcgiUnended = defineRule({
  id: "fastcgi-unended",
  level: "error",
  ignoresPlain: true,
  summary: "a FastCGI response without END_REQUEST",
  message: (judgement) =>
    `${endOf(judgement)} ${missingIn(judgement)}before the FCGI_END_REQUEST of the response${endBefore(judgement)}`,
  why: "END_REQUEST is what says that the response is whole: without it, the web server cannot know that it has all",
  advice: "find what ended the worker: request_terminate_timeout, a memory limit, a crash, a restart",
  matches: (judgement) => judgement.cause !== "message-end" && isCutBetweenFrames(judgement, "fastcgi"),
});

/** `with 2,230,000 of 3,000,000 declared body bytes outstanding, `; nothing if no length is declared. */
function missingIn({ exchange }: Judgement): string {
  const { declaredBytes = null } = exchange?.response ?? {};
  const left = exchange?.outstandingBytes ?? null;
  if (declaredBytes === null || left === null) return "";
  return `with ${grouped(left)} of ${grouped(declaredBytes)} declared body bytes outstanding, `;
}

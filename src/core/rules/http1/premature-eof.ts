import { grouped } from "../../text/quantities.js";
import { isCutHere } from "../phrases.js";
import { defineRule } from "../rule.js";

export const prematureEof = defineRule({
  id: "premature-eof",
  level: "error",
  ignoresPlain: true,
  summary: "the stream ends before the response (client)",
  message: ({ exchange, cause }) => {
    const { declaredBytes = null, acceptedBytes = null } = exchange?.response ?? {};
    const end = cause === "reset" ? "reset the connection" : "ended the stream";
    const left = exchange?.outstandingBytes ?? null;
    if (declaredBytes === null) return `the peer ${end} before the response did, after ${grouped(acceptedBytes)} bytes`;
    return `the peer ${end} with ${grouped(left)} of ${grouped(declaredBytes)} declared body bytes still to come`;
  },
  why: 'the error that users see as "end of file before message length reached", "transfer closed", "unexpected EOF" or "aborted"',
  advice: "trace the peer, or the hop behind it: the capture of the program that sends the response says who cut it",
  matches: (judgement) =>
    judgement.about === "response" &&
    judgement.role === "client" &&
    isCutHere(judgement) &&
    !judgement.exchange?.message,
});

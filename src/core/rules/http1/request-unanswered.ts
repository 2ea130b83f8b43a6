import type { Judgement } from "../../protocols/judgement.js";
import { defineRule } from "../rule.js";

export const requestUnanswered = defineRule({
  id: "request-unanswered",
  level: "warning",
  ignoresPlain: true,
  summary: "a request read whole, and no final response",
  message: (judgement) =>
    `the program read ${requestOf(judgement)} whole, and ${endOf(judgement)} without a final response`,
  why: 'the client sees "empty reply from server", a proxy "upstream prematurely closed connection while reading response header"',
  advice:
    "find what ends the connection: a crash of the handler, a timeout, a restart, or a refusal that should have been a 4xx",
  // the reset of a stream (HTTP/2) is an answer of its kind: its client is told of an error
  matches: ({ about, role, cause, part }) =>
    about === "unanswered" && role !== "client" && cause !== "message-end" && part === undefined,
});

function requestOf({ request }: Judgement): string {
  return request ? `${request.method} ${request.target}` : "a request";
}

function endOf({ cause }: Judgement): string {
  if (cause === "exit") return "the process ended";
  return cause === "shut-wr" || cause === "shut-rdwr" ? "shut the connection down" : "closed the connection";
}

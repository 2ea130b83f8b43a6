import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const lengthOverrun = defineRule({
  id: "length-overrun",
  level: "error",
  ignoresPlain: true,
  summary: "more body bytes than the response may hold",
  message: ({ exchange, role }) =>
    `the ${role === "client" ? "peer" : "program"} sent ${grouped(-(exchange?.outstandingBytes ?? 0))} bytes more than the response may hold`,
  why: "on a connection that stays open the client reads the surplus as the start of the next response",
  advice:
    "compare the Content-Length with what the handler writes; a response to HEAD, and 204 and 304, has no body at all",
  matches: ({ exchange }) => exchange?.verdict === "overrun",
});

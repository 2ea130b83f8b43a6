import { grouped } from "../text/quantities.js";
import { defineRule } from "./rule.js";

export const resetDiscardsResponse = defineRule({
  id: "reset-discards-response",
  level: "error",
  summary: "a close that resets behind a response",
  message: ({ reset }) =>
    reset?.by === "linger-zero"
      ? "the program closed the connection with SO_LINGER 0: a reset, which drops what was not delivered yet"
      : `the program closed the connection with ${unread(reset?.unreadBytes ?? null)} unread: a reset, which drops what was not delivered yet`,
  why: "accepted is not delivered: on a reset the kernel throws away its send buffer, and many clients their receive buffer",
  advice:
    "shut down the sending side, read until the client ends its own, then close (a lingering close, RFC 9112, section 9.6)",
  matches: ({ about, exchange, reset }) =>
    about === "response" && reset?.isCertain === true && exchange?.verdict === "undetermined",
});

function unread(count: number | null): string {
  return count === null ? "a part of the request" : `${grouped(count)} bytes of the request`;
}

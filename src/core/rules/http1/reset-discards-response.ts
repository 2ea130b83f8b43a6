import type { Judgement } from "../../protocols/judgement.js";
import { grouped } from "../../text/quantities.js";
import { defineRule } from "../rule.js";

export const resetDiscardsResponse = defineRule({
  id: "reset-discards-response",
  level: "error",
  ignoresPlain: true,
  summary: "a close that resets behind a response",
  levelOf: (judgement) => (wasQueued(judgement) ? "error" : "warning"),
  message: ({ reset }) =>
    reset?.by === "linger-zero"
      ? "the program closed the connection with SO_LINGER 0: a reset, which drops what was not delivered yet"
      : `the program closed the connection with ${unread(reset?.unreadBytes ?? null)} unread: a reset, which drops what was not delivered yet`,
  why: "accepted is not delivered: on a reset the kernel throws away its send buffer, and many clients their receive buffer",
  advice:
    "shut down the sending side, read until the client ends its own, then close (a lingering close, RFC 9112, section 9.6)",
  matches: ({ about, exchange, reset, part }) =>
    about === "response" && reset?.isCertain === true && exchange?.verdict === "undetermined" && part === undefined,
});

function unread(count: number | null): string {
  return count === null ? "a part of the request" : `${grouped(count)} bytes of the request`;
}

/** Seconds in which a full socket has to stay full before that says something about its reader. */
const SLOW = 0.001;
/** The end comes sooner after the last write than this part of the time that the socket was full. */
const SOON = 0.1;

/**
 * True if bytes of the response were certainly in the kernel when the connection was reset: the socket had been full, and
 * the end came far sooner than the reader had needed to make room. A socket takes bytes again when a third of its buffer
 * is free (sk_stream_is_writeable in the kernel), so most of it was still full then.
 */
function wasQueued({ exchange, by }: Judgement): boolean {
  const { refused = null, lastAccepted = null } = exchange?.calls ?? {};
  const [begun, done] = [lastAccepted?.time ?? null, lastAccepted?.endTime ?? null];
  if (begun === null || done === null || by.time === null) return false;
  const wait = refused === null || refused.endTime === null ? 0 : begun - refused.endTime;
  const full = Math.max(wait, done - begun); // a blocking write waits within the call
  return full >= SLOW && by.time - done <= full * SOON;
}

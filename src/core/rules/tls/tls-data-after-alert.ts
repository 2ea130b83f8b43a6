import { grouped } from "../../text/quantities.js";
import { messageOf } from "../message-phrases.js";
import { defineRule } from "../rule.js";

export const tlsDataAfterAlert = defineRule({
  id: "tls-data-after-alert",
  level: "error",
  ignoresPlain: true,
  summary: "a TLS stream goes on after an alert",
  message: ({ exchange, role }) =>
    `${role === "client" ? "the peer" : "the program"} sent a TLS alert in mid-stream, and ${grouped(exchange?.outstandingBytes ?? null)} bytes of records with data after it`,
  why: "the alert ends the stream: a client ignores what follows (RFC 8446, section 6.1), so it gets a part of the response and a clean end, and no TLS library reports anything",
  advice:
    "look for a shutdown of the TLS layer that does not wait for the response: hyper 0.14 does so on rustls when the socket is full",
  matches: (judgement) => messageOf(judgement, "tls")?.message.signs.includes("data-after-end") === true,
});

import { isUnmarkedEnd, messageOf } from "../message-phrases.js";
import { endOf } from "../message-words.js";
import { defineRule } from "../rule.js";

export const tlsWithoutCloseNotify = defineRule({
  id: "tls-without-close-notify",
  level: "note",
  ignoresPlain: true,
  summary: "a TLS stream ends without close_notify",
  levelOf: (judgement) => (messageOf(judgement, "tls")?.message.signs.includes("data-last") ? "warning" : "note"),
  message: (judgement) =>
    `${endOf(judgement)} between two TLS records, and no alert that may be a close_notify came before${
      messageOf(judgement, "tls")?.message.signs.includes("data-last") ? ": data of the application came last" : ""
    }`,
  why: "the client cannot know whether it got all: OpenSSL 3 reports `unexpected eof while reading`, and a response that ends with the connection counts as cut (RFC 8446, section 6.1)",
  advice: "have the program call SSL_shutdown, or what its TLS library has for that, before it ends the connection",
  matches: (judgement) => isUnmarkedEnd(judgement, "tls"),
});

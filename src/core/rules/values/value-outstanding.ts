import { messageOf } from "../message-phrases.js";
import { endOf, outstandingIn } from "../message-words.js";
import { isCutHere, onOrder } from "../phrases.js";
import { defineRule } from "../rule.js";

export const valueOutstanding = defineRule({
  id: "value-outstanding",
  level: "error",
  ignoresPlain: true,
  levelOf: ({ told }) => (told ? "warning" : "error"),
  summary: "a Redis or memcached reply that is cut",
  message: (judgement) => {
    const isInValue = messageOf(judgement, "resp", "memcached")?.message.signs.includes("in-frame");
    return `${endOf(judgement)} ${isInValue ? outstandingIn(judgement, "a value") : "within a reply"}${onOrder(judgement)}`;
  },
  why: "the client has read the length and waits for the rest: it reports a broken connection, or takes the next bytes for the value",
  advice:
    "look for a close that does not wait for the write buffer; a client output buffer limit of Redis closes so, too",
  matches: (judgement) => messageOf(judgement, "resp", "memcached") !== null && isCutHere(judgement),
});

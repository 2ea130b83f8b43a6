import { endOf, messageOf } from "../message-phrases.js";
import { defineRule } from "../rule.js";

export const websocketWithoutClose = defineRule({
  id: "websocket-without-close",
  level: "note",
  ignoresPlain: true,
  summary: "a WebSocket ends without a close frame",
  message: (judgement) => `${endOf(judgement)} without a close frame`,
  why: "the peer reports an abnormal closure (1006), and cannot know whether more was to come (RFC 6455, section 7.1.5)",
  advice: "send a close frame before the connection is closed",
  matches: (judgement) => {
    const message = messageOf(judgement, "websocket")?.message;
    if (!message || message.signs.includes("peer-left")) return false;
    const { verdict, blindSpots } = judgement.exchange ?? {};
    if (message.end !== "unmarked") return false;
    return verdict === "complete" || (verdict === "undetermined" && blindSpots?.includes("unmarked-end") === true);
  },
});

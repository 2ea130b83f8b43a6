import { isUnmarkedEnd } from "../message-phrases.js";
import { endOf } from "../message-words.js";
import { defineRule } from "../rule.js";

export const websocketWithoutClose = defineRule({
  id: "websocket-without-close",
  level: "note",
  ignoresPlain: true,
  summary: "a WebSocket ends without a close frame",
  message: (judgement) => `${endOf(judgement)} without a close frame`,
  why: "the peer reports an abnormal closure (1006), and cannot know whether more was to come (RFC 6455, section 7.1.5)",
  advice: "send a close frame before the connection is closed",
  matches: (judgement) => isUnmarkedEnd(judgement, "websocket"),
});

import { endOf, isCutInFrame, outstandingIn } from "../message-phrases.js";
import { defineRule } from "../rule.js";

export const websocketFrameOutstanding = defineRule({
  id: "websocket-frame-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the stream ends within a WebSocket frame",
  message: (judgement) => `${endOf(judgement)} ${outstandingIn(judgement, "a WebSocket frame")}`,
  why: "the message that the frame belongs to is lost, and the peer reports an abnormal closure (1006)",
  advice:
    "look for a close that does not wait for the write buffer: send a close frame after the last message, and wait for its answer",
  matches: (judgement) => isCutInFrame(judgement, "websocket"),
});

import { isCutBetweenFrames, isCutInFrame, messageOf } from "../message-phrases.js";
import { endOf, outstandingIn } from "../message-words.js";
import { defineRule } from "../rule.js";

export const websocketFrameOutstanding = defineRule({
  id: "websocket-frame-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the stream ends within a WebSocket frame or message",
  message: (judgement) => {
    if (isCutInFrame(judgement, "websocket"))
      return `${endOf(judgement)} ${outstandingIn(judgement, "a WebSocket frame")}`;
    const isDropped = messageOf(judgement, "websocket")?.message.end === "dropped";
    return isDropped
      ? "a close frame came before the last frame of a WebSocket message"
      : `${endOf(judgement)} between two frames of a WebSocket message`;
  },
  why: "the message that the frame belongs to is lost, and the peer reports an abnormal closure (1006)",
  advice:
    "look for a close that does not wait for the write buffer: send a close frame after the last message, and wait for its answer",
  matches: (judgement) => isCutInFrame(judgement, "websocket") || isCutBetweenFrames(judgement, "websocket"),
});

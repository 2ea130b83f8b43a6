import { isCutInFrame, messageOf } from "../message-phrases.js";
import { endOf, outstandingIn } from "../message-words.js";
import { defineRule } from "../rule.js";

export const h2FrameOutstanding = defineRule({
  id: "h2-frame-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "the connection ends within an HTTP/2 frame",
  message: (judgement) =>
    `${endOf(judgement)} ${outstandingIn(judgement, "an HTTP/2 frame")} (stream ${messageOf(judgement, "http/2")?.message.stream ?? "unknown"})`,
  why: "every stream of the connection that is not over is lost with the frame, and the client gets a connection error in place of a response",
  advice:
    "look for a shutdown or a close that does not wait for the write buffer; send GOAWAY, let the streams end, then close",
  matches: (judgement) => isCutInFrame(judgement, "http/2"),
});

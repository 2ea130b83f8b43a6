import { grouped } from "../../text/quantities.js";
import { isCutBetweenFrames, messageOf } from "../message-phrases.js";
import { endOf } from "../message-words.js";
import { outstandingBytesOf } from "../phrases.js";
import { defineRule } from "../rule.js";
import { isGrpcUnterminated } from "./grpc-unterminated.js";

export const h2StreamOutstanding = defineRule({
  id: "h2-stream-outstanding",
  level: "error",
  ignoresPlain: true,
  summary: "an HTTP/2 stream that is cut before its end",
  message: (judgement) => {
    const { message, response } = messageOf(judgement, "http/2") ?? {};
    const declared = response?.declaredBytes ?? null;
    const what =
      declared === null || judgement.exchange?.outstandingBytes == null
        ? "before END_STREAM"
        : `with ${outstandingBytesOf(judgement.exchange)} of ${grouped(declared)} declared body bytes outstanding`;
    const waits = message?.signs.includes("waits-on-peer")
      ? "; flow control had stopped it: the client had allowed no more bytes"
      : "";
    return `${endOf(judgement)} ${what} (stream ${message?.stream ?? "unknown"})${waits}`;
  },
  why: "the client gets a part of the body and a broken stream, which a proxy in between may turn into a clean end",
  advice:
    "let the streams end before the connection does: GOAWAY, wait, close; and count what a handler sends against its content-length",
  matches: (judgement) => isCutBetweenFrames(judgement, "http/2") && !isGrpcUnterminated(judgement),
});

import type { Judgement } from "../../protocols/judgement.js";
import { messageOf } from "../message-phrases.js";
import { endOf } from "../message-words.js";
import { isCutHere } from "../phrases.js";
import { defineRule } from "../rule.js";

export const grpcUnterminated = defineRule({
  id: "grpc-unterminated",
  level: "error",
  ignoresPlain: true,
  summary: "a gRPC response without grpc-status",
  message: (judgement) => {
    const message = messageOf(judgement, "http/2")?.message;
    const who = message?.end === "whole" ? "the stream ended" : endOf(judgement);
    return `${who} without the trailers that carry grpc-status (stream ${message?.stream ?? "unknown"})`;
  },
  why: "only grpc-status says whether a call succeeded: clients report UNAVAILABLE, INTERNAL or UNKNOWN in its place",
  advice:
    "find what ends the stream before the handler returns: a proxy that drops trailers, a timeout, a server that closes",
  matches: isGrpcUnterminated,
});

/** True for an answer to a gRPC call that ended without its status, or was ended between two frames. */
export function isGrpcUnterminated(judgement: Judgement): boolean {
  const message = messageOf(judgement, "http/2")?.message;
  if (!message?.signs.includes("grpc")) return false;
  if (message.end === "whole") return message.signs.includes("no-grpc-status");
  return message.end === "unended" && isCutHere(judgement);
}

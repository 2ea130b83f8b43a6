import type { Message } from "../message.js";
import type { ReplyGrammar } from "./reply-grammar.js";
import type { ReplyReader } from "./reply-reader.js";

/**
 * The reply that is under way: nothing between replies, for a connection may be idle as long as it likes, and nothing if a line is hidden.
 */
export function openReply(reader: ReplyReader, grammar: ReplyGrammar): readonly Message[] {
  switch (reader.step) {
    case "lost":
      return [];
    case "in-data":
      return [cut(reader.data)];
    case "between":
      return grammar.isIdle ? [] : [unended(reader.reply)];
    case "in-crlf":
      return grammar.hasCrlf ? [unended(reader.reply)] : [];
    case "in-line":
      return [unended(reader.reply)];
  }
}

/** Data is under way: bytes that were declared, null if their number has not come whole, and those that have come. */
export function cut(data: {
  readonly declared: number | null;
  readonly accepted: number;
  readonly line: number;
}): Message {
  return {
    request: null,
    response: { ...NO_RESPONSE, line: data.line, declaredBytes: data.declared, acceptedBytes: data.accepted },
    stream: null,
    end: "cut",
    signs: ["in-frame"],
    blindSpots: [],
  };
}

/** A reply is under way, and none of its data. */
export function unended(reply: { readonly accepted: number; readonly line: number }): Message {
  return {
    request: null,
    response: { ...NO_RESPONSE, line: reply.line, acceptedBytes: reply.accepted },
    stream: null,
    end: "unended",
    signs: [],
    blindSpots: [],
  };
}

const NO_RESPONSE = {
  status: null,
  framing: "bulk-string",
  declaredBytes: null,
  isAtMost: false,
  misfitBytes: 0,
} as const;

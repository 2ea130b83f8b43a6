import type { Message } from "../message.js";
import type { Http2Connection } from "./connection.js";
import * as type from "./frame-types.js";
import type { Side } from "./side.js";
import { declaredOf, hasNoBody, isFilled, isTunnel, outstandingOf } from "./sizes.js";
import type { Http2Stream } from "./stream.js";
import { isBodiless, isUncounted, type MessageExtras, mayBeBodiless, mayBeWhole, streamMessage } from "./verdicts.js";

/**
 * A request comes while the heads of the answers are hidden. If the one answer under way is there to the byte, it is whole, and the
 * answers are in step again.
 */
export function settleHidden(connection: Http2Connection, answers: Side): void {
  if (connection.answersGap === null || connection.streams.size !== 1) return;
  for (const stream of connection.streams.all()) {
    if (!isFilled(stream)) return;
    connection.decide(stream, "whole");
    answers.find();
  }
}

/**
 * How a stream stands that has not ended; null if nothing is owed: it was promised or refused, or is a tunnel.
 *
 * @param frame the frame of the answering side that is under way
 */
export function openMessage(stream: Http2Stream, connection: Http2Connection, frame: Side["underWay"]): Message | null {
  const isRefused = connection.isRefused(stream);
  if (stream.line === null && (stream.isPromised || isRefused === true)) return null;
  const give = (end: Message["end"], extras: MessageExtras = {}): Message =>
    streamMessage(stream, end, connection.usualGap, extras);
  const isCut = frame?.head.stream === stream.id && isOfAnswer(frame.head.type);
  if (isFilled(stream)) return give("whole");
  if (connection.hasAskerLeft && !stream.mayHaveEnded) return give("cancelled", { isOwnCancel: connection.isOwnAsk });
  if (mayBeWhole(stream) || stream.mayBeCancelled || isRefused === null) return give("lost");
  if (isBodiless(stream) && !isCut) return give("whole");
  if (isCut) {
    return give("cut", {
      signs: ["in-frame"],
      frame: { declared: frame.head.bodyBytes, accepted: frame.taken },
    });
  }
  if (isTunnel(stream)) return null;
  // The block whose status is hidden may be that of an interim answer: then the promise has not begun.
  if (stream.isPromised && stream.status === null) return give("lost");
  if (mayBeBodiless(stream) || isUncounted(stream)) return give("lost");
  const isOutstanding = outstandingOf(stream) !== null;
  const mayGoOn =
    stream.hasHead && !hasNoBody(stream) && (isOutstanding || (stream.isDeclaredKnown && declaredOf(stream) === null));
  const signs = mayGoOn && connection.windows.isClosedFor(stream) ? (["waits-on-peer"] as const) : [];
  return give(isOutstanding ? "cut" : "unended", { signs, mayHaveEnded: stream.mayHaveEnded });
}

function isOfAnswer(kind: number): boolean {
  return kind === type.DATA || kind === type.HEADERS || kind === type.CONTINUATION;
}

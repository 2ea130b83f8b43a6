/** The stream of answers ends on a connection that the host reads: it judges what is under way (core/protocols/judge-message.ts). */
import { event } from "../events/event-record";
import { judgeOpen } from "../host";
import { ConnectionParts } from "../http1/connection-parts";
import { reportDebt } from "../http1/ending/debt";
import { doubtAbout, hasHiddenRetry, prepare } from "../http1/ending/last-response";
import { noReset } from "../http1/ending/reset";
import { Cause, NOT_ANY } from "../http1/exchange";
import { hasWaited } from "../http1/response/note-write";
import { Role } from "../http1/role";
import { Conversation, Interest } from "./conversation";
import { movedRecord } from "./moved-record";

/** True if the host reads the connection. */
export function isConversing(parts: ConnectionParts): bool {
  const conversation = parts.conversation;
  return conversation !== null && conversation.interest === Interest.Follows;
}

/**
 * Has the host judge what is under way; if that is nothing, the bytes that the program still owes.
 *
 * @param cause NOT_ANY if the capture ended, not the stream
 */
export function judgeMessages(parts: ConnectionParts, cause: i32): void {
  const conversation = parts.conversation as Conversation;
  const calls = conversation.calls;
  const waited = hasWaited(calls, event.time);
  if (waited) parts.peer.plainEnd.waited(event.socket);
  // bytes that the kernel refused are missing whatever a hidden read may have met
  const doubt = doubtAbout(parts.unsent.owed > 0 ? null : calls, parts, cause);
  prepare(calls, parts, cause, doubt, waited, true);
  conversation.isOver = true;
  const isLeft = parts.role === Role.Client && cause !== NOT_ANY && cause !== Cause.Eof && cause !== Cause.Reset;
  movedRecord.conversation = conversation.id;
  movedRecord.isAbandoned = isLeft ? 1 : 0;
  const hasJudged = judgeOpen();
  noReset();
  if (!hasJudged && doubt === NOT_ANY) reportDebt(parts, cause, hasHiddenRetry(parts));
}

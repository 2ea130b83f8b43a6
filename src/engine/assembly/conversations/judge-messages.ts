/** The stream of answers ends on a connection that the host reads: it judges what is under way (core/protocols/judge-message.ts). */
import { followed } from "../connections/followed";
import { handOver } from "../connections/hand-over";
import { judged } from "../connections/judged";
import { event } from "../events/event-record";
import { judgeOpen } from "../host";
import { ConnectionParts } from "../http1/connection-parts";
import { reportDebt, showRead } from "../http1/ending/debt";
import { doubtAbout, hasHiddenRetry, prepare } from "../http1/ending/last-response";
import { noReset, setReset } from "../http1/ending/reset";
import { Cause, NOT_ANY } from "../http1/exchange";
import { About, judgement } from "../http1/judgement";
import { keptEvent } from "../http1/kept-event";
import { hasWaited } from "../http1/response/note-write";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { LastRead } from "../sockets/orders";
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

/**
 * The host has decided a message of the connection at hand: the judgement gets what is known of the connection, and `followed` its
 * index. Returns false if the socket is no connection: then nothing is to be reported.
 *
 * @param cause what ended the stream; NOT_ANY if it goes on
 */
export function beginMessage(cause: i32): bool {
  const openSocket = judged.socket;
  const connection = openSocket.connection;
  const http = openSocket.http;
  if (!connection || !http || !http.conversation) return false;
  const conversation = http.conversation as Conversation;
  const calls = conversation.calls;
  judgement.begin(About.Response, calls, cause, keptEvent());
  setReset();
  if (http.peer.lastRead) showRead(http.peer.lastRead as LastRead);
  if (!judgement.refused) judgement.refused = http.refused;
  judgement.peerEnd = http.peer.end;
  judgement.peerMayHaveLeft = http.peer.plainEnd.mayHaveLeft ? 1 : 0;
  judgement.role = http.role;
  handOver(openSocket.plain);
  connection.role = http.role;
  followed.connection = connection;
  followed.exchange = openSocket.exchanges++;
  return true;
}

/** The host has found out what the connection at hand speaks, and which side of it the program is. */
export function recognise(protocol: ProtocolName, role: Role): void {
  const http = judged.socket.http;
  if (!http || !http.conversation) return;
  http.recognition.protocol = protocol;
  if (role === http.role || role === Role.Unknown) return;
  http.recognition.role = role;
  (http.conversation as Conversation).forgetCalls();
}

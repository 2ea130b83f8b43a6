/** Messages of connections that do not speak HTTP/1: the host decides them, and gets here what is known of the connection at hand. */
import { Conversation } from "../conversations/conversation";
import { showRead } from "../http1/ending/debt";
import { setReset } from "../http1/ending/reset";
import { About, judgement } from "../http1/judgement";
import { keptEvent } from "../http1/kept-event";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { pendingHops } from "../paths/hop";
import { nearby } from "../paths/nearby";
import { LastRead } from "../sockets/orders";
import { followed } from "./followed";
import { handOver } from "./hand-over";
import { judged } from "./judged";

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
  if (nearby.isAsked) pendingHops.add(openSocket, calls, followed.exchange, judgement.by, false);
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

/** The open sockets: takes what happens to each, and reports a connection when it is over. */
import { isConversing } from "../conversations/judge-messages";
import { EventKind } from "../events/event-kind";
import { EventRecord } from "../events/event-record";
import { reportBytes, reportConnection, reportEvent, reportMark } from "../host";
import { BlindSpot } from "../http1/blind-spot";
import { beginClassified } from "../http1/classified";
import { createHttpConnection, HttpConnection } from "../http1/connection";
import { ProtocolName } from "../http1/sniffer";
import { nearby } from "../paths/nearby";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { tellFacts } from "./connection-facts";
import { followed } from "./followed";
import { following } from "./following";
import { handOver } from "./hand-over";
import { judged, takeJudgement } from "./judged";
import { createOpenSocket, OpenSocket } from "./open-socket";
import { PlainWay } from "./plain-way";
import { addCaptureSpot, addProtocolSpot } from "./spots";

/** How many connections there were. */
let count: i32 = 0;

export function connectionCount(): i32 {
  return count;
}

/** Something happened to a socket: it is followed here, or the host hears of it. */
export function deliver(event: EventRecord): void {
  if (following.http) apply(event);
  else reportEvent();
}

function apply(event: EventRecord): void {
  const kind = event.kind;
  const socket = event.socket;
  if (socket.isOver && !isUsedAgain(socket)) return;
  const openSocket = openSocketOf(socket);
  if (openSocket.isNewConnection(event)) openSocket.connect(++count, event);
  openSocket.update(event);
  const movesBytes = kind === EventKind.Write || kind === EventKind.Read || kind === EventKind.Shutdown;
  if (movesBytes && !openSocket.http) openSocket.http = createHttpConnection(openSocket.role, takeJudgement);
  nearby.begin();
  if (movesBytes) openSocket.noteCarrier(event);
  if (following.isOrderLost) addSpot(openSocket.http, BlindSpot.LinesOutOfOrder);
  if (following.bytes) beginBytes();
  judge(openSocket, event);
  if (kind === EventKind.Read) nearby.noteRead(openSocket.role);
  if (following.bytes && (kind === EventKind.Write || kind === EventKind.Read)) reportBytes();
  follow(openSocket, event);
  if (kind !== EventKind.End) return;
  if (socket.isLive) live.remove(socket);
  socket.isOver = true;
  socket.follower = null; // it lasts until the line ends
}

/**
 * True if a socket that was forgotten, because it had been idle for long, is used by another of its fds. A read may return after
 * another thread has closed the last fd: then nothing more is to be said of the connection.
 */
function isUsedAgain(socket: Socket): bool {
  if (socket.references === 0) return false;
  socket.isOver = false;
  return true;
}

function beginBytes(): void {
  followed.event++;
  beginClassified();
}

function openSocketOf(socket: Socket): OpenSocket {
  const known = socket.follower;
  if (known) return changetype<OpenSocket>(known);
  const fresh = createOpenSocket();
  socket.follower = fresh;
  live.add(socket); // so that it is reported at the end of the capture, if not before
  return fresh;
}

/** What it means for HTTP. Judgements come while it is found out. */
function judge(openSocket: OpenSocket, event: EventRecord): void {
  const http = openSocket.http;
  if (!http) return;
  judged.socket = openSocket;
  http.apply(event);
}

/** What it means for the connection, if there is one. */
function follow(openSocket: OpenSocket, event: EventRecord): void {
  const connection = openSocket.connection;
  if (!connection) return;
  const http = openSocket.http;
  if (http && http.protocol !== connection.protocol) {
    connection.protocol = http.protocol;
    if (!isConversing(http) || http.protocol === ProtocolName.Tls) addProtocolSpot(connection);
  }
  if (following.events) {
    followed.setProgress(openSocket);
    reportEvent();
  }
  if (event.kind !== EventKind.End) return;
  handOver(openSocket.plain);
  followed.setSights(openSocket);
  followed.factsEnd = 0;
  if (following.plain === PlainWay.Facts && followed.conversation === 0) tellFacts(connection);
  reportConnection();
}

/** A line said something of many sockets, and so of this one: a blind spot, if HTTP is followed (core/analysis/lost-lines.ts). */
export function takeMark(socket: Socket, kind: i32): void {
  if (!following.http) reportMark(changetype<usize>(socket), kind);
  else if (socket.follower) addSpot(changetype<OpenSocket>(socket.follower).http, kind);
}

/** The response under way has the blind spot, or the bytes that the program owes. */
function addSpot(http: HttpConnection | null, spot: BlindSpot): void {
  if (!http) return;
  if (http.unsent.owed > 0) addCaptureSpot(spot); // of no response that would name it
  http.addBlindSpot(spot);
}

/** Hands the host what a connection moves that does not speak HTTP/1, and keeps of its calls what a finding needs. */
import { Piece } from "../buffers/piece";
import { moved } from "../buffers/pieces";
import { byteAt } from "../bytes";
import { EventKind } from "../events/event-kind";
import { event } from "../events/event-record";
import { missMoved, takeMoved, takeRefused } from "../host";
import { BlindSpot } from "../http1/blind-spot";
import { ConnectionParts } from "../http1/connection-parts";
import { Exchange, NOT_ANY } from "../http1/exchange";
import { keptEvent, keptEventInPlaceOf } from "../http1/kept-event";
import { noteWrite } from "../http1/response/note-write";
import { Role } from "../http1/role";
import { ProtocolName } from "../http1/sniffer";
import { nearby } from "../paths/nearby";
import { Origin } from "../sockets/kinds";
import { Conversation, createConversation, destroyConversation, Interest } from "./conversation";
import { movedRecord } from "./moved-record";
import { beginToShow, beginToShowRefused, room, showMoved } from "./show-moved";

/**
 * True if a connection that is older than the capture shows another protocol than HTTP/1 in the midst of what it says. The host is asked at
 * the first bytes of each direction; then the event at hand is taken.
 */
export function beginsInMidst(parts: ConnectionParts): bool {
  if (moved.count === 0 || !(event.moved > 0) || !parts.recognition.mayAsk(event.kind === EventKind.Write))
    return false;
  const conversation = createConversation();
  parts.conversation = conversation;
  movedRecord.skipped = 0;
  movedRecord.changedTo = NOT_ANY;
  movedRecord.before = 0;
  take(parts, conversation);
  conversation.isAtHand = conversation.interest === Interest.Follows;
  if (conversation.isAtHand) return true;
  destroyConversation(conversation);
  parts.conversation = null;
  return false;
}

/** The event at hand is a read or a write of a connection that does not speak HTTP/1. */
export function converse(parts: ConnectionParts): void {
  let conversation = parts.conversation;
  if (!conversation) {
    conversation = createConversation();
    parts.conversation = conversation;
  }
  if (conversation.isAtHand) {
    conversation.isAtHand = false; // it was taken when the conversation began
    return;
  }
  movedRecord.changedTo = NOT_ANY;
  noteOpening(parts);
  take(parts, conversation);
}

/** The connection has just changed to another protocol (101): what the event at hand moved after the head belongs to that. */
export function changeProtocol(parts: ConnectionParts, to: ProtocolName): void {
  const conversation = createConversation();
  parts.conversation = conversation;
  const latest = parts.responses.latest;
  conversation.setUpgraded(latest ? latest.request : null);
  parts.responses.whole.flush(parts.reporter);
  movedRecord.skipped = event.moved - parts.responses.tunnelBytes;
  movedRecord.changedTo = to;
  movedRecord.before = 0;
  take(parts, conversation);
}

function take(parts: ConnectionParts, conversation: Conversation): void {
  beginToShow();
  if (conversation.isOver || (conversation.interest === Interest.Ignores && !beginsTls())) return;
  const isWrite = event.kind === EventKind.Write;
  if (isWrite === (parts.role !== Role.Client)) noteCall(conversation.calls, isWrite);
  if (isWrite && event.returned === 0) conversation.isInDoubt = true;
  movedRecord.conversation = conversation.id;
  if (!(event.moved > 0)) {
    if (isWrite && event.returned !== 0 && event.hasOffered !== 0) refuse(conversation);
    return;
  }
  if (isWrite && conversation.isInDoubt) missBytes(parts, BlindSpot.WriteInDoubt);
  movedRecord.role = parts.role;
  movedRecord.isOlder = event.socket.origin === Origin.Seen ? 1 : 0;
  movedRecord.upgraded = conversation.upgraded;
  movedRecord.askedSocket = nearby.askedSocket;
  movedRecord.askedLine = nearby.askedLine;
  movedRecord.receivedSocket = nearby.receivedSocket;
  movedRecord.receivedLine = nearby.receivedLine;
  conversation.interest = takeMoved();
}

/** The socket was full: the host sees what it did not take. */
function refuse(conversation: Conversation): void {
  if (conversation.interest !== Interest.Follows) return;
  beginToShowRefused();
  takeRefused();
  beginToShow();
}

/** Bytes of the connection are missing, for this reason, or may be. */
export function missBytes(parts: ConnectionParts, spot: BlindSpot): void {
  const conversation = parts.conversation;
  if (!conversation || conversation.interest === Interest.Ignores) return;
  conversation.isInDoubt = false;
  missMoved(conversation.id, spot);
}

/** Those of one response that never ends: which write came first, which last, what the kernel refused. */
function noteCall(calls: Exchange, isWrite: bool): void {
  if (isWrite) noteWrite(calls);
  if (!(event.moved > 0)) return;
  if (calls.hasResponse === 0) {
    calls.beginResponse(event.line);
    calls.acceptedBytes = 0;
    calls.setHead(keptEvent());
    calls.setLastAccepted(keptEvent());
  } else {
    const last = calls.lastAccepted;
    calls.setLastAccepted(last === calls.head ? keptEvent() : keptEventInPlaceOf(last));
  }
  calls.acceptedBytes += event.moved;
}

/**
 * What the connection moved before it was known what it speaks: it may have come byte by byte. A header of the PROXY protocol before all
 * of it is left out.
 */
function noteOpening(parts: ConnectionParts): void {
  const recognition = parts.recognition;
  const header = recognition.headerBytes;
  const before = recognition.movedBefore;
  movedRecord.skipped = max<f64>(0, header - before);
  movedRecord.before = max<f64>(0, before - header);
  recognition.headerBytes = 0;
  recognition.movedBefore = 0;
  if (movedRecord.before === 0) return;
  const opening = recognition.opening;
  movedRecord.beforeStart = opening.start + min(<i32>header, recognition.shownBefore);
  movedRecord.beforeEnd = opening.start + recognition.shownBefore;
  movedRecord.isBeforeWritten = opening.isWritten ? 1 : 0;
}

/** A handshake record, and its first byte of content (RFC 8446 section 4): ClientHello. */
const HANDSHAKE: i32 = 0x16;
const CLIENT_HELLO: i32 = 1;
const HEAD_BYTES: i32 = 5;
/** A ClientHello has no fewer: a version, 32 random bytes, and the lengths of what follows. */
const LEAST_HELLO: i32 = 38;

/** True if the event at hand begins with a ClientHello: the connection changes to TLS in its midst (STARTTLS, CONNECT). */
export function beginsTls(): bool {
  beginToShow();
  if (moved.count === 0 || mayBeText(moved.at(0))) return false;
  const shown = showMoved(0, HEAD_BYTES + 1);
  if (shown < HEAD_BYTES || byteAt(room) !== HANDSHAKE || byteAt(room + 1) !== 3) return false;
  // OpenSSL reads the head of a record by a call of its own
  if (event.moved === HEAD_BYTES) return byteAt(room + 3) * 256 + byteAt(room + 4) >= LEAST_HELLO;
  return shown > HEAD_BYTES && byteAt(room + HEAD_BYTES) === CLIENT_HELLO;
}

/** True if the first byte is shown as itself, and so is none of a handshake record. */
function mayBeText(piece: Piece): bool {
  return (
    piece.textStart === piece.textEnd ||
    (piece.isQuoted && byteAt(piece.textStart) >= 0x20 && byteAt(piece.textStart) !== 0x5c)
  );
}

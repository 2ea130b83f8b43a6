/** Bytes that no HTTP response accounts for: another protocol, or what is left after the last response. */
import { Piece } from "../../buffers/piece";
import { event } from "../../events/event-record";
import { create } from "../../heap/allocate";
import { LastRead } from "../../sockets/orders";
import { ConnectionParts } from "../connection-parts";
import { NOT_ANY } from "../exchange";
import { About, judgement } from "../judgement";
import { keptEvent } from "../kept-event";
import { Role } from "../role";
import { ProtocolName } from "../sniffer";

/**
 * Reports that the program gave up what it owed, on a connection of its own, unless it has an excuse.
 *
 * @param hasHiddenRetry what the kernel refused may have been offered again by a call that the capture does not show
 */
export function reportDebt(parts: ConnectionParts, cause: i32, hasHiddenRetry: bool): void {
  const peer = parts.peer;
  const owed = parts.unsent.owed;
  if (owed === 0 || hasHiddenRetry || cause === NOT_ANY || parts.role === Role.Client || peer.isGone) return;
  // a proxy may drop what is left of a tunnel for a side that has ended it (RFC 9110 section 9.3.6)
  if (parts.responses.isTunnel && peer.end) return;
  if (!event.socket.proven && parts.protocol !== ProtocolName.Tls) return;
  judgement.begin(About.Debt, null, cause, keptEvent());
  judgement.owedBytes = owed;
  judgement.refused = parts.refused;
  if (peer.lastRead) showRead(peer.lastRead as LastRead);
  parts.reporter.submit();
}

/** The beginning of what was read last. */
const beginning: Piece = create<Piece>();

/** Shows the host what was read last: it looks for an order to end the stream. */
export function showRead(read: LastRead): void {
  const printed = read.printed;
  beginning.forget();
  beginning.set(printed.start, printed.end, read.isQuoted, read.length, read.isCut);
  judgement.lastReadLine = read.line;
  judgement.lastReadStart = beginning.seenStart;
  judgement.lastReadEnd = beginning.seenEnd;
}

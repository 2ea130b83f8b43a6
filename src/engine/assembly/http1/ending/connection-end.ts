/**
 * How a connection ends (core/protocols/http1/ending/connection-end.ts): what its shutdown, its close or the end of what a client reads
 * means for its responses. The event at hand is what ends it.
 */

import { isNumber } from "../../arguments/integer";
import { isLiteral } from "../../bytes";
import { Direction } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { create, destroy } from "../../heap/allocate";
import { replace } from "../../heap/counted";
import { destroyList } from "../../heap/list";
import { filter } from "../../model/filter";
import { BlindSpot } from "../blind-spot";
import { HttpConnection } from "../connection";
import { decideAbortedByPeer, decideDeliveryInDoubt } from "../decision";
import { BodyFraming, Cause, Exchange, NOT_ANY } from "../exchange";
import { About, causeOf, judgement, ResetBy } from "../judgement";
import { KeptEvent, keptEvent, keptEventInPlaceOf } from "../kept-event";
import { reportDecided, submit } from "../reporter";
import { NOTHING_UNREAD } from "../request-reader";
import { Role } from "../role";
import { judgeLastResponse, judgeUnanswered } from "./last-response";
import { closing, findReset, noReset, reset, setReset } from "./reset";
import { ending } from "./stream-ending";

@unmanaged
export class ConnectionEnd {
  /** When the program shut its side down first; NaN before, and if that is not known. */
  private shutdownTime: f64;
  /** Something that cannot be read may have been a response to a request of which none was seen: a blind spot, or NOT_ANY. */
  blindSpot: i32;
  /** Why lines of the connection are missing: a blind spot, or NOT_ANY. */
  lost: i32;
  /** The last write that was short or refused. */
  refused: KeptEvent | null;
  /** No response can follow any more: the server ended its side, or the client met the end of it. */
  hasCome: bool;
  /** True once the program has shut its side down. */
  private isShut: bool;
  private hasWrittenLate: bool;

  /** The event at hand is a write that was short or refused. */
  keepRefused(): void {
    this.refused = replace<KeptEvent>(this.refused, keptEventInPlaceOf(this.refused));
  }

  shutDown(connection: HttpConnection): void {
    const hasFailed = event.errorEnd !== 0;
    if (hasFailed) connection.peer.shutdownFailed();
    if (hasFailed || event.how === Direction.Read || connection.role === Role.Client) return;
    const isFirst = !this.isShut;
    if (isFirst) {
      this.isShut = true;
      this.shutdownTime = event.time;
    }
    const responses = connection.responses;
    if (connection.unsent.owed === 0 && !connection.peer.isGone) responses.endUntilClose();
    const isWhole = responses.current === null && responses.whole.isComplete;
    if (isWhole) this.hasCome = true; // reported at the close: a reset may still destroy it
    const cause = event.how === Direction.Write ? Cause.ShutWr : Cause.ShutRdwr;
    if (!isWhole) this.close(connection, cause);
    else if (isFirst) judgeUnanswered(connection, cause);
  }

  /** EPIPE after the program's own shutdown is the program's own doing. */
  writeLate(connection: HttpConnection): void {
    const isBroken = event.errorEnd !== 0 && isLiteral(event.errorStart, event.errorEnd, "EPIPE");
    if (!isBroken || this.hasWrittenLate || !this.isShut || !filter.showsClose) return;
    this.hasWrittenLate = true;
    judgement.begin(About.LateWrite, null, NOT_ANY, keptEvent());
    judgement.owedBytes = isNumber(event.asked) ? event.asked : 0;
    submit(connection);
  }

  /** The socket has ended. */
  finish(connection: HttpConnection): void {
    connection.recognition.end();
    const responses = connection.responses;
    const isClient = connection.role === Role.Client;
    const cause = causeOf(event.by);
    const isCertain = cause !== NOT_ANY && !event.socket.mayBeTwo;
    if (isCertain && !isClient) this.findReset(connection);
    else noReset();
    const isReset = reset.by !== NOT_ANY;
    if (isReset && responses.whole.isComplete && !responses.current) this.reportReset(connection);
    else if (isCertain && this.isTooLate(connection)) this.reportTooLate(connection, cause);
    else if (this.hasCome) responses.whole.flush(connection);
    else if (isClient) this.leave(connection, cause);
    else {
      const isByReset = isReset && (reset.by === ResetBy.LingerZero || isUntilClose(connection));
      this.closeBy(connection, isByReset ? Cause.Reset : cause);
    }
  }

  /** The stream of responses ends, and no reset is known; judges what was under way. */
  close(connection: HttpConnection, cause: i32): void {
    noReset();
    this.closeBy(connection, cause);
  }

  /** The same; if it was a reset, that stands in `reset`. */
  private closeBy(connection: HttpConnection, cause: i32): void {
    if (this.hasCome) return;
    this.hasCome = true;
    const responses = connection.responses;
    responses.whole.flush(connection);
    judgeLastResponse(connection, cause);
    const unseen = responses.unseen();
    if (!unseen) return;
    for (let i = 0; i < unseen.length; i++) reportDecided(connection, unseen.at(i), keptEvent());
    destroyList<Exchange>(unseen);
  }

  private findReset(connection: HttpConnection): void {
    const unread = this.lost === NOT_ANY ? connection.requests.unread : NOTHING_UNREAD;
    const whole = connection.responses.whole;
    closing.hasUnread = unread !== NOTHING_UNREAD;
    closing.unreadBytes = unread;
    closing.isAnswered = whole.waiting !== null;
    closing.answeredLine = whole.line;
    closing.shutdownTime = this.shutdownTime;
    findReset(connection.peer);
  }

  /** The connection was reset after a whole response. */
  private reportReset(connection: HttpConnection): void {
    const whole = connection.responses.whole.takeOut() as Exchange;
    decideDeliveryInDoubt(whole);
    judgement.begin(About.Response, whole, Cause.Reset, keptEvent());
    setReset();
    submit(connection);
  }

  private reportTooLate(connection: HttpConnection, cause: i32): void {
    const whole = connection.responses.whole.takeOut() as Exchange;
    decideAbortedByPeer(whole, cause, 0);
    judgement.begin(About.Response, whole, cause, keptEvent());
    submit(connection);
  }

  /** The peer ended its side, then the last bytes of the response were written, and the peer had reset the connection. */
  private isTooLate(connection: HttpConnection): bool {
    const responses = connection.responses;
    if (!responses.whole.isComplete || responses.current || this.isShut || connection.role === Role.Client)
      return false;
    return connection.peer.hadLeftBefore(responses.whole.line);
  }

  /** A client ends the connection itself: then a response under way was not cut by its sender. */
  private leave(connection: HttpConnection, cause: i32): void {
    const responses = connection.responses;
    const current = responses.current;
    const wasReset = connection.peer.wasReset;
    if (cause === NOT_ANY || !current || wasReset) {
      this.close(connection, cause !== NOT_ANY && wasReset ? Cause.Reset : cause);
      return;
    }
    this.hasCome = true;
    responses.whole.flush(connection);
    responses.setCurrent(null);
    if (connection.ring.mayHide(current)) current.pushSpot(BlindSpot.IoUring);
    ending.begin(current, true);
    ending.decide();
    reportDecided(connection, current, keptEvent());
  }

  begin(): void {
    this.shutdownTime = NaN;
    this.blindSpot = NOT_ANY;
    this.lost = NOT_ANY;
  }
}

/** A response that lasts until the close is under way, and nothing else says that it is cut. */
function isUntilClose(connection: HttpConnection): bool {
  const current = connection.responses.current;
  if (!current || current.framing !== BodyFraming.UntilClose) return false;
  return current.inDoubtBytes === 0 && connection.unsent.owed === 0;
}

export function createConnectionEnd(): ConnectionEnd {
  const end = create<ConnectionEnd>();
  end.begin();
  return end;
}

export function destroyConnectionEnd(end: ConnectionEnd): void {
  end.refused = replace<KeptEvent>(end.refused, null);
  destroy<ConnectionEnd>(end);
}

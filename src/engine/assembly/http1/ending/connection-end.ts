/**
 * How a connection ends: what its shutdown, its close or the end of what a client reads
 * means for its responses. The event at hand is what ends it.
 */

import { isNumber } from "../../arguments/integer";
import { isLiteral } from "../../bytes";
import { isConversing, judgeMessages } from "../../conversations/judge-messages";
import { Direction } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { create, destroy } from "../../heap/allocate";
import { destroyList } from "../../heap/list";
import { filter } from "../../model/filter";
import { BlindSpot } from "../blind-spot";
import { ConnectionParts } from "../connection-parts";
import { decideAbortedByPeer, decideDeliveryInDoubt } from "../decision";
import { BodyFraming, Cause, Exchange, NOT_ANY } from "../exchange";
import { About, causeOf, judgement, ResetBy } from "../judgement";
import { keptEvent } from "../kept-event";
import { NOTHING_UNREAD } from "../request-reader";
import { Role } from "../role";
import { judgeLastResponse, judgeUnanswered } from "./last-response";
import { closing, findReset, noReset, reset, setReset } from "./reset";
import { ending } from "./stream-ending";

@unmanaged
export class ConnectionEnd {
  /** When the program shut its side down first; NaN before, and if that is not known. */
  private shutdownTime: f64;
  /** No response can follow any more: the server ended its side, or the client met the end of it. */
  hasCome: bool;
  /** True once the program has shut its side down. */
  private isShut: bool;
  private hasWrittenLate: bool;

  shutDown(parts: ConnectionParts): void {
    const hasFailed = event.errorEnd !== 0;
    if (hasFailed) parts.peer.shutdownFailed();
    if (hasFailed || event.how === Direction.Read || parts.role === Role.Client) return;
    const isFirst = !this.isShut;
    if (isFirst) {
      this.isShut = true;
      this.shutdownTime = event.time;
    }
    const responses = parts.responses;
    if (parts.unsent.owed === 0 && !parts.peer.isGone) responses.endUntilClose();
    const isWhole = responses.current === null && responses.whole.isComplete;
    if (isWhole) this.hasCome = true; // reported at the close: a reset may still destroy it
    const cause = event.how === Direction.Write ? Cause.ShutWr : Cause.ShutRdwr;
    if (!isWhole) this.close(parts, cause);
    else if (isFirst) judgeUnanswered(parts, cause);
  }

  /** EPIPE after the program's own shutdown is the program's own doing. */
  writeLate(parts: ConnectionParts): void {
    const isBroken = event.errorEnd !== 0 && isLiteral(event.errorStart, event.errorEnd, "EPIPE");
    if (!isBroken || this.hasWrittenLate || !this.isShut || !filter.showsClose) return;
    this.hasWrittenLate = true;
    judgement.begin(About.LateWrite, null, NOT_ANY, keptEvent());
    judgement.owedBytes = isNumber(event.asked) ? event.asked : 0;
    parts.reporter.submit();
  }

  /** The socket has ended. */
  finish(parts: ConnectionParts): void {
    parts.recognition.end();
    const responses = parts.responses;
    const isClient = parts.role === Role.Client;
    const cause = causeOf(event.by);
    const isCertain = cause !== NOT_ANY && !event.socket.mayBeTwo;
    if (isCertain && !isClient) this.findReset(parts);
    else noReset();
    const isReset = reset.by !== NOT_ANY;
    if (isReset && responses.whole.isComplete && !responses.current) this.reportReset(parts);
    else if (isCertain && this.isTooLate(parts)) this.reportTooLate(parts, cause);
    else if (this.hasCome) responses.whole.flush(parts.reporter);
    else if (isClient) this.leave(parts, cause);
    else {
      const isByReset = isReset && (reset.by === ResetBy.LingerZero || isUntilClose(parts));
      this.closeBy(parts, isByReset ? Cause.Reset : cause);
    }
  }

  /** The stream of responses ends, and no reset is known; judges what was under way. */
  close(parts: ConnectionParts, cause: i32): void {
    noReset();
    this.closeBy(parts, cause);
  }

  /** The same; if it was a reset, that stands in `reset`. */
  private closeBy(parts: ConnectionParts, cause: i32): void {
    if (this.hasCome) return;
    this.hasCome = true;
    const responses = parts.responses;
    responses.whole.flush(parts.reporter);
    if (isConversing(parts)) {
      judgeMessages(parts, cause);
      return;
    }
    judgeLastResponse(parts, cause);
    const unseen = responses.unseen();
    if (!unseen) return;
    for (let i = 0; i < unseen.length; i++) parts.reporter.report(unseen.at(i), keptEvent());
    destroyList<Exchange>(unseen);
  }

  private findReset(parts: ConnectionParts): void {
    const unread = parts.reporter.lost === NOT_ANY ? parts.requests.unread : NOTHING_UNREAD;
    const whole = parts.responses.whole;
    closing.hasUnread = unread !== NOTHING_UNREAD;
    closing.unreadBytes = unread;
    closing.isAnswered = whole.waiting !== null;
    closing.answeredLine = whole.line;
    closing.shutdownTime = this.shutdownTime;
    findReset(parts.peer);
  }

  /** The connection was reset after a whole response. */
  private reportReset(parts: ConnectionParts): void {
    const whole = parts.responses.whole.takeOut() as Exchange;
    decideDeliveryInDoubt(whole);
    judgement.begin(About.Response, whole, Cause.Reset, keptEvent());
    setReset();
    parts.reporter.submit();
  }

  private reportTooLate(parts: ConnectionParts, cause: i32): void {
    const whole = parts.responses.whole.takeOut() as Exchange;
    decideAbortedByPeer(whole, cause, 0);
    judgement.begin(About.Response, whole, cause, keptEvent());
    parts.reporter.submit();
  }

  /** The peer ended its side, then the last bytes of the response were written, and the peer had reset the connection. */
  private isTooLate(parts: ConnectionParts): bool {
    const responses = parts.responses;
    if (!responses.whole.isComplete || responses.current || this.isShut || parts.role === Role.Client) return false;
    return parts.peer.hadLeftBefore(responses.whole.line);
  }

  /** A client ends the connection itself: then a response under way was not cut by its sender. */
  private leave(parts: ConnectionParts, cause: i32): void {
    const responses = parts.responses;
    const current = responses.current;
    // HTTP/2 writes while it reads (WINDOW_UPDATE), so a write may be the first to meet the reset
    const wasReset = parts.peer.wasReset || (isConversing(parts) && parts.peer.wasResetByWrite);
    if (cause === NOT_ANY || !current || wasReset) {
      this.close(parts, cause !== NOT_ANY && wasReset ? Cause.Reset : cause);
      return;
    }
    this.hasCome = true;
    responses.whole.flush(parts.reporter);
    responses.setCurrent(null);
    if (parts.ring.mayHide(current)) current.pushSpot(BlindSpot.IoUring);
    ending.begin(current, true);
    ending.decide();
    parts.reporter.report(current, keptEvent());
  }

  begin(): void {
    this.shutdownTime = NaN;
  }
}

/** A response that lasts until the close is under way, and nothing else says that it is cut. */
function isUntilClose(parts: ConnectionParts): bool {
  const current = parts.responses.current;
  if (!current || current.framing !== BodyFraming.UntilClose) return false;
  return current.inDoubtBytes === 0 && parts.unsent.owed === 0;
}

export function createConnectionEnd(): ConnectionEnd {
  const end = create<ConnectionEnd>();
  end.begin();
  return end;
}

export function destroyConnectionEnd(end: ConnectionEnd): void {
  destroy<ConnectionEnd>(end);
}

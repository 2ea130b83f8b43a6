import type { EndEvent, ShutdownEvent, SocketEvent, WriteEvent } from "../../../sockets/event.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import { abortedByPeer, DELIVERY_IN_DOUBT, decide } from "../../decision.js";
import type { Cause } from "../../exchange.js";
import { CAUSE, type Reset } from "../../judgement.js";
import type { ConnectionParts } from "../connection-parts.js";
import { judgeAbandoned } from "./judge-end.js";
import { judgeLastResponse, judgeUnanswered } from "./last-response.js";
import { resetOf } from "./reset.js";

/** How a connection ends: what its shutdown, its close or the end of what a client reads means for its responses. */
export class ConnectionEnd {
  /** No response can follow any more: the server ended its side, or the client met the end of it. */
  hasCome = false;
  /** Something that cannot be read may have been a response to a request of which none was seen. */
  blindSpot: BlindSpotCode | null = null;
  /** Why lines of the connection are missing; null if none is. */
  lost: BlindSpotCode | null = null;
  /** The last write that was short or refused. */
  refused: WriteEvent | null = null;
  #shutdown: ShutdownEvent | null = null;
  #hasWrittenLate = false;

  constructor(private readonly parts: ConnectionParts) {}

  shutDown(event: ShutdownEvent): void {
    const { peer, responses, unsent, recognition } = this.parts;
    if (event.error !== null) peer.shutdownFailed(event);
    if (event.error !== null || event.how === "rd" || recognition.role === "client") return;
    const isFirst = this.#shutdown === null;
    this.#shutdown ??= event;
    if (unsent.owed === 0 && !peer.isGone) responses.endUntilClose();
    const isWhole = !responses.current && responses.whole.waiting?.exchange.verdict === "complete";
    this.hasCome ||= isWhole; // reported at the close: a reset may still destroy it
    const cause = event.how === "wr" ? "shut-wr" : "shut-rdwr";
    if (!isWhole) this.close(cause, event);
    else if (isFirst) judgeUnanswered(this.parts, { cause, by: event, blindSpot: this.blindSpot });
  }

  /** EPIPE after the program's own shutdown is the program's own doing. */
  writeLate(event: WriteEvent): void {
    const { filter, reporter } = this.parts;
    if (event.error !== "EPIPE" || this.#hasWrittenLate || !this.#shutdown || !filter.showsClose) return;
    this.#hasWrittenLate = true;
    reporter.submit({ about: "late-write", exchange: null, by: event, owedBytes: event.asked ?? 0 });
  }

  end(event: EndEvent): void {
    const { recognition, responses, reporter } = this.parts;
    recognition.end();
    const isClient = recognition.role === "client";
    const cause = CAUSE[event.by];
    const isCertain = cause !== null && !event.socket.mayBeTwo;
    const whole = responses.whole.waiting?.exchange;
    const reset = !isCertain || isClient ? null : this.#resetBy(event);
    if (reset && whole?.verdict === "complete" && !responses.current) {
      responses.whole.waiting = null;
      decide(whole, DELIVERY_IN_DOUBT);
      reporter.submit({ about: "response", exchange: whole, cause: "reset", by: event, reset });
      return;
    }
    if (isCertain && whole && this.#isTooLate) {
      responses.whole.waiting = null;
      decide(whole, abortedByPeer(cause, 0));
      reporter.submit({ about: "response", exchange: whole, cause, by: event });
      return;
    }
    if (this.hasCome) responses.whole.flush();
    else if (isClient) this.#leave(cause, event);
    else this.close(reset && (reset.by === "linger-zero" || this.#isUntilClose) ? "reset" : cause, event, reset);
  }

  /** The stream of responses ends; judges what was under way. */
  close(cause: Cause | null, by: SocketEvent, reset: Reset | null = null): void {
    if (this.hasCome) return;
    this.hasCome = true;
    const { responses, reporter } = this.parts;
    const { blindSpot, refused } = this;
    responses.whole.flush();
    const mayBeOther = this.lost === "writes-not-traced"; // the answer to another request than the one that it was paired with
    judgeLastResponse(this.parts, { cause, by, reset, blindSpot, refused, mayBeOther });
    for (const unseen of responses.unseen()) reporter.report(unseen, by, this.lost);
  }

  /** The peer ended its side, then the last bytes of the response were written, and the peer had reset the connection. */
  get #isTooLate(): boolean {
    const { responses, recognition, peer } = this.parts;
    const { current } = responses;
    const { waiting } = responses.whole;
    if (!waiting || current || this.#shutdown || recognition.role === "client") return false;
    return waiting.exchange.verdict === "complete" && peer.hadLeftBefore(waiting.by);
  }

  /** A response that lasts until the close is under way, and nothing else says that it is cut. */
  get #isUntilClose(): boolean {
    const { responses, unsent } = this.parts;
    const { response, inDoubtBytes } = responses.current ?? {};
    return response?.framing === "until-close" && inDoubtBytes === 0 && unsent.owed === 0;
  }

  #resetBy(event: EndEvent): Reset | null {
    const answered = this.parts.responses.whole.waiting?.by.line ?? null;
    const unread = this.lost ? null : this.parts.requests.unread;
    return resetOf({ event, answered, unread, shutdown: this.#shutdown, peer: this.parts.peer });
  }

  /** A client ends the connection itself: then a response under way was not cut by its sender. */
  #leave(cause: Cause | null, event: EndEvent): void {
    const { responses, reporter, ring } = this.parts;
    const { current } = responses;
    const { wasReset } = this.parts.peer;
    if (cause === null || !current || wasReset) {
      this.close(cause && wasReset ? "reset" : cause, event);
      return;
    }
    this.hasCome = true;
    responses.whole.flush();
    responses.current = null;
    if (ring.mayHide(current)) current.blindSpots.push("io-uring");
    decide(current, judgeAbandoned(current));
    reporter.report(current, event, this.lost);
  }
}

/** Hands what was decided on a connection to the rules. */
import { callAt } from "../calls/call";
import { NO_CALL } from "../calls/names";
import { event } from "../events/event-record";
import { create, destroy } from "../heap/allocate";
import { filter } from "../model/filter";
import { BlindSpot } from "./blind-spot";
import { decideUndetermined, decideUndeterminedFor } from "./decision";
import { Exchange, NOT_ANY, Verdict } from "./exchange";
import { isReusedUnseen } from "./filtered/hidden";
import { addSeen } from "./filtered/seen-whole";
import { About, JudgementRecord, judgement } from "./judgement";
import { KeptEvent } from "./kept-event";
import { Peer } from "./peer";
import { Recognition } from "./recognition";
import { Role } from "./role";

@unmanaged
export class Reporter {
  recognition: Recognition;
  peer: Peer;
  /** Why lines of the connection are missing: a blind spot, or NOT_ANY. */
  lost: i32;
  /** The index of the function that takes the judgements. */
  taker: u32;

  /** An exchange was decided before its stream ended: `by` decided it, the event at hand or an earlier one of the connection. */
  report(exchange: Exchange, by: KeptEvent): void {
    const verdict = exchange.verdict;
    if (verdict === Verdict.Overrun || verdict === Verdict.Truncated) {
      const doubt = this.doubtOf(by);
      if (doubt !== NOT_ANY) decideUndeterminedFor(exchange, doubt);
    }
    if (exchange.hasSpot(BlindSpot.ThreadsNotTraced)) decideUndetermined(exchange);
    judgement.begin(About.Response, exchange, NOT_ANY, by);
    this.submit();
  }

  /** Hands the judgement to the rules. What the connection knows is added to it. */
  submit(): void {
    const peer = this.peer;
    judgement.peerEnd = peer.end;
    judgement.peerMayHaveLeft = peer.plainEnd.mayHaveLeft ? 1 : 0;
    judgement.role = this.recognition.role;
    const exchange = judgement.exchange;
    if (exchange && judgement.role === Role.Server) addSeen(event.socket, exchange);
    call_indirect<void>(this.taker, judgement);
  }

  /** What was taken for the rest may belong to the response of another connection that has the same fd number. */
  private doubtOf(by: KeptEvent): i32 {
    if (event.socket.mayBeTwo) return BlindSpot.ThreadsNotTraced;
    return this.lost !== NOT_ANY ? this.lost : otherFile(by.call);
  }
}

/**
 * Without `close`, an fd number may stand for a file by now, which `write` takes and `send` does not. Without `accept` as well,
 * it may be that of the next connection.
 */
function otherFile(call: i32): i32 {
  const socket = event.socket;
  if (isReusedUnseen(socket)) return BlindSpot.ThreadsNotTraced;
  const mayBeFile = call !== NO_CALL && !callAt(call).isNetwork && !socket.identity;
  return mayBeFile && !filter.showsClose && filter.showsAccept ? BlindSpot.WritesNotTraced : NOT_ANY;
}

/** Its owner destroys it. */
export function createReporter(
  recognition: Recognition,
  peer: Peer,
  taker: (record: JudgementRecord) => void,
): Reporter {
  const reporter = create<Reporter>();
  reporter.recognition = recognition;
  reporter.peer = peer;
  reporter.lost = NOT_ANY;
  reporter.taker = taker.index;
  return reporter;
}

export function destroyReporter(reporter: Reporter): void {
  destroy<Reporter>(reporter);
}

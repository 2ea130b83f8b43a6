/** Hands what was decided on a connection to the rules (core/protocols/http1/reporter.ts). */
import { callAt } from "../calls/call";
import { NO_CALL } from "../calls/names";
import { takeJudgement } from "../connections/judged";
import { event } from "../events/event-record";
import { filter } from "../model/filter";
import { BlindSpot } from "./blind-spot";
import { HttpConnection } from "./connection";
import { decideUndetermined, decideUndeterminedFor } from "./decision";
import { Exchange, NOT_ANY, Verdict } from "./exchange";
import { isReusedUnseen } from "./filtered/hidden";
import { addSeen } from "./filtered/seen-whole";
import { About, judgement } from "./judgement";
import { KeptEvent } from "./kept-event";
import { Role } from "./role";

/** An exchange was decided before its stream ended: `by` decided it, the event at hand or an earlier one of the connection. */
export function reportDecided(connection: HttpConnection, exchange: Exchange, by: KeptEvent): void {
  const verdict = exchange.verdict;
  if (verdict === Verdict.Overrun || verdict === Verdict.Truncated) {
    const doubt = doubtOf(connection, by);
    if (doubt !== NOT_ANY) decideUndeterminedFor(exchange, doubt);
  }
  if (exchange.hasSpot(BlindSpot.ThreadsNotTraced)) decideUndetermined(exchange);
  judgement.begin(About.Response, exchange, NOT_ANY, by);
  submit(connection);
}

/** What was taken for the rest may belong to the response of another connection that has the same fd number. */
function doubtOf(connection: HttpConnection, by: KeptEvent): i32 {
  if (event.socket.mayBeTwo) return BlindSpot.ThreadsNotTraced;
  const lost = connection.end.lost;
  return lost !== NOT_ANY ? lost : otherFile(by.call);
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

/** Hands the judgement to the rules. What the connection knows is added to it. */
export function submit(connection: HttpConnection): void {
  const peer = connection.peer;
  judgement.peerEnd = peer.end;
  judgement.peerMayHaveLeft = peer.plainEnd.mayHaveLeft ? 1 : 0;
  judgement.role = connection.role;
  const exchange = judgement.exchange;
  if (exchange && judgement.role === Role.Server) addSeen(event.socket, exchange);
  takeJudgement(judgement);
}

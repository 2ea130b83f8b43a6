/** Takes what is decided on a connection, and reports it (core/analysis/judge.ts, `take`). */
import { reportJudgement } from "../host";
import { HttpConnection } from "../http1/connection";
import { createExchange, NOT_ANY } from "../http1/exchange";
import { About, JudgementRecord } from "../http1/judgement";
import { only } from "../memory";
import { pendingHops } from "../paths/hop";
import { nearby } from "../paths/nearby";
import { followed } from "./followed";
import { following } from "./following";
import { handOver } from "./hand-over";
import { OpenSocket } from "./open-socket";
import { isPlainExchange, takePlain } from "./plain";
import { PlainWay } from "./plain-way";

@unmanaged
class Judged {
  /** The socket whose event is at hand: the judgements are about it. */
  socket: OpenSocket;
}

export const judged: Judged = only<Judged>();

/** Something is decided on the connection whose event is at hand. */
export function takeJudgement(judgement: JudgementRecord): void {
  const openSocket = judged.socket;
  const connection = openSocket.connection;
  if (!connection) return;
  followed.connection = connection;
  const exchange = judgement.exchange;
  if (!exchange) {
    followed.exchange = NOT_ANY;
    if (nearby.isAsked && judgement.about === About.Unanswered) showUnanswered(openSocket, judgement);
    reportJudgement();
    return;
  }
  connection.role = judgement.role;
  followed.exchange = openSocket.exchanges++;
  const isPlain = isPlainExchange(judgement, exchange);
  if (nearby.isAsked) pendingHops.add(openSocket, exchange, followed.exchange, judgement.by, isPlain);
  const isAsked = following.plain === PlainWay.InFull || pendingHops.wants(judgement.role, exchange);
  if (isPlain && !isAsked) takePlain(openSocket, connection, exchange);
  else {
    handOver(openSocket.plain);
    reportJudgement();
  }
}

/** A request without a response is no exchange, and yet a hop: its index is the one that its response would have had. */
function showUnanswered(openSocket: OpenSocket, judgement: JudgementRecord): void {
  const isAfterWhole = (openSocket.http as HttpConnection).responses.whole.waiting !== null; // that is reported later
  const index = openSocket.exchanges + (isAfterWhole ? 1 : 0);
  pendingHops.add(openSocket, createExchange(0, judgement.request), index, judgement.by, false);
}

/** Takes what is decided on a connection, and reports it (core/analysis/judge.ts, `take`). */
import { reportJudgement, reportPlain } from "../host";
import { Exchange, NOT_ANY, Verdict } from "../http1/exchange";
import { About, JudgementRecord } from "../http1/judgement";
import { only } from "../memory";
import { followed } from "./followed";
import { following } from "./following";
import { OpenSocket } from "./open-socket";

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
    reportJudgement();
    return;
  }
  connection.role = judgement.role;
  followed.exchange = openSocket.exchanges++;
  if (following.exchanges || !isPlain(judgement, exchange)) reportJudgement();
  else {
    followed.plain = exchange;
    reportPlain();
  }
}

/** True for nearly all exchanges: there is no more to say of one than what was declared and accepted. */
function isPlain(judgement: JudgementRecord, exchange: Exchange): bool {
  if (judgement.about !== About.Response || exchange.verdict !== Verdict.Complete) return false;
  if (exchange.firstRefused !== null || exchange.refused !== null || exchange.unreturned !== null) return false;
  return exchange.spotCount === 0 && exchange.inDoubtBytes === 0 && judgement.resetBy === NOT_ANY;
}

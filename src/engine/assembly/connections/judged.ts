/** Takes what is decided on a connection, and reports it (core/analysis/judge.ts, `take`). */
import { reportJudgement } from "../host";
import { NOT_ANY } from "../http1/exchange";
import { JudgementRecord } from "../http1/judgement";
import { Role } from "../http1/role";
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
    reportJudgement();
    return;
  }
  connection.role = judgement.role;
  followed.exchange = openSocket.exchanges++;
  const isPlain = isPlainExchange(judgement, exchange);
  if (nearby.isAsked) pendingHops.add(openSocket, exchange, followed.exchange, judgement.by, isPlain);
  const isAsked = following.plain === PlainWay.InFull || (pendingHops.wantsPlain && judgement.role !== Role.Client);
  if (isPlain && !isAsked) takePlain(openSocket, connection, exchange);
  else {
    handOver(openSocket.plain);
    reportJudgement();
  }
}

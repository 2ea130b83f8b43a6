/** Plain exchanges: they are whole and in no doubt, so there is no more to say of one than what was declared and accepted. */
import { reportPlain } from "../host";
import { Exchange, NOT_ANY, Verdict } from "../http1/exchange";
import { About, JudgementRecord } from "../http1/judgement";
import { Connection } from "./connection";
import { followed } from "./followed";
import { following } from "./following";
import { addWaiting, handOver } from "./hand-over";
import { OpenSocket } from "./open-socket";
import { countPlain, isCountable, serverOf } from "./plain-counts";
import { createPlainExchanges } from "./plain-exchanges";
import { PlainWay } from "./plain-way";

/** True for nearly all exchanges (core/analysis/plain.ts). */
export function isPlainExchange(judgement: JudgementRecord, exchange: Exchange): bool {
  if (judgement.about !== About.Response || exchange.verdict !== Verdict.Complete) return false;
  if (exchange.firstRefused !== null || exchange.refused !== null || exchange.unreturned !== null) return false;
  return exchange.spotCount === 0 && exchange.inDoubtBytes === 0 && judgement.resetBy === NOT_ANY;
}

/**
 * Fast path: counts a plain exchange and writes its facts, so that the host need not be called. When JSON may escape one of its
 * characters, or there is no room to count it, the host gets the exchange by itself.
 */
export function takePlain(openSocket: OpenSocket, connection: Connection, exchange: Exchange): void {
  if (following.plain !== PlainWay.Each && isKept(openSocket, connection, exchange)) return;
  handOver(openSocket.plain);
  followed.connection = connection;
  followed.plain = exchange;
  reportPlain();
}

function isKept(openSocket: OpenSocket, connection: Connection, exchange: Exchange): bool {
  if (!isCountable(exchange)) return false;
  let plain = openSocket.plain;
  if (!plain) {
    plain = createPlainExchanges(connection);
    openSocket.plain = plain;
  }
  const server = serverOf(plain);
  if (server < 0) return false;
  if (following.plain === PlainWay.Facts && !addWaiting(plain, exchange)) return false;
  countPlain(exchange, server);
  return true;
}

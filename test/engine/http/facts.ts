import type { AcceptedSoFar, Connection, PlainExchange } from "../../../src/core/analysis/model.js";
import type { Exchange, ExchangeCalls } from "../../../src/core/protocols/exchange.js";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";

/** Plain values, which can be compared. */
export type Facts = Record<string, unknown>;

/** All that a judgement says, and what is known of its connection at that moment. */
export function judgementFacts(judgement: Judgement, connection: Connection, index: number | null): Facts {
  const { by, refused, peerEnd, exchange, ...others } = judgement;
  return {
    judgement: {
      ...structuredClone(others),
      exchange: exchange && exchangeFacts(exchange),
      by: eventFacts(by),
      refused: refused && eventFacts(refused),
      peerEnd: peerEnd && eventFacts(peerEnd),
    },
    index,
    connection: structuredClone(connection),
  };
}

function exchangeFacts({ calls, ...others }: Exchange): Facts {
  return { ...structuredClone(others), calls: callsFacts(calls) };
}

/** Which of them are one call is said as well: the program looks at that. */
function callsFacts(calls: ExchangeCalls): Facts {
  const facts: Facts = {};
  for (const [name, event] of Object.entries(calls)) facts[name] = event && eventFacts(event);
  const { head, lastAccepted, firstRefused, refused } = calls;
  return { ...facts, isOneCall: head === lastAccepted, isRefusedOnce: firstRefused === refused };
}

/** What is said of an event, but for its bytes. */
export function eventFacts(event: SocketEvent): Facts {
  const { socket, ...facts }: Facts & SocketEvent = { ...event };
  delete facts.pieces;
  delete facts.offered;
  return { ...facts, socket: socket.id };
}

/** An event as a timeline shows it. */
export function shownFacts(connection: Connection, event: SocketEvent, progress: AcceptedSoFar): Facts {
  return { event: eventFacts(event), progress: { ...progress }, of: structuredClone(connection) };
}

/** A plain exchange: there is no more to say of it. */
export function plainFacts(
  { request, status, line, framing, declaredBytes, acceptedBytes }: PlainExchange,
  connection: Connection,
): Facts {
  const facts = { request: structuredClone(request), status, line, framing, declaredBytes, acceptedBytes };
  return { plain: facts, connection: structuredClone(connection) };
}

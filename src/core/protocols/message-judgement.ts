import type { Decision } from "./decision.js";
import type { DataEvent, Exchange } from "./exchange.js";
import type { Judgement } from "./judgement.js";
import type { Message } from "./message.js";
import type { StreamProtocol } from "./message-facts.js";

/** A message, and what became of it. */
export interface DecidedMessage {
  readonly message: Message;
  readonly protocol: StreamProtocol;
  readonly decision: Decision;
  /** The call that carried its first byte, if it is not the first call of the connection. */
  readonly head: DataEvent | null;
  /** The reader of the answers had ended its side, or was gone. */
  readonly hasPeerLeft: boolean;
}

/**
 * The judgement on a message.
 *
 * @param known what is known of the connection: its exchange stands for all calls of the side that answers
 */
export function judgementOf(known: Judgement, decided: DecidedMessage): Judgement {
  const { message, decision } = decided;
  const exchange = known.exchange && exchangeOf(known.exchange, decided);
  return { ...known, exchange, request: message.request, cause: decision.cause ?? known.cause };
}

/** The judgement on a request that was not answered. */
export function unansweredOf(known: Judgement, { request }: Message): Judgement {
  return { ...known, about: "unanswered", exchange: null, request, cause: known.cause ?? "message-end" };
}

function exchangeOf(calls: Exchange, { message, protocol, decision, head, hasPeerLeft }: DecidedMessage): Exchange {
  const { request, response, stream, end, signs, blindSpots } = message;
  return {
    ...calls,
    request,
    response: response && { ...response, time: timeOf(response.line, [head, calls.calls.head]) },
    verdict: decision.verdict,
    cause: decision.cause,
    evidence: decision.evidence,
    outstandingBytes: decision.outstandingBytes,
    owedBytes: decision.verdict === "truncated" && !message.owesNothing ? calls.owedBytes : 0,
    inDoubtBytes: decision.verdict === "complete" ? 0 : calls.inDoubtBytes,
    blindSpots: [...new Set([...blindSpots, ...decision.blindSpots])],
    calls: head ? { ...calls.calls, head } : calls.calls,
    message: { protocol, stream, end, signs: hasPeerLeft ? [...signs, "peer-left"] : signs },
  };
}

/** When the call was made that carried the first byte of a response; null if it is not known any more. */
function timeOf(line: number, calls: readonly (DataEvent | null)[]): number | null {
  return calls.find((call) => call?.line === line)?.time ?? null;
}

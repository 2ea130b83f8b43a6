import type { Request, Verdict } from "../protocols/exchange.js";
import type { MessageResponse, SealedTurn } from "../protocols/message.js";
import type { Hint } from "./hop.js";
import { HOP_FLOATS, HopNumbers } from "./hop-fields.js";
import { knownTarget } from "./target-hash.js";

/** What is known of a message that is not HTTP/1, besides the calls of its connection. */
export interface HopMessage {
  readonly request: Request | null;
  readonly response: MessageResponse | null;
  /** The stream of HTTP/2, or the request id of FastCGI; null if the protocol has no such number. */
  readonly stream: number | null;
  readonly verdict: Verdict;
  /** What a sealed stream answered last; null if it is not known, or if it is none. */
  readonly turn: SealedTurn | null;
  /** What was known when the first bytes of the request and of the response moved; null if that is forgotten. */
  readonly asked: CallNote | null;
  readonly begun: CallNote | null;
}

/** What was known when a call moved the first bytes of a request or of a response. */
export interface CallNote {
  readonly line: number;
  /** Seconds; NaN if the capture has no times. */
  readonly time: number;
  /** What the thread had read last, of a request and of a response. */
  readonly asked: Hint | null;
  readonly received: Hint | null;
}

/** Fills in the last of some hops: the engine knows the calls of its connection, and not what the message says. */
export function fillLatest(hops: Float64Array, message: HopMessage): void {
  const numbers = new HopNumbers(hops);
  fill(numbers, numbers.count - 1, message);
}

/**
 * The hops of messages that are under way on one connection, as the engine lays them out.
 *
 * @param common what they have in common, laid out in the same way
 */
export function openHops(common: Float64Array, messages: readonly HopMessage[]): Float64Array {
  const numbers = new HopNumbers(new Float64Array(messages.length * HOP_FLOATS));
  for (const [at, message] of messages.entries()) {
    numbers.floats.set(common, at * HOP_FLOATS);
    numbers.moveOn(at, at);
    fill(numbers, at, message);
  }
  return numbers.floats;
}

function fill(
  numbers: HopNumbers,
  at: number,
  { request, response, stream, verdict, turn, asked, begun }: HopMessage,
): void {
  numbers.put(at, {
    stream,
    verdict,
    turn,
    status: response?.status ?? null,
    isSealed: response?.framing === "tls-records",
    target: knownTarget(request?.target),
    requestLine: request?.line ?? 0,
    requestTime: asked?.time ?? null,
    asked: asked?.asked ?? null,
    responseLine: response?.line ?? 0,
    responseTime: begun?.time ?? null,
    received: begun?.received ?? null,
    declaredBytes: response?.declaredBytes ?? null,
    acceptedBytes: response?.acceptedBytes ?? null,
  });
}

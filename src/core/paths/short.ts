import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";

/** True if bytes of a response are surely missing, or if its server may have dropped some with a reset. */
export function isLost({ exchange, reset }: Judgement): boolean {
  return exchange?.verdict === "truncated" || (exchange?.verdict === "undetermined" && reset?.isCertain === true);
}

/**
 * True if a response ended, as far as the capture shows it, before it was whole. Who reads it may have left by itself: a proxy that is told of an
 * error does so, and its capture shows no end of the stream.
 */
export function isShort({ verdict, response }: Exchange): boolean {
  if (response === null || verdict === "complete" || verdict === "overrun") return false;
  const { declaredBytes, acceptedBytes } = response;
  return declaredBytes === null || acceptedBytes === null || acceptedBytes < declaredBytes;
}

/** True for one whole response. What an encrypted stream carries may be short all the same. */
export function isWholeResponse({ verdict, response, message }: Exchange): boolean {
  const isStream = message !== undefined && response?.status === null;
  return verdict === "complete" && !isStream;
}

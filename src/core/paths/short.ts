import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { Hop } from "./hop.js";
import type { Loss, PathConnection } from "./loss.js";

/** True if bytes of a response are surely missing, or all of it, or if its server may have dropped some with a reset. */
export function isLost({ about, exchange, reset }: Judgement): boolean {
  if (about === "unanswered") return true;
  return exchange?.verdict === "truncated" || (exchange?.verdict === "undetermined" && reset?.isCertain === true);
}

/**
 * True if a response ended, as far as the capture shows it, before it was whole. Who reads it may have left by itself: a proxy that is told of an
 * error does so, and its capture shows no end of the stream.
 */
export function isShort(exchange: Exchange | null): boolean {
  if (exchange === null) return false;
  const { verdict, response } = exchange;
  if (response === null || verdict === "complete" || verdict === "overrun") return false;
  const { declaredBytes, acceptedBytes } = response;
  return declaredBytes === null || acceptedBytes === null || acceptedBytes < declaredBytes;
}

/** True for one whole response. What an encrypted stream carries may be short all the same. */
export function isWholeResponse(exchange: Exchange | null): boolean {
  if (exchange === null) return false;
  const { verdict, response, message } = exchange;
  const isStream = message !== undefined && response?.status === null;
  return verdict === "complete" && !isStream;
}

/** True for a stream that its two ends alone can read. */
export function isStream({ response }: Exchange): boolean {
  return response?.framing === "tls-records";
}

/** True for a stream that ended well, and that its two ends alone can read: what it carried may be short all the same. */
export function isSealedWhole({ verdict, response }: Exchange): boolean {
  return verdict === "complete" && response?.framing === "tls-records";
}

/** True if the program is a client, and met the end or the reset of the server's stream. */
export function isPeerEnd({ role, cause }: Judgement): boolean {
  return role === "client" && (cause === "eof" || cause === "reset");
}

/** From this status on, a server says that it could not answer (RFC 9110, section 15.6). */
const FIRST_SERVER_ERROR = 500;

/**
 * True if a program may have answered so because it got no response itself. Whatever else it answers it has from elsewhere: it asked again, or it
 * has kept what it got earlier.
 */
export function mayStandForNone({ status, responseLine }: Hop): boolean {
  return responseLine === 0 || (status !== null && status >= FIRST_SERVER_ERROR);
}

/** A gateway answers so in place of a response that it did not receive whole (RFC 9110, section 15.6.3). */
const BAD_GATEWAY = 502;

export function isBadGateway(status: number | null | undefined): boolean {
  return status === BAD_GATEWAY;
}

/** True if the client of a stream had ended its side, or was gone, before the server ended its own. */
export function wasLeft<C extends PathConnection>({ exchange }: Pick<Loss<C>, "exchange">): boolean {
  return exchange?.verdict === "aborted-by-peer" || exchange?.message?.signs.includes("peer-left") === true;
}
